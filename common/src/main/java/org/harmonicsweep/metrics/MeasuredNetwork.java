package org.harmonicsweep.metrics;

import java.util.Locale;

/** The networks of a model that are measured. */
public enum MeasuredNetwork {
  /** x ↦ μ(x). */
  ENCODER,
  /** z ↦ E[x | z]. */
  DECODER,
  /** x ↦ decoder(μ(x)). */
  RECONSTRUCT,
  /** x ↦ log σ²(x), where the variance is learned. */
  ENCODER_LOG_VARIANCE;

  /** Returns the name used in result tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
