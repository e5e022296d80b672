package org.harmonicsweep.kernel;

import java.util.List;

/**
 * A matrix of doubles seen through strides over part of an array, which it shares.
 *
 * @param values the array
 * @param offset index of element (0, 0)
 * @param rows at least 0
 * @param columns at least 0
 * @param rowStep from an element to the one below
 * @param columnStep from an element to the one at its right; one of the steps is 1
 */
public record DoubleMatrix(
    double[] values, int offset, int rows, int columns, int rowStep, int columnStep) {

  public DoubleMatrix {
    long last = offset + (rows - 1L) * rowStep + (columns - 1L) * columnStep;
    boolean fits = rows == 0 || columns == 0 || last < values.length;
    if (offset < 0 || rows < 0 || columns < 0 || !fits) {
      throw new IllegalArgumentException(
          "shape [%d, %d] at %d in steps of %d and %d does not fit %d values"
              .formatted(rows, columns, offset, rowStep, columnStep, values.length));
    }
    if (rowStep < 1 || columnStep < 1 || (rowStep > 1 && columnStep > 1)) {
      throw new IllegalArgumentException(
          "steps of %d and %d: one must be 1, the other at least 1".formatted(rowStep, columnStep));
    }
  }

  /** Lays a row-major matrix over the beginning of an array. */
  public static DoubleMatrix of(double[] values, int rows, int columns) {
    return new DoubleMatrix(values, 0, rows, columns, Math.max(1, columns), 1);
  }

  /** Returns a new matrix of zeros, row-major. */
  public static DoubleMatrix zeros(int rows, int columns) {
    return of(new double[Math.multiplyExact(rows, columns)], rows, columns);
  }

  /**
   * Returns a new matrix with the given rows.
   *
   * @param rows at least one, all of one length
   */
  public static DoubleMatrix ofRows(List<double[]> rows) {
    DoubleMatrix matrix = zeros(rows.size(), rows.get(0).length);
    for (int i = 0; i < rows.size(); i++) {
      matrix.setRow(i, rows.get(i));
    }
    return matrix;
  }

  /** Returns a view of the transpose. */
  public DoubleMatrix transposed() {
    return new DoubleMatrix(values, offset, columns, rows, columnStep, rowStep);
  }

  /** Returns a view of some rows. */
  public DoubleMatrix rows(int from, int to) {
    return new DoubleMatrix(
        values, offset + from * rowStep, to - from, columns, rowStep, columnStep);
  }

  /** Returns a view of some columns. */
  public DoubleMatrix columns(int from, int to) {
    return new DoubleMatrix(
        values, offset + from * columnStep, rows, to - from, rowStep, columnStep);
  }

  /** Returns the index of an element in the array. */
  public int index(int row, int column) {
    return offset + row * rowStep + column * columnStep;
  }

  /** Returns an element. */
  public double at(int row, int column) {
    return values[index(row, column)];
  }

  /** Sets an element. */
  public void set(int row, int column, double value) {
    values[index(row, column)] = value;
  }

  /** Returns a copy of a row. */
  public double[] row(int row) {
    double[] copy = new double[columns];
    of(copy, 1, columns).assign(rows(row, row + 1));
    return copy;
  }

  /** Sets a row. */
  public void setRow(int row, double[] values) {
    rows(row, row + 1).assign(of(values, 1, columns));
  }

  /** Returns a row-major copy. */
  public DoubleMatrix copy() {
    DoubleMatrix copy = zeros(rows, columns);
    copy.assign(this);
    return copy;
  }

  /** Copies all elements of a matrix of the same shape. */
  public void assign(DoubleMatrix from) {
    for (int i = 0; i < rows; i++) {
      if (columnStep == 1 && from.columnStep == 1) {
        System.arraycopy(from.values, from.index(i, 0), values, index(i, 0), columns);
        continue;
      }
      for (int j = 0; j < columns; j++) {
        values[index(i, j)] = from.values[from.index(i, j)];
      }
    }
  }
}
