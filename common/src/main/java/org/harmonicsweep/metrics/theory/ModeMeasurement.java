package org.harmonicsweep.metrics.theory;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number of one mode of an affine model, measured and predicted.
 *
 * <p>The modes of a model are the singular directions u of its decoder in falling order of their
 * gains, those of the theory the principal axes of the training data in falling order of their
 * variances: the decoder's gain rises with the variance, so that the k-th of the one is the k-th of
 * the other. A model that has reached the optimum agrees in every number.
 *
 * @param mode number of the mode, from 1
 * @param quantity one of
 *     <ul>
 *       <li>{@code decoder_gain}: the k-th singular value of the decoder;
 *       <li>{@code encoder_gain}: ‖E u‖ of the encoder mean E;
 *       <li>{@code reconstruct_gain}: uᵀ D E u;
 *       <li>{@code posterior_variance}: of the latent direction that the decoder takes to u, mean
 *           over held-out samples, squared latent units;
 *       <li>{@code data_variance}: of the training data along u, predicted for modes that are kept
 *     </ul>
 *
 * @param measured empty where the decoder's gain is below {@link MeasuredModes#RESOLUTION} of its
 *     greatest: u is then undefined
 * @param theory what {@link LinearVae} predicts; empty for the data's variance of a dropped mode,
 *     whose direction is arbitrary
 * @param tolerance within which the two agree when training has reached the optimum, above 0
 */
public record ModeMeasurement(
    int mode, String quantity, OptionalDouble measured, OptionalDouble theory, double tolerance) {
  public ModeMeasurement {
    if (mode < 1 || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "mode %d must be at least 1, tolerance %s above 0".formatted(mode, tolerance));
    }
  }

  /** Returns whether measurement and prediction agree; empty where one of them is. */
  public Optional<Boolean> agrees() {
    return measured.isPresent() && theory.isPresent()
        ? Optional.of(Math.abs(measured.getAsDouble() - theory.getAsDouble()) <= tolerance)
        : Optional.empty();
  }
}
