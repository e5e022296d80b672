package org.harmonicsweep.metrics.semidefinite;

import java.util.Arrays;

/**
 * A bound of a matrix element by element, |E_ij| ≤ rows_i · columns_j.
 *
 * <p>Neurons whose slopes hardly vary have columns as small as their interval is narrow, and errors
 * that are small with them: one number for the norm of all of E would drown them.
 *
 * @param rows one factor per row, at least 0, not to be modified
 * @param columns one factor per column, at least 0, not to be modified
 */
public record Majorant(double[] rows, double[] columns) {
  public Majorant {
    requireFactors(rows);
    requireFactors(columns);
  }

  private static void requireFactors(double[] factors) {
    for (double factor : factors) {
      if (!(factor >= 0) || factor == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "a factor of a majorant is %s: must be finite and not negative".formatted(factor));
      }
    }
  }

  /** Returns the majorant of E = 0. */
  static Majorant zero(int rows, int columns) {
    return new Majorant(new double[rows], new double[columns]);
  }

  /** Returns a majorant of all E with ‖E‖ ≤ radius. */
  static Majorant uniform(double radius, int rows, int columns) {
    double[] left = new double[rows];
    Arrays.fill(left, radius);
    double[] right = new double[columns];
    Arrays.fill(right, 1);
    return new Majorant(left, right);
  }

  /** Returns whether an element of E may differ from 0. */
  boolean isOpen(int row, int column) {
    return rows[row] > 0 && columns[column] > 0;
  }

  boolean isZero() {
    return Arrays.stream(rows).max().orElse(0) == 0 || Arrays.stream(columns).max().orElse(0) == 0;
  }

  /** Returns that of the rows and columns which are kept. */
  Majorant picked(boolean[] keptRows, boolean[] keptColumns) {
    return new Majorant(picked(rows, keptRows), picked(columns, keptColumns));
  }

  private static double[] picked(double[] factors, boolean[] kept) {
    double[] picked = new double[factors.length];
    int count = 0;
    for (int i = 0; i < factors.length; i++) {
      if (kept[i]) {
        picked[count++] = factors[i];
      }
    }
    return Arrays.copyOf(picked, count);
  }

  /** Returns that of the matrix with its rows multiplied by powers of two. */
  Majorant times(double[] powers) {
    double[] scaled = new double[rows.length];
    Arrays.setAll(scaled, i -> rows[i] * powers[i]);
    return new Majorant(scaled, columns);
  }

  /** Returns that of the matrix with some columns, from the first given on, divided by powers. */
  Majorant divided(int first, double[] powers) {
    double[] scaled = columns.clone();
    for (int k = 0; k < powers.length; k++) {
      scaled[first + k] /= powers[k];
    }
    return new Majorant(rows, scaled);
  }
}
