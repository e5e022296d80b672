package org.harmonicsweep.training;

import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Trial;

/** The steps of one training one by one: the door through which benchmarks reach the engine. */
public final class EngineSteps {
  private final StrictLearner run;
  private long step;

  /** Starts a training from its initial weights. */
  public EngineSteps(Trial trial, DataSplit data) {
    this.run = new TrainingRun(trial, data, Kernels.create()).strict();
  }

  /**
   * Takes the next step: batch and noise, losses and gradients, Adam.
   *
   * @return the loss before it, in nats per sample
   */
  public double next() {
    step++;
    return run.take(step);
  }
}
