package org.harmonicsweep.metrics;

import java.util.Locale;

/** A family of metrics that a study may ask for; the version changes whenever its numbers do. */
public enum MetricFamily {
  /** Frequency content: line spectra, filter split, mean Hermite degree, noise stability. */
  SPECTRUM(2),
  /** Certified brackets of the Lipschitz constants. */
  LIPSCHITZ(4),
  /** Stability under noise, attacks and robustness margins. */
  ROBUSTNESS(2);

  private final int version;

  MetricFamily(int version) {
    this.version = version;
  }

  /** Returns the name used in study files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String versioned() {
    return key() + "@" + version;
  }
}
