package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products in tiles of four rows and two vectors, whose sums stay in registers.
 *
 * <p>The right factor is copied into panels as wide as a tile, padded with zeros, so that one
 * kernel serves all three products. A tile continues the sums of the tile before it along the inner
 * index, hence blocking changes no bits.
 */
final class VectorProduct {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 2 * LANES;
  private static final int ROWS = 4;

  /** Inner length of a panel: 256 rows of 32 floats fill a first-level cache of 32 KiB. */
  private static final int DEPTH = 256;

  private float[] panel = new float[0];
  private final float[] edge = new float[ROWS * WIDTH];

  /**
   * A matrix seen through strides: element (i, j) lies at {@code offset + i rowStep + j
   * columnStep}.
   */
  record Strided(float[] values, int offset, int rowStep, int columnStep) {
    static Strided of(Matrix matrix) {
      return new Strided(matrix.values(), matrix.offset(), matrix.columns(), 1);
    }

    static Strided transposed(Matrix matrix) {
      return new Strided(matrix.values(), matrix.offset(), 1, matrix.columns());
    }

    int index(int row, int column) {
      return offset + row * rowStep + column * columnStep;
    }
  }

  /** One panel's share of the product: inner indices from {@code start} on. */
  private record Slice(Strided left, float[] panel, int start, int depth) {}

  void multiply(Strided left, Strided right, int inner, Matrix into) {
    into.clear();
    add(left, right, inner, into);
  }

  void add(Strided left, Strided right, int inner, Matrix into) {
    if (inner == 0) {
      throw new IllegalArgumentException("a product has at least one term");
    }
    int depth = Math.min(DEPTH, inner);
    if (panel.length < depth * WIDTH) {
      panel = new float[depth * WIDTH];
    }
    for (int start = 0; start < inner; start += DEPTH) {
      Slice slice = new Slice(left, panel, start, Math.min(DEPTH, inner - start));
      for (int column = 0; column < into.columns(); column += WIDTH) {
        pack(right, slice, column, Math.min(WIDTH, into.columns() - column));
        columns(slice, into, column);
      }
    }
  }

  private void pack(Strided right, Slice slice, int column, int width) {
    if (right.columnStep() == 1) {
      packRows(right, slice, column, width);
    } else {
      packColumns(right, slice, column, width);
    }
    for (int k = 0; width < WIDTH && k < slice.depth(); k++) {
      java.util.Arrays.fill(panel, k * WIDTH + width, (k + 1) * WIDTH, 0);
    }
  }

  private void packRows(Strided right, Slice slice, int column, int width) {
    int from = right.index(slice.start(), column);
    for (int k = 0; k < slice.depth(); k++) {
      System.arraycopy(right.values(), from + k * right.rowStep(), panel, k * WIDTH, width);
    }
  }

  private void packColumns(Strided right, Slice slice, int column, int width) {
    float[] values = right.values();
    for (int j = 0; j < width; j++) {
      int from = right.index(slice.start(), column + j);
      for (int k = 0; k < slice.depth(); k++) {
        panel[k * WIDTH + j] = values[from + k * right.rowStep()];
      }
    }
  }

  private void columns(Slice slice, Matrix into, int column) {
    boolean whole = column + WIDTH <= into.columns();
    int row = 0;
    for (; row + ROWS <= into.rows(); row += ROWS) {
      if (whole) {
        four(slice, row, into.values(), index(into, row, column), into.columns());
      } else {
        load(slice, into, row, column, ROWS);
        four(slice, row, edge, 0, WIDTH);
        store(into, row, column, ROWS);
      }
    }
    for (; row < into.rows(); row++) {
      if (whole) {
        one(slice, row, into.values(), index(into, row, column));
      } else {
        load(slice, into, row, column, 1);
        one(slice, row, edge, 0);
        store(into, row, column, 1);
      }
    }
  }

  private static int index(Matrix matrix, int row, int column) {
    return matrix.offset() + row * matrix.columns() + column;
  }

  private void load(Slice slice, Matrix into, int row, int column, int rows) {
    if (slice.start() == 0) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      int from = index(into, row + i, column);
      System.arraycopy(into.values(), from, edge, i * WIDTH, into.columns() - column);
    }
  }

  private void store(Matrix into, int row, int column, int rows) {
    for (int i = 0; i < rows; i++) {
      int to = index(into, row + i, column);
      System.arraycopy(edge, i * WIDTH, into.values(), to, into.columns() - column);
    }
  }

  private static FloatVector start(Slice slice, float[] sums, int at) {
    return slice.start() == 0
        ? FloatVector.zero(SPECIES)
        : FloatVector.fromArray(SPECIES, sums, at);
  }

  private static void four(Slice slice, int row, float[] sums, int at, int rowStep) {
    FloatVector left0 = start(slice, sums, at);
    FloatVector right0 = start(slice, sums, at + LANES);
    FloatVector left1 = start(slice, sums, at + rowStep);
    FloatVector right1 = start(slice, sums, at + rowStep + LANES);
    FloatVector left2 = start(slice, sums, at + 2 * rowStep);
    FloatVector right2 = start(slice, sums, at + 2 * rowStep + LANES);
    FloatVector left3 = start(slice, sums, at + 3 * rowStep);
    FloatVector right3 = start(slice, sums, at + 3 * rowStep + LANES);
    float[] panel = slice.panel();
    float[] a = slice.left().values();
    int first = slice.left().index(row, slice.start());
    int down = slice.left().rowStep();
    int along = slice.left().columnStep();
    int depth = slice.depth();
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(SPECIES, panel, k * WIDTH);
      FloatVector right = FloatVector.fromArray(SPECIES, panel, k * WIDTH + LANES);
      int i = first + k * along;
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[i]);
      left0 = a0.fma(left, left0);
      right0 = a0.fma(right, right0);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[i + down]);
      left1 = a1.fma(left, left1);
      right1 = a1.fma(right, right1);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[i + 2 * down]);
      left2 = a2.fma(left, left2);
      right2 = a2.fma(right, right2);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[i + 3 * down]);
      left3 = a3.fma(left, left3);
      right3 = a3.fma(right, right3);
    }
    left0.intoArray(sums, at);
    right0.intoArray(sums, at + LANES);
    left1.intoArray(sums, at + rowStep);
    right1.intoArray(sums, at + rowStep + LANES);
    left2.intoArray(sums, at + 2 * rowStep);
    right2.intoArray(sums, at + 2 * rowStep + LANES);
    left3.intoArray(sums, at + 3 * rowStep);
    right3.intoArray(sums, at + 3 * rowStep + LANES);
  }

  private static void one(Slice slice, int row, float[] sums, int at) {
    FloatVector leftSum = start(slice, sums, at);
    FloatVector rightSum = start(slice, sums, at + LANES);
    float[] panel = slice.panel();
    float[] a = slice.left().values();
    int first = slice.left().index(row, slice.start());
    int along = slice.left().columnStep();
    int depth = slice.depth();
    for (int k = 0; k < depth; k++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, a[first + k * along]);
      leftSum = factor.fma(FloatVector.fromArray(SPECIES, panel, k * WIDTH), leftSum);
      rightSum = factor.fma(FloatVector.fromArray(SPECIES, panel, k * WIDTH + LANES), rightSum);
    }
    leftSum.intoArray(sums, at);
    rightSum.intoArray(sums, at + LANES);
  }
}
