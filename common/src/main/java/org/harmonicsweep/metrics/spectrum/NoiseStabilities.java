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
    int latent = model.latent();
    double[] ones = new double[latent];
    Arrays.fill(ones, 1);
    AggregatePosterior posterior = model.posterior();
    List<NoiseStability> curves = new ArrayList<>();
    curves.addAll(curve(model, "prior", new StabilityCurve(new double[latent], ones)));
    curves.addAll(
        curve(
            model,
            "posterior",
            new StabilityCurve(posterior.mixtureMeans(), posterior.mixtureDeviations())));
    return curves;
  }

  private static List<NoiseStability> curve(
      MeasuredModel model, String inputs, StabilityCurve curve) {
    int count = StabilityCurve.POINTS * model.latent();
    List<OptionalDouble> values =
        curve.of(
            model.decoder(),
            model.normals("stability-points", count),
            model.normals("stability-noise", count),
            StabilityCurve.CORRELATIONS);
    boolean isAffine =
        model.decoder().network().layers().stream()
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
