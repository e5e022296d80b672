package org.harmonicsweep.dl4j;

import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Sha256;

/** Small data for tests. */
final class Samples {
  private Samples() {}

  /** Returns 80 training and 30 test samples, uniform in [0, 1]. */
  static DataSplit uniform(SampleShape shape) {
    Dataset training = new Dataset(80, shape.size(), uniform(1, 80 * shape.size()));
    Dataset test = new Dataset(30, shape.size(), uniform(2, 30 * shape.size()));
    String digest = new Sha256().add(training.values()).add(test.values()).hex();
    return new DataSplit(training, test, new DataIdentity(digest, shape, 80, 30));
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
