package org.harmonicsweep.results;

import org.harmonicsweep.metrics.MeasuredNetwork;

/** How meanings speak of the networks that are measured. */
final class Networks {
  /** The names that {@link MeasuredNetwork#key()} gives. */
  static final String KEYS = "encoder, decoder, reconstruct or encoder_log_variance";

  private Networks() {}

  static String noun(MeasuredNetwork network) {
    return switch (network) {
      case ENCODER -> "encoder mean";
      case DECODER -> "decoder";
      case RECONSTRUCT -> "reconstruct map";
      case ENCODER_LOG_VARIANCE -> "encoder log variance";
    };
  }
}
