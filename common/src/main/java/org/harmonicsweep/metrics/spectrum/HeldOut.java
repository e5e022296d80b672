package org.harmonicsweep.metrics.spectrum;

import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;

/**
 * The held-out samples that a measurement uses, in random order.
 *
 * @param count number of samples, at least 1
 * @param features values per sample, at least 1
 * @param values shape {@code [count, features]}
 */
record HeldOut(int count, int features, float[] values) {
  /** Samples used at most: with them a variance is known to about 5 %. */
  static final int MOST = 1024;

  /** Returns the first {@link #MOST} samples, or all there are, of a random order. */
  static HeldOut of(Dataset test, RandomStream order) {
    int count = Math.min(MOST, test.samples());
    int features = test.features();
    int[] chosen = order.permutation(0, test.samples());
    float[] values = new float[count * features];
    for (int i = 0; i < count; i++) {
      System.arraycopy(test.values(), chosen[i] * features, values, i * features, features);
    }
    return new HeldOut(count, features, values);
  }

  /** Returns the samples as points. */
  Sample sample() {
    return new Sample(count, values);
  }

  /**
   * Returns the samples' root-mean-square distance from their mean, {@code √(Σ_i ‖x_i − x̄‖² /
   * count)}.
   *
   * @return in input units, at least 0; 0 where all samples are equal
   */
  double radius() {
    double squares = 0;
    for (int j = 0; j < features; j++) {
      // relative to the first sample, so that equal samples give exactly 0
      double sum = 0;
      double sumOfSquares = 0;
      for (int i = 0; i < count; i++) {
        double change = (double) values[i * features + j] - values[j];
        sum += change;
        sumOfSquares += change * change;
      }
      squares += Math.max(sumOfSquares - sum * sum / count, 0);
    }
    return Math.sqrt(squares / count);
  }

  /**
   * Returns the deviation of one feature, {@link #radius()} / √features: Gaussian noise of this
   * deviation moves a sample as far as the samples lie from their mean.
   *
   * @return in input units, at least 0
   */
  double deviation() {
    return radius() / Math.sqrt(features);
  }

  /** Returns the Euclidean distance of two samples, in input units. */
  double distance(int first, int second) {
    double squares = 0;
    for (int j = 0; j < features; j++) {
      double change = (double) values[first * features + j] - values[second * features + j];
      squares += change * change;
    }
    return Math.sqrt(squares);
  }
}
