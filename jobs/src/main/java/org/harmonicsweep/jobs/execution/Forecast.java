package org.harmonicsweep.jobs.execution;

import java.time.Duration;
import java.util.List;
import org.harmonicsweep.sweeps.plan.Cohort;

/**
 * How long the rest of a run takes.
 *
 * <p>The cost model predicts seconds of one core; finished cohorts tell how far off it is here, and
 * before there are any, so does a costliest cohort that is overdue. How many run at once is Spark's
 * promise, which may be wrong either way: Spark says two of a single core, and executors come and
 * go. It is believed within what the finished cohorts prove.
 *
 * @param predictedSeconds of one core, for all cohorts
 * @param longestSeconds of one core, for the costliest cohort
 * @param slots cohorts that are promised to run at once, at least 1
 */
record Forecast(double predictedSeconds, double longestSeconds, int slots) {

  static Forecast of(List<Cohort> cohorts, int slots) {
    double seconds = cohorts.stream().mapToDouble(Cohort::predictedSeconds).sum();
    double longest = cohorts.stream().mapToDouble(Cohort::predictedSeconds).max().orElse(0);
    return new Forecast(seconds, longest, Math.max(1, Math.min(slots, cohorts.size())));
  }

  /** Returns the time that remains after the given time, never below zero. */
  Duration remaining(List<CohortSummary> finished, Duration elapsed) {
    double measured = finished.stream().mapToDouble(CohortSummary::wallSeconds).sum();
    double predicted = finished.stream().mapToDouble(CohortSummary::predictedSeconds).sum();
    double elapsedSeconds = Math.max(elapsed.toMillis() / 1e3, 1e-3);
    double scale =
        measured > 0 && predicted > 0
            ? measured / predicted
            : Math.max(1, elapsedSeconds / Math.max(longestSeconds, 1e-3));
    double total = scale * predictedSeconds / atOnce(measured, elapsedSeconds, scale);
    double seconds = Math.max(0, total - elapsedSeconds);
    return Duration.ofSeconds((long) Math.min(1e12, seconds));
  }

  /**
   * Returns how many cohorts run at once: the finished ones took their time, and those that run,
   * one in each slot, have not been longer at it than the costliest takes.
   */
  private double atOnce(double measured, double elapsed, double scale) {
    double least = measured / elapsed;
    double most = (measured + slots * scale * longestSeconds) / elapsed;
    return Math.max(least, Math.min(slots, Math.max(1, most)));
  }
}
