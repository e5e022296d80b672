package org.harmonicsweep.jobs.execution;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harmonicsweep.jobs.execution.CohortSummary.Failure;

/**
 * How the execution of cohorts ended.
 *
 * @param cohorts that are finished
 * @param end why it ended
 * @param commonFailure why it stopped by itself, if it did: all trials failed in the same way
 * @param wallSeconds from start to end
 * @param slots cohorts that ran at once
 */
public record Execution(
    List<CohortSummary> cohorts,
    End end,
    Optional<Failure> commonFailure,
    double wallSeconds,
    int slots) {
  public Execution {
    cohorts = List.copyOf(cohorts);
  }

  /** Why an execution ended. */
  public enum End {
    /** Every cohort was run. */
    COMPLETE,
    /** A stop was asked for. */
    STOPPED,
    /** The first trials failed in the same way. */
    COMMON_FAILURE,
    /** More trials failed or timed out than are tolerated. */
    TOO_MANY_FAILED
  }

  /** Returns this execution followed by another with the same slots. */
  public Execution then(Execution next) {
    return new Execution(
        Stream.concat(cohorts.stream(), next.cohorts.stream()).toList(),
        isComplete() ? next.end : end,
        commonFailure.or(next::commonFailure),
        wallSeconds + next.wallSeconds,
        slots);
  }

  /** Returns whether every cohort was run. */
  public boolean isComplete() {
    return end == End.COMPLETE;
  }

  /** Returns how many trials have a row. */
  public long trials() {
    return cohorts.stream().mapToLong(CohortSummary::trials).sum();
  }

  /** Returns the seconds of one core that went into training. */
  public double trainingSeconds() {
    return cohorts.stream().mapToDouble(CohortSummary::trainingSeconds).sum();
  }

  /** Returns the seconds that cohorts ran, summed over cohorts. */
  public double coreSeconds() {
    return cohorts.stream().mapToDouble(CohortSummary::wallSeconds).sum();
  }

  /** Returns how many rows gave way to others of an engine that is not exact. */
  public long dropped() {
    return cohorts.stream().mapToLong(CohortSummary::dropped).sum();
  }

  /** Returns what executors said of the way they were started, each once. */
  public List<String> warnings() {
    return cohorts.stream().flatMap(cohort -> cohort.warnings().stream()).distinct().toList();
  }

  /** Returns trials per minute of one core; 0 if nothing was to be done. */
  public double trialsPerCoreMinute() {
    return coreSeconds() > 0 ? trials() / coreSeconds() * 60 : 0;
  }
}
