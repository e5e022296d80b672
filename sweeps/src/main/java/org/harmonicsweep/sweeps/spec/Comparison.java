package org.harmonicsweep.sweeps.spec;

import java.util.Arrays;
import java.util.Optional;

/** The six ways to compare. */
enum Comparison {
  /** Same. */
  EQUAL("=="),
  /** Not same. */
  UNEQUAL("!="),
  /** Smaller. */
  BELOW("<"),
  /** Smaller or same. */
  AT_MOST("<="),
  /** Greater. */
  ABOVE(">"),
  /** Greater or same. */
  AT_LEAST(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** Returns the comparison that a token shows, or empty. */
  static Optional<Comparison> of(ConditionTokens.Token token) {
    return Arrays.stream(values()).filter(comparison -> token.is(comparison.sign)).findFirst();
  }

  /** Returns whether it asks for sameness only, so that words can be compared. */
  boolean isOfSameness() {
    return this == EQUAL || this == UNEQUAL;
  }

  /** Returns whether it holds for an ordering as {@link Comparable#compareTo} gives it. */
  boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case UNEQUAL -> order != 0;
      case BELOW -> order < 0;
      case AT_MOST -> order <= 0;
      case ABOVE -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }
}
