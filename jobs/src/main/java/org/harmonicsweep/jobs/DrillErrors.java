package org.harmonicsweep.jobs;

import static org.harmonicsweep.jobs.ExitCode.FAILED;
import static org.harmonicsweep.jobs.ExitCode.MISMATCH;
import static org.harmonicsweep.jobs.ExitCode.MISSING_INPUT;
import static org.harmonicsweep.jobs.ExitCode.USAGE;

import java.time.Duration;
import java.util.Collection;

/** Errors of a drill that a user can act on. */
public final class DrillErrors {
  private DrillErrors() {}

  /** A program that runs from class files. */
  public static JobException notPackaged(String found) {
    return new JobException(
        USAGE,
        "a drill starts processes from the program's jar, and this one runs from %s; start it as ./harmonic drill"
            .formatted(found));
  }

  /** A fault that there is not. */
  public static JobException unknownFault(String name, Collection<String> known) {
    return new JobException(
        USAGE, "--faults %s: there are %s".formatted(name, String.join(", ", known)));
  }

  /** A directory that is there already. */
  public static JobException directoryExists(String directory) {
    return new JobException(
        MISSING_INPUT, directory + ": is there already; name a directory that is not");
  }

  /** A process that does not end. */
  public static JobException hangs(String log, Duration limit) {
    return new JobException(
        FAILED,
        "a process did not do in %d s what was expected of it; its log is %s"
            .formatted(limit.toSeconds(), log));
  }

  /** A cluster that does not come up. */
  public static JobException noCluster(String log) {
    return new JobException(FAILED, "Spark's cluster did not start; the log is " + log);
  }

  /** The run that all others are compared with failed. */
  public static JobException noReference(String log) {
    return new JobException(FAILED, "the undisturbed run failed; the log is " + log);
  }

  /** A file system that refuses. */
  public static JobException file(String path, Throwable cause) {
    return new JobException(
        MISSING_INPUT, "%s: the file system refuses: %s".formatted(path, cause.getMessage()));
  }

  /** Faults that cost rows. */
  public static JobException rowsDiffer(Collection<String> faults) {
    return new JobException(
        MISMATCH,
        "the table is not the undisturbed one after: %s; the drill's directory holds results and logs"
            .formatted(String.join(", ", faults)));
  }

  /** Faults after which the table is right and something else is not. */
  public static JobException complaints(Collection<String> faults) {
    return new JobException(
        FAILED,
        "no row was lost, but not all went as documented after: %s; the remarks say what"
            .formatted(String.join(", ", faults)));
  }
}
