package org.harmonicsweep.metrics.lipschitz;

/**
 * numpy's {@code default_rng(0)}: PCG64 with the state that its seed sequence gives.
 *
 * <p>O'Neill, "PCG: A family of simple fast space-efficient statistically good algorithms for
 * random number generation", 2014: a 128-bit linear congruence, of which XSL-RR gives 64 bits.
 */
final class Pcg64 {
  private static final long FACTOR_HIGH = 0x2360ed051fc65da4L;
  private static final long FACTOR_LOW = 0x4385df649fccf645L;
  private static final long STEP_HIGH = 0x418ddadb3af71a82L;
  private static final long STEP_LOW = 0x588133bc447873a9L;

  private long high = 0x1aa1b5345996452dL;
  private long low = 0x09585eb7a69561e3L;

  /** Returns a number from [0, 1). */
  double uniform() {
    long product = low * FACTOR_LOW;
    long carried =
        unsignedHigh(low, FACTOR_LOW) + low * FACTOR_HIGH + high * FACTOR_LOW + STEP_HIGH;
    low = product + STEP_LOW;
    high = carried + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
    return (Long.rotateRight(high ^ low, (int) (high >>> 58)) >>> 11) * 0x1p-53;
  }

  /** Returns the same generator after it has given that many numbers. */
  Pcg64 skipping(int numbers) {
    for (int i = 0; i < numbers; i++) {
      uniform();
    }
    return this;
  }

  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /** Returns a layer's weights as torch draws them: uniform in ±1/√inputs, a row per output. */
  double[][] layer(int inputs, int outputs) {
    double[][] rows = new double[outputs][inputs];
    for (double[] row : rows) {
      for (int i = 0; i < inputs; i++) {
        row[i] = (-1 + 2 * uniform()) / Math.sqrt(inputs);
      }
    }
    return rows;
  }
}
