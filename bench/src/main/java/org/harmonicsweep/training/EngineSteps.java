package org.harmonicsweep.training;

import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Trial;

/** The steps of one training one by one: the door through which benchmarks reach the engines. */
public final class EngineSteps {
  private final StepwiseLearner run;
  private long step;

  /**
   * Starts a training from its initial weights.
   *
   * @throws MissingEngineException if the trial's engine is not on the class path
   * @throws IllegalArgumentException if it takes no single steps
   */
  public EngineSteps(Trial trial, DataSplit data) {
    if (!(new TrainingRun(trial, data, Kernels.create()).learner()
        instanceof StepwiseLearner one)) {
      throw new IllegalArgumentException(
          "the engine %s takes no single steps".formatted(trial.engine().key()));
    }
    this.run = one;
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
