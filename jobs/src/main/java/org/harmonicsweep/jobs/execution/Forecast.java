package org.harmonicsweep.jobs.execution;

import java.time.Duration;
import java.util.List;
import org.harmonicsweep.sweeps.plan.Cohort;

/**
 * How long the rest of a run takes.
 *
 * <p>The cost model predicts seconds of one core; finished cohorts tell how far off it is here, and
 * before there are any, so does a costliest cohort that is overdue.
 *
 * @param predictedSeconds of one core, for all cohorts
 * @param longestSeconds of one core, for the costliest cohort
 * @param slots cohorts that run at once, at least 1
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
    double elapsedSeconds = elapsed.toMillis() / 1e3;
    double scale =
        measured > 0 && predicted > 0
            ? measured / predicted
            : Math.max(1, elapsedSeconds / Math.max(longestSeconds, 1e-3));
    double total = scale * predictedSeconds / slots;
    double seconds = Math.max(0, total - elapsedSeconds);
    return Duration.ofSeconds((long) Math.min(1e12, seconds));
  }
}
