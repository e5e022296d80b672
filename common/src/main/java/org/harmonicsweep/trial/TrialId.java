package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * Content address of a trial: equal ids promise equal trained weights, bit for bit.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record TrialId(String value) implements Serializable, Comparable<TrialId> {
  private static final int DIGITS = 64;

  public TrialId {
    if (value.length() != DIGITS || !value.chars().allMatch(TrialId::isDigit)) {
      throw new IllegalArgumentException("trial id is '" + value + "', must be 64 hex digits");
    }
  }

  /** Plans make millions of ids; a pattern is compiled anew for each. */
  private static boolean isDigit(int sign) {
    return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f');
  }

  @Override
  public int compareTo(TrialId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
