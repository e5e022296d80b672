package org.harmonicsweep.jobs;

/** How a command ended, as the number that the process gives back. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** The command line is wrong. */
  USAGE(64),
  /** The study is wrong. */
  BAD_STUDY(65),
  /** An input is missing or unreadable. */
  MISSING_INPUT(66),
  /** More trials failed or timed out than are tolerated, or the program itself failed. */
  FAILED(70),
  /** Stopped by a signal; the same command resumes. */
  STOPPED(75),
  /** Two results of one trial that should be equal are not. */
  MISMATCH(76);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** Returns the number. */
  public int number() {
    return number;
  }
}
