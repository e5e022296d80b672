package org.harmonicsweep.sweeps.spec;

/**
 * How well the mean of a metric over a cell's replicates is to be known.
 *
 * @param metric name of its column
 * @param halfWidth greatest half-width of the 95 % interval, above 0: in the unit of the metric, or
 *     as a share of the mean's magnitude
 * @param isRelative whether it is a share
 */
public record Precision(String metric, double halfWidth, boolean isRelative) {
  public Precision {
    if (!(halfWidth > 0 && halfWidth < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("half-width is " + halfWidth + ", must be above 0");
    }
  }

  /** Returns the half-width that is wanted of an interval around a mean. */
  public double wanted(double mean) {
    return isRelative ? halfWidth * Math.abs(mean) : halfWidth;
  }
}
