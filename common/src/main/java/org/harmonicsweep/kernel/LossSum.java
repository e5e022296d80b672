package org.harmonicsweep.kernel;

/**
 * The partial sums of losses in double precision: element i of all goes to sum i mod {@link
 * Kernels#PARTIAL_LOSSES}.
 *
 * <p>Eight plain sums: with vectors of doubles, converted from half as wide ones of floats, a
 * training step took 1.6 times as long on JDK 17.
 */
final class LossSum {
  private static final int SUMS = Kernels.PARTIAL_LOSSES;

  private final double[] sums = new double[SUMS];

  /** Adds the first losses of a block; all blocks but the last hold a multiple of the sums. */
  void add(float[] losses, int count) {
    double sum0 = sums[0];
    double sum1 = sums[1];
    double sum2 = sums[2];
    double sum3 = sums[3];
    double sum4 = sums[4];
    double sum5 = sums[5];
    double sum6 = sums[6];
    double sum7 = sums[7];
    int whole = count - count % SUMS;
    for (int i = 0; i < whole; i += SUMS) {
      sum0 += losses[i];
      sum1 += losses[i + 1];
      sum2 += losses[i + 2];
      sum3 += losses[i + 3];
      sum4 += losses[i + 4];
      sum5 += losses[i + 5];
      sum6 += losses[i + 6];
      sum7 += losses[i + 7];
    }
    sums[0] = sum0;
    sums[1] = sum1;
    sums[2] = sum2;
    sums[3] = sum3;
    sums[4] = sum4;
    sums[5] = sum5;
    sums[6] = sum6;
    sums[7] = sum7;
    for (int i = whole; i < count; i++) {
      sums[i - whole] += losses[i];
    }
  }

  /** Returns the partial sums added to 0 in order. */
  double total() {
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }
}
