package org.harmonicsweep.bench;

import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.training.EngineSteps;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Sha256;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/** A workload as a trial. */
final class EngineTrial {
  private static final Training TRAINING = new Training(1, Workload.BATCH, 1e-3);

  private EngineTrial() {}

  /**
   * Returns a training of the workload from its initial weights.
   *
   * @param engine that trains it
   * @param replicate seeds of its own for each
   * @throws RuntimeException if the engine has no such layers
   */
  static EngineSteps start(Workload workload, Engine engine, int replicate) {
    DataSplit data = uniform(workload.net().input());
    Seeds seeds = new Seeds(1, replicate);
    Trial trial = new Trial(workload.net().model(), TRAINING, seeds, data.identity(), engine);
    return new EngineSteps(trial, data);
  }

  /** Returns samples uniform in [0, 1]. */
  private static DataSplit uniform(SampleShape shape) {
    Dataset training = uniform(1, Workload.BATCH * Workload.BATCHES, shape.size());
    Dataset test = uniform(2, Workload.BATCH, shape.size());
    String digest = new Sha256().add(training.values()).add(test.values()).hex();
    return new DataSplit(
        training, test, new DataIdentity(digest, shape, training.samples(), test.samples()));
  }

  private static Dataset uniform(long key, int samples, int features) {
    RandomStream stream = new RandomStream(key);
    float[] values = new float[samples * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) stream.uniform(i);
    }
    return new Dataset(samples, features, values);
  }
}
