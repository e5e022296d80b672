package org.harmonicsweep.metrics.robustness;

/** Sums over vectors, in index order. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static void scale(double factor, double[] a) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  /** Adds a multiple of {@code a}. */
  static void add(double factor, double[] a, double[] into) {
    for (int i = 0; i < a.length; i++) {
      into[i] += factor * a[i];
    }
  }

  static double[] row(float[] values, int row, int length) {
    double[] copy = new double[length];
    for (int i = 0; i < length; i++) {
      copy[i] = values[row * length + i];
    }
    return copy;
  }
}
