package org.harmonicsweep.training;

import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.trial.Trial;

/** Trains one variational autoencoder on one thread. */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains the model of a trial from its initial weights.
   *
   * @throws IllegalArgumentException if the data are not those the trial names
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static TrainingOutcome train(Trial trial, DataSplit data) {
    throw new UnsupportedOperationException("to be written");
  }
}
