package org.harmonicsweep.bench;

import java.util.Arrays;

/** Numbers that sum up a few repetitions. */
final class Statistics {
  private Statistics() {}

  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** Returns the distance of the quartiles, at least 0. */
  static double spread(double[] values) {
    return quantile(values, 0.75) - quantile(values, 0.25);
  }

  /**
   * Returns a quantile, linear between the sorted values.
   *
   * @param part in [0, 1]
   */
  static double quantile(double[] values, double part) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values to sum up");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Returns the quotients of values of the same round. */
  static double[] ratios(double[] numerators, double[] denominators) {
    double[] ratios = new double[numerators.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = numerators[i] / denominators[i];
    }
    return ratios;
  }
}
