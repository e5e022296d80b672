package org.harmonicsweep.jobs;

import org.harmonicsweep.trial.PlainText;

/** An error that the user can act on; the message is one sentence with found and remedy. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  JobException(ExitCode exitCode, String message) {
    super(PlainText.onOneLine(message));
    this.exitCode = exitCode;
  }

  JobException(ExitCode exitCode, String message, Throwable cause) {
    super(PlainText.onOneLine(message), cause);
    this.exitCode = exitCode;
  }

  /** Returns what the process gives back. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
