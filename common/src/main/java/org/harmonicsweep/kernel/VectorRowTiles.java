package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of six rows whose left factor lies along the inner index.
 *
 * <p>Every method is longer than the 325 bytecodes that HotSpot inlines, which is wanted: compiled
 * by itself it keeps its sums in registers. Indices are affine in the loop variable with constant
 * factors, so that the range checks leave the loop; where the sums go is read again after it, for
 * want of registers. Each sum takes its products one by one.
 */
final class VectorRowTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorRowTiles() {}

  /** Two vectors wide: 12 sums, two right factors and a left one fill 15 of 16 registers. */
  // one statement for each of the 12 sums: C2 keeps local variables in registers, not an array
  @SuppressWarnings("checkstyle:MethodLength")
  static void two(VectorTile tile) {
    int from0 = tile.from[0];
    int from1 = tile.from[1];
    int from2 = tile.from[2];
    int from3 = tile.from[3];
    int from4 = tile.from[4];
    int from5 = tile.from[5];
    float[] a = tile.left;
    float[] panel = tile.panel;
    int at = tile.panelAt;
    float[] sums = tile.sums;
    int[] to = tile.to;
    FloatVector s00 = tile.start(to[0]);
    FloatVector s01 = tile.start(to[0] + LANES);
    FloatVector s10 = tile.start(to[1]);
    FloatVector s11 = tile.start(to[1] + LANES);
    FloatVector s20 = tile.start(to[2]);
    FloatVector s21 = tile.start(to[2] + LANES);
    FloatVector s30 = tile.start(to[3]);
    FloatVector s31 = tile.start(to[3] + LANES);
    FloatVector s40 = tile.start(to[4]);
    FloatVector s41 = tile.start(to[4] + LANES);
    FloatVector s50 = tile.start(to[5]);
    FloatVector s51 = tile.start(to[5] + LANES);
    int depth = tile.depth;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, at + k * (2 * LANES));
      FloatVector b1 = FloatVector.fromArray(SPECIES, panel, at + k * (2 * LANES) + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[from0 + k]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[from1 + k]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[from2 + k]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[from3 + k]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[from4 + k]);
      s40 = a4.fma(b0, s40);
      s41 = a4.fma(b1, s41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[from5 + k]);
      s50 = a5.fma(b0, s50);
      s51 = a5.fma(b1, s51);
    }
    s00.intoArray(sums, to[0]);
    s01.intoArray(sums, to[0] + LANES);
    s10.intoArray(sums, to[1]);
    s11.intoArray(sums, to[1] + LANES);
    s20.intoArray(sums, to[2]);
    s21.intoArray(sums, to[2] + LANES);
    s30.intoArray(sums, to[3]);
    s31.intoArray(sums, to[3] + LANES);
    s40.intoArray(sums, to[4]);
    s41.intoArray(sums, to[4] + LANES);
    s50.intoArray(sums, to[5]);
    s51.intoArray(sums, to[5] + LANES);
  }

  /** One vector wide. */
  static void one(VectorTile tile) {
    int from0 = tile.from[0];
    int from1 = tile.from[1];
    int from2 = tile.from[2];
    int from3 = tile.from[3];
    int from4 = tile.from[4];
    int from5 = tile.from[5];
    float[] a = tile.left;
    float[] panel = tile.panel;
    int at = tile.panelAt;
    float[] sums = tile.sums;
    int[] to = tile.to;
    FloatVector s00 = tile.start(to[0]);
    FloatVector s10 = tile.start(to[1]);
    FloatVector s20 = tile.start(to[2]);
    FloatVector s30 = tile.start(to[3]);
    FloatVector s40 = tile.start(to[4]);
    FloatVector s50 = tile.start(to[5]);
    int depth = tile.depth;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, at + k * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[from0 + k]);
      s00 = a0.fma(b0, s00);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[from1 + k]);
      s10 = a1.fma(b0, s10);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[from2 + k]);
      s20 = a2.fma(b0, s20);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[from3 + k]);
      s30 = a3.fma(b0, s30);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[from4 + k]);
      s40 = a4.fma(b0, s40);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[from5 + k]);
      s50 = a5.fma(b0, s50);
    }
    s00.intoArray(sums, to[0]);
    s10.intoArray(sums, to[1]);
    s20.intoArray(sums, to[2]);
    s30.intoArray(sums, to[3]);
    s40.intoArray(sums, to[4]);
    s50.intoArray(sums, to[5]);
  }
}
