package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of six rows whose left factor lies across the inner index, six neighbours at a time.
 *
 * <p>Every method is longer than the 325 bytecodes that HotSpot inlines, which is wanted: compiled
 * by itself it keeps its sums in registers. Indices are affine in the loop variable with constant
 * factors, so that the range checks leave the loop; where the sums go is read again after it, for
 * want of registers. Each sum takes its products one by one.
 */
final class VectorColumnTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorColumnTiles() {}

  /** Four vectors wide: 24 sums, four right factors and a left one fill 29 of 32 registers. */
  // one statement for each of the 24 sums: C2 keeps local variables in registers, not an array
  @SuppressWarnings("checkstyle:MethodLength")
  static void four(VectorTile tile) {
    float[] a = tile.left;
    float[] panel = tile.panel;
    int at = tile.panelAt;
    float[] sums = tile.sums;
    int[] to = tile.to;
    FloatVector s00 = tile.start(to[0]);
    FloatVector s01 = tile.start(to[0] + LANES);
    FloatVector s02 = tile.start(to[0] + 2 * LANES);
    FloatVector s03 = tile.start(to[0] + 3 * LANES);
    FloatVector s10 = tile.start(to[1]);
    FloatVector s11 = tile.start(to[1] + LANES);
    FloatVector s12 = tile.start(to[1] + 2 * LANES);
    FloatVector s13 = tile.start(to[1] + 3 * LANES);
    FloatVector s20 = tile.start(to[2]);
    FloatVector s21 = tile.start(to[2] + LANES);
    FloatVector s22 = tile.start(to[2] + 2 * LANES);
    FloatVector s23 = tile.start(to[2] + 3 * LANES);
    FloatVector s30 = tile.start(to[3]);
    FloatVector s31 = tile.start(to[3] + LANES);
    FloatVector s32 = tile.start(to[3] + 2 * LANES);
    FloatVector s33 = tile.start(to[3] + 3 * LANES);
    FloatVector s40 = tile.start(to[4]);
    FloatVector s41 = tile.start(to[4] + LANES);
    FloatVector s42 = tile.start(to[4] + 2 * LANES);
    FloatVector s43 = tile.start(to[4] + 3 * LANES);
    FloatVector s50 = tile.start(to[5]);
    FloatVector s51 = tile.start(to[5] + LANES);
    FloatVector s52 = tile.start(to[5] + 2 * LANES);
    FloatVector s53 = tile.start(to[5] + 3 * LANES);
    int from = tile.from[0];
    int along = tile.along;
    int depth = tile.depth;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, at + k * (4 * LANES));
      FloatVector b1 = FloatVector.fromArray(SPECIES, panel, at + k * (4 * LANES) + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, panel, at + k * (4 * LANES) + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, panel, at + k * (4 * LANES) + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[from]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      s03 = a0.fma(b3, s03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[from + 1]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      s12 = a1.fma(b2, s12);
      s13 = a1.fma(b3, s13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[from + 2]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      s22 = a2.fma(b2, s22);
      s23 = a2.fma(b3, s23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[from + 3]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      s32 = a3.fma(b2, s32);
      s33 = a3.fma(b3, s33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[from + 4]);
      s40 = a4.fma(b0, s40);
      s41 = a4.fma(b1, s41);
      s42 = a4.fma(b2, s42);
      s43 = a4.fma(b3, s43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[from + 5]);
      s50 = a5.fma(b0, s50);
      s51 = a5.fma(b1, s51);
      s52 = a5.fma(b2, s52);
      s53 = a5.fma(b3, s53);
      from += along;
    }
    s00.intoArray(sums, to[0]);
    s01.intoArray(sums, to[0] + LANES);
    s02.intoArray(sums, to[0] + 2 * LANES);
    s03.intoArray(sums, to[0] + 3 * LANES);
    s10.intoArray(sums, to[1]);
    s11.intoArray(sums, to[1] + LANES);
    s12.intoArray(sums, to[1] + 2 * LANES);
    s13.intoArray(sums, to[1] + 3 * LANES);
    s20.intoArray(sums, to[2]);
    s21.intoArray(sums, to[2] + LANES);
    s22.intoArray(sums, to[2] + 2 * LANES);
    s23.intoArray(sums, to[2] + 3 * LANES);
    s30.intoArray(sums, to[3]);
    s31.intoArray(sums, to[3] + LANES);
    s32.intoArray(sums, to[3] + 2 * LANES);
    s33.intoArray(sums, to[3] + 3 * LANES);
    s40.intoArray(sums, to[4]);
    s41.intoArray(sums, to[4] + LANES);
    s42.intoArray(sums, to[4] + 2 * LANES);
    s43.intoArray(sums, to[4] + 3 * LANES);
    s50.intoArray(sums, to[5]);
    s51.intoArray(sums, to[5] + LANES);
    s52.intoArray(sums, to[5] + 2 * LANES);
    s53.intoArray(sums, to[5] + 3 * LANES);
  }

  /** Two vectors wide: 12 sums, two right factors and a left one fill 15 of 16 registers. */
  // one statement for each of the 12 sums: C2 keeps local variables in registers, not an array
  @SuppressWarnings("checkstyle:MethodLength")
  static void two(VectorTile tile) {
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
    int from = tile.from[0];
    int along = tile.along;
    int depth = tile.depth;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, at + k * (2 * LANES));
      FloatVector b1 = FloatVector.fromArray(SPECIES, panel, at + k * (2 * LANES) + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[from]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[from + 1]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[from + 2]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[from + 3]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[from + 4]);
      s40 = a4.fma(b0, s40);
      s41 = a4.fma(b1, s41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[from + 5]);
      s50 = a5.fma(b0, s50);
      s51 = a5.fma(b1, s51);
      from += along;
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
    int from = tile.from[0];
    int along = tile.along;
    int depth = tile.depth;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, at + k * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[from]);
      s00 = a0.fma(b0, s00);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[from + 1]);
      s10 = a1.fma(b0, s10);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[from + 2]);
      s20 = a2.fma(b0, s20);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[from + 3]);
      s30 = a3.fma(b0, s30);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[from + 4]);
      s40 = a4.fma(b0, s40);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[from + 5]);
      s50 = a5.fma(b0, s50);
      from += along;
    }
    s00.intoArray(sums, to[0]);
    s10.intoArray(sums, to[1]);
    s20.intoArray(sums, to[2]);
    s30.intoArray(sums, to[3]);
    s40.intoArray(sums, to[4]);
    s50.intoArray(sums, to[5]);
  }
}
