package org.harmonicsweep.jobs;

import static org.harmonicsweep.jobs.ExitCode.FAILED;
import static org.harmonicsweep.jobs.ExitCode.MISSING_INPUT;

/** Every error about trials that failed or reached their time. */
public final class FailureErrors {
  private FailureErrors() {}

  /** More failures than are tolerated, at the end of a run. */
  public static JobException tooManyFailed(long failed, long total, double tolerated) {
    return new JobException(
        FAILED,
        ("%d of %d trials failed or timed out, more than the tolerated share of %s;"
                + " harmonic sql DIR \"select * from failures\" shows why")
            .formatted(failed, total, tolerated));
  }

  /** More failures than are tolerated, before the end of a run. */
  public static JobException stoppedByFailures(
      long failed, long total, double tolerated, long finished) {
    return new JobException(
        FAILED,
        ("stopped: %d of %d trials failed or timed out, more than the tolerated share of %s;"
                + " the %d rows there are stay; harmonic sql DIR \"select * from failures\" shows why,"
                + " and a run with --retry-failed or a greater --tolerate goes on")
            .formatted(failed, total, tolerated, finished));
  }

  /** The same failure from the start. */
  public static JobException sameFailure(long trials, String failure) {
    return new JobException(
        FAILED,
        ("stopped: all of the first %d trials failed in the same way: %s;"
                + " their rows are kept in failures/, and the next run tries them again")
            .formatted(trials, failure));
  }

  /** A row that says only how long its trial was given. */
  public static JobException noEnding(String trial, String message) {
    return new JobException(
        MISSING_INPUT,
        ("trial %s has no result to compare with: it %s;"
                + " a greater trial_timeout and 'harmonic run STUDY --retry-failed' give it one")
            .formatted(trial, message));
  }
}
