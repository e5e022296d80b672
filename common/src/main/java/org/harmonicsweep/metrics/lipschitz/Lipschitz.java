package org.harmonicsweep.metrics.lipschitz;

import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Seeds;

/** Entry point of this package. */
public final class Lipschitz {
  private Lipschitz() {}

  /** Measures a trained model on held-out data. */
  public static LipschitzMeasurement measure(TrainedVae vae, Dataset test, Seeds seeds) {
    throw new UnsupportedOperationException("to be written");
  }
}
