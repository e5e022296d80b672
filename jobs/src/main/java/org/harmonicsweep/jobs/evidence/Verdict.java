package org.harmonicsweep.jobs.evidence;

import java.util.Locale;

/** What a study says of a claim. */
public enum Verdict {
  /** The trend is the claimed one, beyond chance. */
  SUPPORTED,
  /** The trend is the opposite one, beyond chance. */
  CONTRADICTED,
  /** The data allow both. */
  UNDECIDED,
  /** No two cells differ in the knob alone, or nothing was measured on them. */
  NOT_MEASURED;

  /** Returns the word, such as {@code not measured}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
