package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of a {@link Stencil}, lanes across samples.
 *
 * <p>The three loops are methods longer than the 325 bytecodes that HotSpot inlines, which is
 * wanted: compiled by itself each keeps its sums in registers. Where fewer sums are left than a
 * tile has, the last one is done again: it gives the same bits.
 */
final class VectorStencil {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int SAMPLES = Stencil.SAMPLES;

  /** Channels of a tile. */
  private static final int CHANNELS = 4;

  /** Sums of a tile of four channels: 12, three values and a weight fill 16 registers. */
  private static final int SUMS = 3;

  /** Sums of a tile of one channel. */
  private static final int SINGLE_SUMS = 8;

  private int[] from = new int[0];
  private int[] to = new int[0];
  private int[] offsets = new int[0];
  private float[] x = new float[0];
  private int at;
  private float[] y = new float[0];
  private int into;
  private float[] sums = new float[0];
  private int sumsAt;
  private final int[] channel = new int[CHANNELS];
  private int channels;
  private float[] packed = new float[0];

  /** See {@link Kernels#convolve}. */
  void convolve(Stencil stencil, Matrix images, Matrix weights, Matrix target) {
    set(stencil, images, target);
    for (int first = 0; first < weights.columns(); ) {
      boolean single = weights.columns() - first == 1;
      pack(weights, first, single ? 1 : CHANNELS);
      for (int lane = 0; lane < SAMPLES; lane += LANES) {
        at = images.offset() + lane;
        into = target.offset() + lane;
        if (single) {
          one();
        } else {
          four();
        }
      }
      first += single ? 1 : CHANNELS;
    }
  }

  /** See {@link Kernels#addCorrelations}. */
  void addCorrelations(Stencil stencil, Matrix images, Matrix places, Matrix target) {
    set(stencil, images, places);
    sums = target.values();
    channels = target.rows() / stencil.depth();
    for (int first = 0; first < channels; first += CHANNELS) {
      chooseChannels(first, channels);
      for (int lane = 0; lane < SAMPLES; lane += LANES) {
        at = images.offset() + lane;
        into = places.offset() + lane;
        sumsAt = target.offset() + lane;
        correlate();
      }
    }
  }

  private void set(Stencil stencil, Matrix images, Matrix places) {
    from = stencil.from();
    to = stencil.to();
    offsets = stencil.offsets();
    x = images.values();
    y = places.values();
  }

  private void chooseChannels(int first, int count) {
    for (int i = 0; i < CHANNELS; i++) {
      channel[i] = Math.min(first + i, count - 1);
    }
  }

  private void pack(Matrix weights, int first, int width) {
    chooseChannels(first, weights.columns());
    if (packed.length < weights.rows() * width) {
      packed = new float[weights.rows() * width];
    }
    for (int k = 0; k < weights.rows(); k++) {
      int row = weights.offset() + k * weights.columns();
      for (int i = 0; i < width; i++) {
        packed[k * width + i] = weights.values()[row + channel[i]];
      }
    }
  }

