package org.harmonicsweep.sweeps.claims;

import java.util.Locale;
import org.harmonicsweep.trial.Model;

/** The cells that a claim is about, by how they come by their encoder variance. */
public enum Regime {
  /** Cells of a fixed variance. */
  FIXED,
  /** Cells that learn it. */
  LEARNED,
  /** Both. */
  ANY;

  /** Returns {@code fixed}, {@code learned} or {@code any}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a cell is one of them. */
  boolean contains(Model cell) {
    return this == ANY || key().equals(cell.encoderVariance().mode());
  }
}
