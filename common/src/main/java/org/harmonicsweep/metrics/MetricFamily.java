package org.harmonicsweep.metrics;

import java.util.Locale;

/** A family of metrics that a study may ask for; the version changes whenever its numbers do. */
public enum MetricFamily {
  /** Frequency content: line spectra, filter split, mean Hermite degree, noise stability. */
  SPECTRUM(2, true),
  /** Certified brackets of the Lipschitz constants. */
  LIPSCHITZ(4, true),
  /**
   * Stability under noise, attacks and robustness margins. Taken only when asked for: its attacks
   * can cost as much as the training itself.
   */
  ROBUSTNESS(2, false);

  private final int version;
  private final boolean takenUnasked;

  MetricFamily(int version, boolean takenUnasked) {
    this.version = version;
    this.takenUnasked = takenUnasked;
  }

  /** Returns whether a study that names no metrics takes this family. */
  public boolean isTakenUnasked() {
    return takenUnasked;
  }

  /** Returns the name used in study files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String versioned() {
    return key() + "@" + version;
  }
}