  /** Three sums of four channels each. */
  // one statement for each of the 12 sums: C2 keeps local variables in registers, not an array
  @SuppressWarnings("checkstyle:MethodLength")
  private void four() {
    int depth = offsets.length;
    int[] off = offsets;
    float[] a = x;
    float[] w = packed;
    int last = from.length - 1;
    int c0 = into + channel[0] * SAMPLES;
    int c1 = into + channel[1] * SAMPLES;
    int c2 = into + channel[2] * SAMPLES;
    int c3 = into + channel[3] * SAMPLES;
    for (int j = 0; j <= last; j += SUMS) {
      int from0 = at + from[j];
      int from1 = at + from[Math.min(j + 1, last)];
      int from2 = at + from[Math.min(j + 2, last)];
      FloatVector s00 = FloatVector.zero(SPECIES);
      FloatVector s01 = FloatVector.zero(SPECIES);
      FloatVector s02 = FloatVector.zero(SPECIES);
      FloatVector s03 = FloatVector.zero(SPECIES);
      FloatVector s10 = FloatVector.zero(SPECIES);
      FloatVector s11 = FloatVector.zero(SPECIES);
      FloatVector s12 = FloatVector.zero(SPECIES);
      FloatVector s13 = FloatVector.zero(SPECIES);
      FloatVector s20 = FloatVector.zero(SPECIES);
      FloatVector s21 = FloatVector.zero(SPECIES);
      FloatVector s22 = FloatVector.zero(SPECIES);
      FloatVector s23 = FloatVector.zero(SPECIES);
      for (int k = 0; k < depth; k++) {
        int offset = off[k];
        FloatVector x0 = FloatVector.fromArray(SPECIES, a, from0 + offset);
        FloatVector x1 = FloatVector.fromArray(SPECIES, a, from1 + offset);
        FloatVector x2 = FloatVector.fromArray(SPECIES, a, from2 + offset);
        FloatVector w0 = FloatVector.broadcast(SPECIES, w[CHANNELS * k]);
        s00 = x0.fma(w0, s00);
        s10 = x1.fma(w0, s10);
        s20 = x2.fma(w0, s20);
        FloatVector w1 = FloatVector.broadcast(SPECIES, w[CHANNELS * k + 1]);
        s01 = x0.fma(w1, s01);
        s11 = x1.fma(w1, s11);
        s21 = x2.fma(w1, s21);
        FloatVector w2 = FloatVector.broadcast(SPECIES, w[CHANNELS * k + 2]);
        s02 = x0.fma(w2, s02);
        s12 = x1.fma(w2, s12);
        s22 = x2.fma(w2, s22);
        FloatVector w3 = FloatVector.broadcast(SPECIES, w[CHANNELS * k + 3]);
        s03 = x0.fma(w3, s03);
        s13 = x1.fma(w3, s13);
        s23 = x2.fma(w3, s23);
      }
      int to0 = to[j];
      s00.intoArray(y, to0 + c0);
      s01.intoArray(y, to0 + c1);
      s02.intoArray(y, to0 + c2);
      s03.intoArray(y, to0 + c3);
      int to1 = to[Math.min(j + 1, last)];
      s10.intoArray(y, to1 + c0);
      s11.intoArray(y, to1 + c1);
      s12.intoArray(y, to1 + c2);
      s13.intoArray(y, to1 + c3);
      int to2 = to[Math.min(j + 2, last)];
      s20.intoArray(y, to2 + c0);
      s21.intoArray(y, to2 + c1);
      s22.intoArray(y, to2 + c2);
      s23.intoArray(y, to2 + c3);
    }
  }

  /** Eight sums of one channel. */
  // one statement for each of the eight sums: C2 keeps local variables in registers, not an array
  @SuppressWarnings("checkstyle:MethodLength")
  private void one() {
    int depth = offsets.length;
    int[] off = offsets;
    float[] a = x;
    float[] w = packed;
    int last = from.length - 1;
    int c = into + channel[0] * SAMPLES;
    for (int j = 0; j <= last; j += SINGLE_SUMS) {
      int from0 = at + from[j];
      int from1 = at + from[Math.min(j + 1, last)];
      int from2 = at + from[Math.min(j + 2, last)];
      int from3 = at + from[Math.min(j + 3, last)];
      int from4 = at + from[Math.min(j + 4, last)];
      int from5 = at + from[Math.min(j + 5, last)];
      int from6 = at + from[Math.min(j + 6, last)];
      int from7 = at + from[Math.min(j + 7, last)];
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = FloatVector.zero(SPECIES);
      FloatVector s2 = FloatVector.zero(SPECIES);
      FloatVector s3 = FloatVector.zero(SPECIES);
      FloatVector s4 = FloatVector.zero(SPECIES);
      FloatVector s5 = FloatVector.zero(SPECIES);
      FloatVector s6 = FloatVector.zero(SPECIES);
      FloatVector s7 = FloatVector.zero(SPECIES);
      for (int k = 0; k < depth; k++) {
        int offset = off[k];
        FloatVector weight = FloatVector.broadcast(SPECIES, w[k]);
        s0 = FloatVector.fromArray(SPECIES, a, from0 + offset).fma(weight, s0);
        s1 = FloatVector.fromArray(SPECIES, a, from1 + offset).fma(weight, s1);
        s2 = FloatVector.fromArray(SPECIES, a, from2 + offset).fma(weight, s2);
        s3 = FloatVector.fromArray(SPECIES, a, from3 + offset).fma(weight, s3);
        s4 = FloatVector.fromArray(SPECIES, a, from4 + offset).fma(weight, s4);
        s5 = FloatVector.fromArray(SPECIES, a, from5 + offset).fma(weight, s5);
        s6 = FloatVector.fromArray(SPECIES, a, from6 + offset).fma(weight, s6);
        s7 = FloatVector.fromArray(SPECIES, a, from7 + offset).fma(weight, s7);
      }
      s0.intoArray(y, to[j] + c);
      s1.intoArray(y, to[Math.min(j + 1, last)] + c);
      s2.intoArray(y, to[Math.min(j + 2, last)] + c);
      s3.intoArray(y, to[Math.min(j + 3, last)] + c);
      s4.intoArray(y, to[Math.min(j + 4, last)] + c);
      s5.intoArray(y, to[Math.min(j + 5, last)] + c);
      s6.intoArray(y, to[Math.min(j + 6, last)] + c);
      s7.intoArray(y, to[Math.min(j + 7, last)] + c);
    }
  }

