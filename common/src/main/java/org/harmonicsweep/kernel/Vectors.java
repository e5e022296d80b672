package org.harmonicsweep.kernel;

/** Sums over arrays of doubles, each in the order of the indices. */
public final class Vectors {
  private Vectors() {}

  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  public static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  public static void scale(double factor, double[] a) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  /** Adds {@code factor · a} to {@code sum}. */
  public static void add(double factor, double[] a, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * a[i];
    }
  }

  /** Returns a row of a row-major matrix whose rows have a length. */
  public static double[] row(float[] values, int row, int length) {
    double[] copy = new double[length];
    for (int i = 0; i < length; i++) {
      copy[i] = values[row * length + i];
    }
    return copy;
  }

  /**
   * Returns x W: lanes run across the columns, each column sums its rows in order.
   *
   * @param w shape {@code [rows, columns]}, row-major
   * @param x shape {@code [rows]}
   */
  public static double[] times(double[] x, double[] w, int columns) {
    double[] y = new double[columns];
    addTimes(new Span(x, 0, x.length), w, new Span(y, 0, columns));
    return y;
  }

  /** A part of an array: so many values from an index on. */
  public record Span(double[] values, int from, int length) {}

  /**
   * Adds x W to y; each sum takes its terms in order.
   *
   * @param x as many values as W has rows
   * @param w row-major
   * @param y as many values as W has columns
   */
  public static void addTimes(Span x, double[] w, Span y) {
    double[] terms = x.values;
    double[] sums = y.values;
    int from = x.from;
    int to = y.from;
    int columns = y.length;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      double x0 = terms[from + i];
      double x1 = terms[from + i + 1];
      double x2 = terms[from + i + 2];
      double x3 = terms[from + i + 3];
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        sums[to + j] =
            sums[to + j]
                + x0 * w[at + j]
                + x1 * w[at + columns + j]
                + x2 * w[at + 2 * columns + j]
                + x3 * w[at + 3 * columns + j];
      }
    }
    for (; i < x.length; i++) {
      for (int j = 0; j < columns; j++) {
        sums[to + j] += terms[from + i] * w[i * columns + j];
      }
    }
  }
}
