package org.harmonicsweep.jobs.execution;

import java.io.Serializable;
import java.util.List;

/**
 * What the driver learns of a finished cohort; the rows themselves go straight to their part.
 *
 * @param part name of the file that holds the rows
 * @param trials number of trials, at least 1
 * @param dropped number of rows that gave way to those of another attempt, which differ within what
 *     their engine promises
 * @param failures of the trials that threw, in the order they ran
 * @param timeouts number of trials that reached their time
 * @param predictedSeconds of one core, by the cost model
 * @param wallSeconds that the cohort took
 * @param trainingSeconds of which training
 * @param warnings of the executor, how it was started
 */
public record CohortSummary(
    String part,
    int trials,
    int dropped,
    List<Failure> failures,
    int timeouts,
    double predictedSeconds,
    double wallSeconds,
    double trainingSeconds,
    List<String> warnings)
    implements Serializable {
  public CohortSummary {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** Returns how many trials threw or reached their time. */
  long failed() {
    return (long) failures.size() + timeouts;
  }

  /**
   * Why a trial failed.
   *
   * @param stackHash equal for equal causes
   * @param text class and message of the exception
   */
  public record Failure(String stackHash, String text) implements Serializable {}
}
