package org.harmonicsweep.metrics.spectrum;

import java.util.Locale;

/** How the lines lie along which a network's spectrum is taken. */
public enum LineFamily {
  /** Random unit directions, raw units of the input space. */
  ISOTROPIC,
  /** The same with each latent axis, input or output, in deviations of the aggregate posterior. */
  SCALED,
  /** Through pairs of held-out points. */
  CHORD;

  /** Returns the name used in result tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