  /** Three terms of four channels each. */
  // one statement for each of the 12 sums: C2 keeps local variables in registers, not an array
  @SuppressWarnings("checkstyle:MethodLength")
  private void correlate() {
    int[] off = offsets;
    float[] a = x;
    float[] u = y;
    float[] g = sums;
    int last = off.length - 1;
    int count = from.length;
    int c0 = into + channel[0] * SAMPLES;
    int c1 = into + channel[1] * SAMPLES;
    int c2 = into + channel[2] * SAMPLES;
    int c3 = into + channel[3] * SAMPLES;
    int g0 = sumsAt + channel[0] * SAMPLES;
    int g1 = sumsAt + channel[1] * SAMPLES;
    int g2 = sumsAt + channel[2] * SAMPLES;
    int g3 = sumsAt + channel[3] * SAMPLES;
    int step = channels * SAMPLES;
    for (int k = 0; k <= last; k += SUMS) {
      int row0 = k * step;
      int row1 = Math.min(k + 1, last) * step;
      int row2 = Math.min(k + 2, last) * step;
      int from0 = at + off[k];
      int from1 = at + off[Math.min(k + 1, last)];
      int from2 = at + off[Math.min(k + 2, last)];
      FloatVector s00 = FloatVector.fromArray(SPECIES, g, row0 + g0);
      FloatVector s01 = FloatVector.fromArray(SPECIES, g, row0 + g1);
      FloatVector s02 = FloatVector.fromArray(SPECIES, g, row0 + g2);
      FloatVector s03 = FloatVector.fromArray(SPECIES, g, row0 + g3);
      FloatVector s10 = FloatVector.fromArray(SPECIES, g, row1 + g0);
      FloatVector s11 = FloatVector.fromArray(SPECIES, g, row1 + g1);
      FloatVector s12 = FloatVector.fromArray(SPECIES, g, row1 + g2);
      FloatVector s13 = FloatVector.fromArray(SPECIES, g, row1 + g3);
      FloatVector s20 = FloatVector.fromArray(SPECIES, g, row2 + g0);
      FloatVector s21 = FloatVector.fromArray(SPECIES, g, row2 + g1);
      FloatVector s22 = FloatVector.fromArray(SPECIES, g, row2 + g2);
      FloatVector s23 = FloatVector.fromArray(SPECIES, g, row2 + g3);
      for (int j = 0; j < count; j++) {
        int place = to[j];
        int pixel = from[j];
        FloatVector u0 = FloatVector.fromArray(SPECIES, u, place + c0);
        FloatVector u1 = FloatVector.fromArray(SPECIES, u, place + c1);
        FloatVector u2 = FloatVector.fromArray(SPECIES, u, place + c2);
        FloatVector u3 = FloatVector.fromArray(SPECIES, u, place + c3);
        FloatVector x0 = FloatVector.fromArray(SPECIES, a, pixel + from0);
        s00 = x0.fma(u0, s00);
        s01 = x0.fma(u1, s01);
        s02 = x0.fma(u2, s02);
        s03 = x0.fma(u3, s03);
        FloatVector x1 = FloatVector.fromArray(SPECIES, a, pixel + from1);
        s10 = x1.fma(u0, s10);
        s11 = x1.fma(u1, s11);
        s12 = x1.fma(u2, s12);
        s13 = x1.fma(u3, s13);
        FloatVector x2 = FloatVector.fromArray(SPECIES, a, pixel + from2);
        s20 = x2.fma(u0, s20);
        s21 = x2.fma(u1, s21);
        s22 = x2.fma(u2, s22);
        s23 = x2.fma(u3, s23);
      }
      s00.intoArray(g, row0 + g0);
      s01.intoArray(g, row0 + g1);
      s02.intoArray(g, row0 + g2);
      s03.intoArray(g, row0 + g3);
      s10.intoArray(g, row1 + g0);
      s11.intoArray(g, row1 + g1);
      s12.intoArray(g, row1 + g2);
      s13.intoArray(g, row1 + g3);
      s20.intoArray(g, row2 + g0);
      s21.intoArray(g, row2 + g1);
      s22.intoArray(g, row2 + g2);
      s23.intoArray(g, row2 + g3);
    }
  }
}
