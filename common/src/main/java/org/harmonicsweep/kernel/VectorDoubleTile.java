package org.harmonicsweep.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of six rows and two vectors of sums in double precision.
 *
 * <p>Twelve sums hide the latency of the multipliers also where registers hold eight lanes. The
 * method is longer than the 325 bytecodes that HotSpot inlines, so that it is compiled by itself.
 * Each sum takes its products one by one.
 */
final class VectorDoubleTile {
  static final int ROWS = 6;
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  static final int WIDTH = 2 * LANES;

  /** Left factors, six rows interleaved. */
  double[] left = new double[0];

  int leftAt;

  /** Right factors, {@link #WIDTH} in a row. */
  double[] panel = new double[0];

  int panelAt;

  double[] sums = new double[0];

  /** Where the sums of the first row begin, and the step to the next row. */
  int to;

  int step;

  /** Terms of each sum. */
  int depth;

  private DoubleVector start(int at) {
    return DoubleVector.fromArray(SPECIES, sums, at);
  }

  /** Continues the sums. */
  // one statement for each of the 12 sums: C2 keeps local variables in registers, not an array
  @SuppressWarnings("checkstyle:MethodLength")
  void run() {
    DoubleVector s00 = start(to);
    DoubleVector s01 = start(to + LANES);
    DoubleVector s10 = start(to + step);
    DoubleVector s11 = start(to + step + LANES);
    DoubleVector s20 = start(to + 2 * step);
    DoubleVector s21 = start(to + 2 * step + LANES);
    DoubleVector s30 = start(to + 3 * step);
    DoubleVector s31 = start(to + 3 * step + LANES);
    DoubleVector s40 = start(to + 4 * step);
    DoubleVector s41 = start(to + 4 * step + LANES);
    DoubleVector s50 = start(to + 5 * step);
    DoubleVector s51 = start(to + 5 * step + LANES);
    double[] a = left;
    double[] b = panel;
    int from = leftAt;
    int at = panelAt;
    int terms = depth;
    for (int k = 0; k < terms; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, at + k * (2 * LANES));
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, at + k * (2 * LANES) + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[from + k * ROWS]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[from + k * ROWS + 1]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[from + k * ROWS + 2]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[from + k * ROWS + 3]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[from + k * ROWS + 4]);
      s40 = a4.fma(b0, s40);
      s41 = a4.fma(b1, s41);
      DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[from + k * ROWS + 5]);
      s50 = a5.fma(b0, s50);
      s51 = a5.fma(b1, s51);
    }
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + LANES);
    s10.intoArray(sums, to + step);
    s11.intoArray(sums, to + step + LANES);
    s20.intoArray(sums, to + 2 * step);
    s21.intoArray(sums, to + 2 * step + LANES);
    s30.intoArray(sums, to + 3 * step);
    s31.intoArray(sums, to + 3 * step + LANES);
    s40.intoArray(sums, to + 4 * step);
    s41.intoArray(sums, to + 4 * step + LANES);
    s50.intoArray(sums, to + 5 * step);
    s51.intoArray(sums, to + 5 * step + LANES);
  }
}
