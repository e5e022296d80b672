package org.harmonicsweep.training;

import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.Trial;

/**
 * Trains one variational autoencoder on one thread.
 *
 * <p>The loss is the mean over a batch of reconstruction + β KL(q(z|x) ‖ N(0, I)), with one latent
 * sample z = μ + σ ε per input (Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014);
 * the steps are Adam's with β₁ = 0.9, β₂ = 0.999, ε = 1e-8. The encoder's hidden layers feed linear
 * heads for μ and, when learned, log σ². Weights start uniform in ±√(6 / (inputs + outputs)),
 * biases at 0. Every random number is found from the trial's seeds, the stream's name and a
 * position.
 */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains the model of a trial from its initial weights.
   *
   * @throws IllegalArgumentException if the data are not those the trial names
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static TrainingOutcome train(Trial trial, DataSplit data) {
    return train(trial, data, Kernels.create());
  }

  static TrainingOutcome train(Trial trial, DataSplit data, Kernels kernels) {
    check(trial.data(), data);
    return new TrainingRun(trial, data, kernels).train();
  }

  private static void check(DataIdentity named, DataSplit data) {
    if (!named.equals(data.identity())) {
      throw new IllegalArgumentException(
          "the trial names data %s, given were %s".formatted(named, data.identity()));
    }
    checkShape("training", data.training(), named.trainingSamples(), named.features());
    checkShape("test", data.test(), named.testSamples(), named.features());
  }

  private static void checkShape(String part, Dataset data, int samples, int features) {
    if (data.samples() != samples || data.features() != features) {
      throw new IllegalArgumentException(
          "the %s data have shape [%d, %d], the trial names [%d, %d]"
              .formatted(part, data.samples(), data.features(), samples, features));
    }
  }
}
