package org.harmonicsweep.kernel;

import java.util.Arrays;

/**
 * A row-major matrix laid over part of an array; it shares the array, it does not copy it.
 *
 * @param values the array
 * @param offset index of element (0, 0)
 * @param rows at least 0
 * @param columns at least 0
 */
public record Matrix(float[] values, int offset, int rows, int columns) {
  public Matrix {
    if (offset < 0 || rows < 0 || columns < 0 || offset + rows * (long) columns > values.length) {
      throw new IllegalArgumentException(
          "shape [%d, %d] at %d does not fit %d values"
              .formatted(rows, columns, offset, values.length));
    }
  }

  /** Lays a matrix over the beginning of an array. */
  public static Matrix of(float[] values, int rows, int columns) {
    return new Matrix(values, 0, rows, columns);
  }

  /** Returns a new matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    return of(new float[Math.multiplyExact(rows, columns)], rows, columns);
  }

  /** Returns the number of elements. */
  public int size() {
    return rows * columns;
  }

  /** Returns a view of the first rows. */
  public Matrix first(int count) {
    return new Matrix(values, offset, count, columns);
  }

  /** Returns a view of some rows. */
  public Matrix rows(int from, int count) {
    return new Matrix(values, offset + from * columns, count, columns);
  }

  /** Returns a view of all elements in so many rows, which divide them. */
  public Matrix reshaped(int count) {
    int size = size();
    return new Matrix(values, offset, count, count == 0 ? columns : size / count);
  }

  /** Sets all elements to 0. */
  public void clear() {
    Arrays.fill(values, offset, offset + size(), 0);
  }

  /** Copies all elements of a matrix of the same shape. */
  public void copyFrom(Matrix other) {
    Shapes.same(this, other);
    System.arraycopy(other.values, other.offset, values, offset, size());
  }

  /** Returns a new matrix of zeros that has the shape of the transpose. */
  public Matrix zerosTransposed() {
    return zeros(/* rows= */ columns, /* columns= */ rows);
  }

  /** Copies all elements of the transpose of a matrix, which is no part of this one. */
  public void copyTransposed(Matrix other) {
    if (other.rows != columns || other.columns != rows) {
      throw new IllegalArgumentException(
          "[%d, %d] is not the transpose of [%d, %d]"
              .formatted(rows, columns, other.rows, other.columns));
    }
    Panels.copyColumns(
        new Panels.Source(other.values, other.offset, other.columns),
        rows,
        columns,
        new Panels.Panel(values, offset, columns));
  }

  /** Returns a view of some elements, as a single row. */
  Matrix part(int from, int count) {
    return new Matrix(values, offset + from, 1, count);
  }

  /** Returns a view of the elements from the given one on, as a single row. */
  Matrix from(int element) {
    return part(element, size() - element);
  }

  /** Returns a copy of the elements, row-major. */
  public float[] toArray() {
    return Arrays.copyOfRange(values, offset, offset + size());
  }
}
