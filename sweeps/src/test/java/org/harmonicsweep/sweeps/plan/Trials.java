package org.harmonicsweep.sweeps.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/** Trials to plan with. */
final class Trials {
  private static final DataIdentity DATA = DataIdentity.ofVectors("0".repeat(64), 64, 1000, 100);

  private Trials() {}

  /** Returns a trial of one hidden layer. */
  static Trial of(int width, int epochs, int replicate) {
    return of(width, epochs, EncoderVariance.fixed(1), InputNoise.denoising(0), replicate);
  }

  static Trial of(
      int width, int epochs, EncoderVariance variance, InputNoise noise, int replicate) {
    Architecture architecture =
        Architecture.dense("w" + width, List.of(width), List.of(width), Activation.TANH);
    return new Trial(
        new Model(architecture, 2, Likelihood.GAUSSIAN, variance, 1, noise),
        new Training(epochs, 64, 0.001),
        new Seeds(0, replicate),
        DATA,
        Engine.strict());
  }

  /** Returns 1 to 300 distinct trials of few or many shapes, cheap or costly. */
  static List<Trial> random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = 1 + random.nextInt(300);
    int shapes = 1 + random.nextInt(20);
    int mostEpochs = 1 << random.nextInt(14);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trials.add(of(1 + 16 * random.nextInt(shapes), 1 + random.nextInt(mostEpochs), i));
    }
    return trials;
  }
}
