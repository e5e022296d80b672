package org.harmonicsweep.metrics.theory;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.metrics.lipschitz.Lipschitz;
import org.harmonicsweep.metrics.theory.LinearVae.Gains;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;

/** Entry point of this package. */
public final class Theory {
  private Theory() {}

  /**
   * Returns what theory predicts for a trained model.
   *
   * <p>Gains are those of the linear variational autoencoder's global optimum for the training
   * data's leading principal variances, at most as many as there are latent axes. They are empty
   *
   * <ul>
   *   <li>for a likelihood that is not Gaussian, or a network that is not affine;
   *   <li>where a hidden layer is narrower than both latent and features: it could forbid the
   *       optimum;
   *   <li>for β = 0, which leaves the latent scale free;
   *   <li>for a learned variance with input noise;
   *   <li>where min(samples, features) exceeds 1024, or its product with both exceeds 1e10.
   * </ul>
   *
   * <p>Where gains are predicted, every mode is measured beside its prediction.
   *
   * <p>The predicted posterior variance is the mean over up to 64 held-out samples and all axes,
   * for a Gaussian likelihood, a learned variance and β above 0.
   */
  public static TheoryMeasurement predict(Trial trial, DataSplit data, TrainedVae vae) {
    Model model = trial.model();
    Optional<LinearModes> modes = LinearModes.of(model, data.training());
    Optional<Gains> gains = modes.map(LinearModes::greatest);
    return new TheoryMeasurement(
        optional(gains.map(Gains::encoder)),
        optional(gains.map(Gains::decoder)),
        optional(gains.map(Gains::reconstruct)),
        modes.map(LinearModes::energies),
        degree(vae.decoder()),
        modes.map(m -> m.degree(Gains::encoder)).orElseGet(OptionalDouble::empty),
        modes.map(m -> m.degree(Gains::reconstruct)).orElseGet(OptionalDouble::empty),
        posteriorVariance(vae, data.test()),
        posteriorVarianceTheory(model, vae, data.test()),
        modes
            .map(predicted -> new MeasuredModes(vae, data, trial.training()).against(predicted))
            .orElseGet(List::of));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  private static OptionalDouble degree(Network decoder) {
    boolean isAffine =
        decoder.layers().stream().allMatch(layer -> layer.activation() == Activation.LINEAR);
    List<Double> origin = Collections.nCopies(decoder.inputs(), 0.0);
    return isAffine && Lipschitz.jacobianNormAt(decoder, origin) > 0
        ? OptionalDouble.of(1)
        : OptionalDouble.empty();
  }

  private static OptionalDouble posteriorVariance(TrainedVae vae, Dataset test) {
    return vae.encoderLogVariance()
        .map(head -> OptionalDouble.of(PosteriorVariance.measured(head, test)))
        .orElseGet(() -> vae.encoderVariance().value());
  }

  private static OptionalDouble posteriorVarianceTheory(Model model, TrainedVae vae, Dataset test) {
    boolean isPredicted =
        model.likelihood() == Likelihood.GAUSSIAN
            && model.klWeight() > 0
            && vae.encoderLogVariance().isPresent();
    return isPredicted
        ? OptionalDouble.of(
            PosteriorVariance.predicted(vae.encoderMean(), vae.decoder(), test, model.klWeight()))
        : OptionalDouble.empty();
  }
}
