package org.harmonicsweep.kernel;

/** Shape checks of the kernels. */
final class Shapes {
  private Shapes() {}

  static void product(int rows, int inner, int otherInner, int columns, Matrix into) {
    if (inner != otherInner || into.rows() != rows || into.columns() != columns) {
      throw new IllegalArgumentException(
          "[%d, %d] times [%d, %d] does not give [%d, %d]"
              .formatted(rows, inner, otherInner, columns, into.rows(), into.columns()));
    }
  }

  static void same(Matrix a, Matrix b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "shapes [%d, %d] and [%d, %d] differ"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns()));
    }
  }

  static void row(Matrix row, Matrix of) {
    if (row.rows() != 1 || row.columns() != of.columns()) {
      throw new IllegalArgumentException(
          "[%d, %d] is no row of a matrix with %d columns"
              .formatted(row.rows(), row.columns(), of.columns()));
    }
  }

  static void product(DoubleMatrix a, DoubleMatrix b, DoubleMatrix into) {
    if (a.columns() != b.rows() || into.rows() != a.rows() || into.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "[%d, %d] times [%d, %d] does not give [%d, %d]"
              .formatted(
                  a.rows(), a.columns(), b.rows(), b.columns(), into.rows(), into.columns()));
    }
    if (into.columnStep() != 1) {
      throw new IllegalArgumentException("a product is written to a row-major matrix only");
    }
  }
}
