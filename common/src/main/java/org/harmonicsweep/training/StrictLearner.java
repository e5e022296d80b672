package org.harmonicsweep.training;

import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Trial;

/** Our own kernels: the same bits on every machine. */
final class StrictLearner implements Learner {
  private final Trial trial;
  private final Kernels kernels;
  private final Vae vae;
  private final Minibatches minibatches;
  private long begun;

  StrictLearner(Trial trial, Kernels kernels, Vae vae, Minibatches minibatches) {
    this.trial = trial;
    this.kernels = kernels;
    this.vae = vae;
    this.minibatches = minibatches;
  }

  @Override
  public Epoch train(int epoch) {
    long step = (long) (epoch - 1) * minibatches.steps();
    double sum = 0;
    for (int i = 0; i < minibatches.steps(); i++) {
      step++;
      double loss = step(step);
      if (!Double.isFinite(loss)) {
        return new Epoch(loss, step);
      }
      sum += loss;
    }
    return new Epoch(sum / minibatches.steps(), step);
  }

  /** Takes one step and returns the loss before it, in nats per sample. */
  double step(long step) {
    begun = step;
    Interruption.check();
    double klWeight = trial.model().klWeight();
    Vae.BatchLosses losses = vae.differentiate(minibatches.batch(step), klWeight);
    vae.parameters().step(kernels, trial.training().learningRate());
    return losses.total(klWeight) / minibatches.rows();
  }

  @Override
  public long begun() {
    return begun;
  }

  @Override
  public void close() {
    // holds nothing but arrays
  }
}
