package org.harmonicsweep.metrics.robustness;

import java.util.Arrays;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;

/**
 * The held-out samples that are perturbed.
 *
 * @param count at least 1
 * @param features values per sample, at least 1
 * @param values shape {@code [count, features]}
 */
record Images(int count, int features, float[] values) {

  /** Returns the first so many samples, or all there are, of a random order. */
  static Images of(Dataset test, RandomStream order, int most) {
    int count = Math.min(most, test.samples());
    int features = test.features();
    int[] chosen = order.permutation(0, test.samples());
    float[] values = new float[count * features];
    for (int i = 0; i < count; i++) {
      System.arraycopy(test.values(), chosen[i] * features, values, i * features, features);
    }
    return new Images(count, features, values);
  }

  /** Returns the first so many of these. */
  Images first(int most) {
    int fewer = Math.min(most, count);
    return new Images(fewer, features, Arrays.copyOf(values, fewer * features));
  }

  /** Returns whether all values lie in [0, 1], as pixels do. */
  boolean isInUnitBox() {
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the values of one image. */
  float[] image(int number) {
    return Arrays.copyOfRange(values, number * features, (number + 1) * features);
  }

  /** Writes x + d in single precision. */
  void perturbed(int number, double[] perturbation, float[] into, int offset) {
    int from = number * features;
    for (int i = 0; i < features; i++) {
      into[offset + i] = (float) (values[from + i] + perturbation[i]);
    }
  }
}
