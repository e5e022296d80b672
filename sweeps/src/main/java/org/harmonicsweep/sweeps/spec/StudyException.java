package org.harmonicsweep.sweeps.spec;

import org.harmonicsweep.trial.PlainText;

/** A study file that cannot be run; the message is one sentence with place, found and allowed. */
public final class StudyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, which decides the exit code. */
  public enum Kind {
    /** The study itself: exit code 65. */
    BAD_STUDY,
    /** A file that the study names is missing or unreadable: exit code 66. */
    MISSING_INPUT
  }

  private final Kind kind;

  StudyException(Kind kind, String message) {
    super(PlainText.onOneLine(message));
    this.kind = kind;
  }

  /** Returns what is wrong. */
  public Kind kind() {
    return kind;
  }
}
