package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Locale;

/**
 * Gaussian noise on the encoder's input during training, drawn anew for every sample and feature.
 *
 * @param standardDeviation in units of the data, finite and at least 0
 * @param target what the decoder is asked to give back
 */
public record InputNoise(double standardDeviation, Target target) implements Serializable {

  /** The reconstruction target under input noise. */
  public enum Target {
    /** The input without noise: the denoising objective, which regularises the whole map. */
    CLEAN,
    /** The noisy input itself: only a larger data variance; offered for comparison. */
    NOISY;

    /** Returns the name used in study files and result tables. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public InputNoise {
    Checks.atLeastZero("input noise", standardDeviation);
    requireNonNull(target, "target is null");
  }

  /** Returns noise of the given standard deviation with the clean input as the target. */
  public static InputNoise denoising(double standardDeviation) {
    return new InputNoise(standardDeviation, Target.CLEAN);
  }
}
