package org.harmonicsweep.metrics.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.metrics.theory.LinearVae.Gains;
import org.harmonicsweep.metrics.theory.LinearVae.Noise;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.InputNoise.Target;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;

/**
 * What the linear theory predicts of each leading mode of the data.
 *
 * @param variances s² of the modes, in falling order
 * @param gains of each mode
 * @param posteriorVariances of the latent axis that carries each mode
 * @param meanVariance of a feature of the data
 */
record LinearModes(
    List<Double> variances,
    List<Gains> gains,
    List<Double> posteriorVariances,
    double meanVariance) {

  /**
   * Returns the modes of a model's global optimum, at most as many as there are latent axes; empty
   * where the conditions of {@link Theory#predict} are not met.
   */
  static Optional<LinearModes> of(Model model, Dataset training) {
    boolean isNoisy = model.inputNoise().standardDeviation() > 0;
    boolean isLearned = model.encoderVariance().value().isEmpty();
    if (!isUnrestrictedAffine(model, training.features())
        || !(model.klWeight() > 0)
        || (isLearned && isNoisy)) {
      return Optional.empty();
    }
    return PrincipalVariances.leading(training, model.latent())
        .map(variances -> of(model, variances, meanVariance(training)));
  }

  private static LinearModes of(Model model, double[] variances, double meanVariance) {
    InputNoise noise = model.inputNoise();
    double noiseVariance = noise.standardDeviation() * noise.standardDeviation();
    boolean isNoisyTarget = noise.target() == Target.NOISY;
    double weight = model.klWeight();
    List<Gains> gains =
        model
            .encoderVariance()
            .match(
                variance ->
                    LinearVae.fixed(
                        variances, weight, new Noise(variance, noiseVariance, isNoisyTarget)),
                () -> LinearVae.learned(variances, weight));
    return new LinearModes(
        Arrays.stream(variances).boxed().toList(),
        gains,
        gains.stream().map(mode -> posteriorVariance(model, mode)).toList(),
        meanVariance);
  }

  /** A learned variance is b / s² = b / (b + w²), and the prior's where the mode is dropped. */
  private static double posteriorVariance(Model model, Gains mode) {
    return model
        .encoderVariance()
        .match(
            variance -> variance,
            () -> model.klWeight() / (model.klWeight() + mode.decoder() * mode.decoder()));
  }

  private static double meanVariance(Dataset data) {
    double total = 0;
    for (int j = 0; j < data.features(); j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < data.samples(); i++) {
        // relative to the first sample, so that equal samples give exactly 0
        double change = (double) data.values()[i * data.features() + j] - data.values()[j];
        sum += change;
        squares += change * change;
      }
      total += Math.max(0, squares - sum * sum / data.samples()) / data.samples();
    }
    return total / data.features();
  }

  /**
   * Returns E‖J‖² / tr Cov f of a map that takes each mode times its gain, J in deviations of the
   * data per feature: {@code v Σ g² / Σ g² s²}, v the mean variance of a feature.
   *
   * @return above 0; empty where all modes are dropped
   */
  OptionalDouble degree(ToDoubleFunction<Gains> gain) {
    double squares = 0;
    double variance = 0;
    for (int k = 0; k < gains.size(); k++) {
      double g = gain.applyAsDouble(gains.get(k));
      squares += g * g;
      variance += g * g * variances.get(k);
    }
    return variance > 0
        ? OptionalDouble.of(meanVariance * squares / variance)
        : OptionalDouble.empty();
  }

  /** Returns the sums of the modes' squared gains. */
  LinearEnergies energies() {
    double encoder = 0;
    double posterior = 0;
    double reconstruct = 0;
    for (int k = 0; k < gains.size(); k++) {
      Gains mode = gains.get(k);
      double square = mode.encoder() * mode.encoder();
      encoder += square;
      posterior += square / posteriorVariances.get(k);
      reconstruct += mode.reconstruct() * mode.reconstruct();
    }
    return new LinearEnergies(encoder, posterior, reconstruct);
  }

  /** Returns the greatest gains of any mode. */
  Gains greatest() {
    return Gains.greatest(gains);
  }

  private static boolean isUnrestrictedAffine(Model model, int features) {
    Architecture architecture = model.architecture();
    if (model.likelihood() != Likelihood.GAUSSIAN || !architecture.isDense()) {
      return false;
    }
    Layout layout = Layout.of(model, SampleShape.vector(features));
    int needed = Math.min(model.latent(), features);
    return isAffine(layout.encoder(), architecture.activation(), needed)
        && isAffine(hidden(layout.decoder()), architecture.activation(), needed);
  }

  private static List<LayerShape> hidden(List<LayerShape> decoder) {
    return decoder.subList(0, decoder.size() - 1);
  }

  /** A hidden layer narrower than both latent and features could forbid the optimum. */
  private static boolean isAffine(List<LayerShape> hidden, Activation activation, int needed) {
    return hidden.isEmpty()
        || (activation == Activation.LINEAR
            && hidden.stream().allMatch(layer -> layer.output().size() >= needed));
  }
}
