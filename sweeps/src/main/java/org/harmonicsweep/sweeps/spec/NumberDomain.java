package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Which numbers a key accepts.
 *
 * @param whole whether fractions are refused
 * @param least lower end, if there is one
 * @param leastExcluded whether the lower end itself is refused
 * @param greatest upper end, if there is one, excluded when the lower one is
 */
record NumberDomain(
    boolean whole,
    Optional<BigDecimal> least,
    boolean leastExcluded,
    Optional<BigDecimal> greatest) {

  /** Whole numbers between two, both included. */
  static NumberDomain wholeBetween(long least, long greatest) {
    return new NumberDomain(
        true,
        Optional.of(BigDecimal.valueOf(least)),
        false,
        Optional.of(BigDecimal.valueOf(greatest)));
  }

  /** All numbers. */
  static NumberDomain any() {
    return new NumberDomain(false, Optional.empty(), false, Optional.empty());
  }

  /** All numbers above zero. */
  static NumberDomain positive() {
    return new NumberDomain(false, Optional.of(BigDecimal.ZERO), true, Optional.empty());
  }

  /** All numbers from zero. */
  static NumberDomain notNegative() {
    return new NumberDomain(false, Optional.of(BigDecimal.ZERO), false, Optional.empty());
  }

  /** Numbers between zero and one, neither included. */
  static NumberDomain properFraction() {
    return new NumberDomain(false, Optional.of(BigDecimal.ZERO), true, Optional.of(BigDecimal.ONE));
  }

  /** Numbers between two, both included. */
  static NumberDomain between(long least, long greatest) {
    return new NumberDomain(
        false,
        Optional.of(BigDecimal.valueOf(least)),
        false,
        Optional.of(BigDecimal.valueOf(greatest)));
  }

  /** Returns whether a number is accepted; one that a double cannot hold never is. */
  boolean contains(BigDecimal number) {
    double value = number.doubleValue();
    if (Double.isInfinite(value) || (value == 0) != (number.signum() == 0)) {
      return false;
    }
    int below = leastExcluded ? 1 : 0;
    return (!whole || number.stripTrailingZeros().scale() <= 0)
        && least.map(few -> number.compareTo(few) >= below).orElse(true)
        && greatest.map(most -> number.compareTo(most) <= -below).orElse(true);
  }

  /** Returns the domain as a noun, such as {@code a whole number from 1 to 4096}. */
  String described() {
    String noun = whole ? "a whole number" : "a number";
    if (least.isEmpty()) {
      return noun;
    }
    String few = least.get().toString();
    if (leastExcluded) {
      return greatest
          .map(most -> noun + " between " + few + " and " + most + ", neither included")
          .orElse(noun + " above " + few);
    }
    return greatest
        .map(most -> noun + " from " + few + " to " + most)
        .orElse(noun + " of at least " + few);
  }
}
