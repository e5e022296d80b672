package org.harmonicsweep.metrics.robustness;

import java.util.OptionalDouble;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.training.TrainedVae;

/**
 * Certified lower bounds of the r-robustness margin of every input, for a fixed posterior variance;
 * of a learned deviation no Lipschitz constant is known.
 *
 * @param moment {@link MarginBounds#moment}, in input units
 * @param tail {@link MarginBounds#tail}, in input units
 */
public record CertifiedMargins(OptionalDouble moment, OptionalDouble tail) {

  static CertifiedMargins of(TrainedVae vae, LipschitzMeasurement lipschitz) {
    OptionalDouble variance = vae.encoderVariance().value();
    if (variance.isEmpty()) {
      return new CertifiedMargins(OptionalDouble.empty(), OptionalDouble.empty());
    }
    double deviation = Math.sqrt(variance.getAsDouble());
    int latent = vae.encoderMean().outputs();
    MarginBounds.Constants constants =
        new MarginBounds.Constants(
            lipschitz.of(MeasuredNetwork.DECODER).upper(),
            lipschitz.of(MeasuredNetwork.ENCODER).upper(),
            0);
    double norm = deviation * Math.sqrt(latent);
    return new CertifiedMargins(
        MarginBounds.moment(constants, norm, MarginSearch.DISTANCE),
        MarginBounds.tail(constants, deviation, latent, MarginSearch.DISTANCE));
  }
}
