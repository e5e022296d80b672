package org.harmonicsweep.jobs;

/** An error that the user can act on; the message is one sentence with found and remedy. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  JobException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  JobException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Returns what the process gives back. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
