package org.harmonicsweep.trial;

/**
 * How far numbers of one trial may be apart that an engine gives twice, relative to the larger:
 * what was measured, with a margin. See docs/reproducing.md.
 *
 * @param losses of losses and of the posterior's variance, above 0
 * @param metrics of what metrics measure of a network, which magnify what differs in its weights
 */
public record RowTolerance(double losses, double metrics) {
  public RowTolerance {
    Checks.positive("tolerance of losses", losses);
    Checks.positive("tolerance of metrics", metrics);
  }
}
