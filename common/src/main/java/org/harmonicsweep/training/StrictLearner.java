package org.harmonicsweep.training;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Trial;

/** Our own kernels: the same bits on every machine. */
final class StrictLearner extends StepwiseLearner {
  private final Trial trial;
  private final Kernels kernels;
  private final Vae vae;
  private final Minibatches minibatches;

  StrictLearner(Trial trial, Kernels kernels, Vae vae, Minibatches minibatches) {
    super(minibatches.steps());
    this.trial = trial;
    this.kernels = kernels;
    this.vae = vae;
    this.minibatches = minibatches;
  }

  @Override
  protected double step(long step) {
    double klWeight = trial.model().klWeight();
    Vae.BatchLosses losses = vae.differentiate(minibatches.batch(step), klWeight);
    vae.parameters().step(kernels, trial.training().learningRate());
    return losses.total(klWeight) / minibatches.rows();
  }

  @Override
  protected void finish() {
    // the model's own parameters were trained
  }

  @Override
  public void close() {
    // holds nothing but arrays
  }
}
