package org.harmonicsweep.sweeps.claims;

import java.util.Locale;
import java.util.OptionalDouble;
import org.harmonicsweep.trial.Model;

/** The parameter that a claim turns while all others are held. */
public enum Knob {
  /** Fixed variance σ² of the posterior; cells that learn theirs have no level. */
  ENCODER_VARIANCE,
  /** Weight β of the KL term; at 0 the latent scale is free, so such cells have no level. */
  KL_WEIGHT,
  /** Standard deviation of the noise on the input, from 0. */
  INPUT_NOISE;

  /** Returns the name of its axis and column. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the level of a cell; empty if it has none. */
  OptionalDouble level(Model cell) {
    return switch (this) {
      case ENCODER_VARIANCE -> cell.encoderVariance().value();
      case KL_WEIGHT ->
          cell.klWeight() > 0 ? OptionalDouble.of(cell.klWeight()) : OptionalDouble.empty();
      case INPUT_NOISE -> OptionalDouble.of(cell.inputNoise().standardDeviation());
    };
  }
}
