package org.harmonicsweep.jobs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

/** What every message must be, whatever it is about. */
final class Refusals {
  private Refusals() {}

  /** Checks that a message is one line that a terminal can show. */
  static void checkOneLine(Throwable refusal) {
    assertThat(refusal.getMessage())
        .isNotBlank()
        .matches(text -> text.lines().count() == 1, "is one line");
    assertThat(refusal.getMessage().codePoints().filter(Character::isISOControl).count())
        .as("control characters in: %s", refusal.getMessage())
        .isZero();
  }
}
