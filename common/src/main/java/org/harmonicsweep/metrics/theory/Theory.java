package org.harmonicsweep.metrics.theory;

import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Trial;

/** Entry point of this package. */
public final class Theory {
  private Theory() {}

  /** Returns what theory predicts for a trained model. */
  public static TheoryMeasurement predict(Trial trial, DataSplit data, TrainedVae vae) {
    throw new UnsupportedOperationException("to be written");
  }
}
