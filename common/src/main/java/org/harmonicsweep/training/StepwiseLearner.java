package org.harmonicsweep.training;

import org.harmonicsweep.kernel.Interruption;

/** A learner that takes one step after another, each on its batch. */
public abstract class StepwiseLearner implements Learner {
  private final int steps;
  private long begun;

  /** Creates a learner whose epochs have the given number of steps. */
  protected StepwiseLearner(int steps) {
    this.steps = steps;
  }

  @Override
  public final Epoch train(int epoch) {
    long step = (long) (epoch - 1) * steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      step++;
      double loss = take(step);
      if (!Double.isFinite(loss)) {
        return new Epoch(loss, step);
      }
      sum += loss;
    }
    finish();
    return new Epoch(sum / steps, step);
  }

  /** Takes a step unless the thread was interrupted, and returns its loss. */
  final double take(long step) {
    begun = step;
    Interruption.check();
    return step(step);
  }

  /**
   * Takes a step.
   *
   * @param step from 1 over all epochs
   * @return the loss before it, in nats per sample
   */
  protected abstract double step(long step);

  /** Leaves the parameters in the model, after the last step of an epoch. */
  protected abstract void finish();

  @Override
  public final long begun() {
    return begun;
  }
}
