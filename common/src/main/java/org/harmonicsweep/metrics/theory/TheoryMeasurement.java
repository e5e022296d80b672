package org.harmonicsweep.metrics.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Predictions for one trained model; empty where no theory applies.
 *
 * <p>The Lipschitz constants, the energies and the degree are predicted for affine networks
 * (identity activations or no hidden layer) with Gaussian likelihood, from the spectrum of the
 * training data.
 *
 * @param encoderLipschitz largest gain of a mode of the encoder mean
 * @param decoderLipschitz largest gain of a mode of the decoder
 * @param reconstructLipschitz largest product of the two gains of a mode
 * @param energies sums of the modes' squared gains
 * @param decoderMeanHermiteDegree 1 for an affine decoder that is not constant
 * @param encoderMeanHermiteDegree v Σ c² / Σ c² s² over the modes, v the mean variance of a feature
 * @param reconstructMeanHermiteDegree the same with w c in place of c
 * @param posteriorVariance measured mean of σ² over held-out samples and latent axes
 * @param posteriorVarianceTheory the mean that Kumar and Poole (2020) predict for a learned
 *     variance: 1 / (1 + [JᵀJ]ᵢᵢ / β) on axis i
 * @param modes every mode of an affine model beside its prediction; empty where no gains are
 *     predicted
 */
public record TheoryMeasurement(
    OptionalDouble encoderLipschitz,
    OptionalDouble decoderLipschitz,
    OptionalDouble reconstructLipschitz,
    Optional<LinearEnergies> energies,
    OptionalDouble decoderMeanHermiteDegree,
    OptionalDouble encoderMeanHermiteDegree,
    OptionalDouble reconstructMeanHermiteDegree,
    OptionalDouble posteriorVariance,
    OptionalDouble posteriorVarianceTheory,
    List<ModeMeasurement> modes) {
  public TheoryMeasurement {
    modes = List.copyOf(modes);
  }
}
