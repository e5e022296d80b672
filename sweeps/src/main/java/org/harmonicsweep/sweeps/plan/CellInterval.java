package org.harmonicsweep.sweeps.plan;

import java.util.List;
import java.util.OptionalDouble;
import org.harmonicsweep.sweeps.spec.Precision;

/**
 * What the replicates of a cell say of the mean of a metric.
 *
 * @param replicates number of rows
 * @param measured number of rows that have the metric
 * @param halfWidth of Student's 95 % interval of the mean, infinite for fewer than two values
 * @param wanted greatest half-width with which the cell is done
 */
record CellInterval(int replicates, int measured, double halfWidth, double wanted) {
  /** Returns the interval of values in the order of the replicates, empty where a row has none. */
  static CellInterval of(List<OptionalDouble> values, Precision until) {
    double[] found =
        values.stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    double mean = mean(found);
    return new CellInterval(
        values.size(), found.length, halfWidth(found, mean), until.wanted(mean));
  }

  /** Returns whether the mean is known as well as is wanted. */
  boolean isPrecise() {
    return measured > 1 && halfWidth <= wanted;
  }

  /** Returns whether more replicates may help: not if no row so far has the metric at all. */
  boolean isOpen() {
    return measured > 0 && !isPrecise();
  }

  /** Returns the half-width in units of the one that is wanted; infinite if there is none. */
  double excess() {
    return measured == 0 ? 0 : halfWidth / wanted;
  }

  /**
   * Returns how many replicates the cell should have next: as a half-width falls with the square
   * root of their number, but at least one more, and at most twice as many, for the estimate of a
   * few replicates is a rough one.
   */
  int replicatesWanted() {
    if (!isOpen()) {
      return replicates;
    }
    double needed = Math.ceil(replicates * excess() * excess());
    return (int) Math.min(2.0 * replicates, Math.max(replicates + 1.0, needed));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  private static double halfWidth(double[] values, double mean) {
    if (values.length < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int freedom = values.length - 1;
    return StudentQuantile.of(freedom).doubleValue() * Math.sqrt(squares / freedom / values.length);
  }
}
