package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * Content address of a trial: equal ids promise equal trained weights, bit for bit.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record TrialId(String value) implements Serializable, Comparable<TrialId> {
  public TrialId {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("trial id is '" + value + "', must be 64 hex digits");
    }
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
