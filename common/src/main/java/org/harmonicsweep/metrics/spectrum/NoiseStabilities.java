package org.harmonicsweep.metrics.spectrum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.trial.Activation;

/**
 * Noise-stability curves of the decoder: under the prior, and under the Gaussian with mean and
 * deviations of the aggregate posterior, which does not see the scale of a latent axis.
 *
 * <p>The encoder's inputs are data and no Gaussian: it has no such curve.
 */
final class NoiseStabilities {
  private NoiseStabilities() {}

  /** Returns the curve under the prior, then that under the posterior, correlations ascending. */
  static List<NoiseStability> of(MeasuredModel model) {
    AggregatePosterior posterior = model.posterior();
    List<NoiseStability> curves = new ArrayList<>(ofDecoder(model.decoder(), model.draws()));
    curves.addAll(
        curve(
            model.decoder(),
            model.draws(),
            "posterior",
            new StabilityCurve(posterior.mixtureMeans(), posterior.mixtureDeviations())));
    return curves;
  }

  /** Returns the curve of a decoder alone: that under the prior. */
  static List<NoiseStability> ofDecoder(NetworkMap decoder, Draws draws) {
    int latent = decoder.network().inputs();
    double[] ones = new double[latent];
    Arrays.fill(ones, 1);
    return curve(decoder, draws, "prior", new StabilityCurve(new double[latent], ones));
  }

  private static List<NoiseStability> curve(
      NetworkMap decoder, Draws draws, String inputs, StabilityCurve curve) {
    int count = StabilityCurve.POINTS * decoder.network().inputs();
    List<OptionalDouble> values =
        curve.of(
            decoder,
            draws.normals("stability-points", count),
            draws.normals("stability-noise", count),
            StabilityCurve.CORRELATIONS);
    boolean isAffine =
        decoder.network().layers().stream()
            .allMatch(layer -> layer.activation() == Activation.LINEAR);
    List<NoiseStability> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double correlation = StabilityCurve.CORRELATIONS.get(i);
      OptionalDouble theory =
          isAffine && values.get(i).isPresent()
              ? OptionalDouble.of(correlation)
              : OptionalDouble.empty();
      points.add(
          new NoiseStability(MeasuredNetwork.DECODER, inputs, correlation, values.get(i), theory));
    }
    return points;
  }
}
