package org.harmonicsweep.training;

import java.util.function.Function;

/** How a training ended. */
public sealed interface TrainingOutcome {

  /** Folds over the two cases. */
  <R> R match(Function<Trained, R> trained, Function<Diverged, R> diverged);

  /**
   * All epochs were run and every loss is finite.
   *
   * @param vae the model
   */
  record Trained(TrainedVae vae) implements TrainingOutcome {
    @Override
    public <R> R match(Function<Trained, R> trained, Function<Diverged, R> diverged) {
      return trained.apply(this);
    }
  }

  /**
   * The loss became infinite or not a number.
   *
   * @param step the first step, from 1, at which it was seen
   */
  record Diverged(long step) implements TrainingOutcome {
    @Override
    public <R> R match(Function<Trained, R> trained, Function<Diverged, R> diverged) {
      return diverged.apply(this);
    }
  }
}
