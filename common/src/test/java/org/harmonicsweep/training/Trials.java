package org.harmonicsweep.training;

import java.util.List;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Sha256;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/** Small trials and data for tests. */
final class Trials {
  static final Architecture SMALL =
      Architecture.dense("small", List.of(13, 6), List.of(6, 13), Activation.TANH);

  private Trials() {}

  static Model model(Likelihood likelihood, EncoderVariance variance, InputNoise noise) {
    return new Model(SMALL, 3, likelihood, variance, 0.7, noise);
  }

  static Model model(EncoderVariance variance) {
    return model(Likelihood.BERNOULLI, variance, InputNoise.denoising(0.2));
  }

  static Trial trial(Model model, Training training, DataSplit data) {
    return new Trial(model, training, new Seeds(5, 0), data.identity(), Engine.strict());
  }

  /** Returns uniform samples in [0, 1]. */
  static DataSplit uniform(int features, int training, int test) {
    return split(
        new Dataset(training, features, uniform(1, training * features)),
        new Dataset(test, features, uniform(2, test * features)));
  }

  static DataSplit split(Dataset training, Dataset test) {
    String digest = new Sha256().add(training.values()).add(test.values()).hex();
    return new DataSplit(
        training,
        test,
        DataIdentity.ofVectors(digest, training.features(), training.samples(), test.samples()));
  }

  static TrainedVae trained(TrainingOutcome outcome) {
    return outcome.match(
        TrainingOutcome.Trained::vae,
        diverged -> {
          throw new AssertionError("diverged at step " + diverged.step());
        });
  }

  private static float[] uniform(long key, int count) {
    RandomStream stream = new RandomStream(key);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) stream.uniform(i);
    }
    return values;
  }
}
