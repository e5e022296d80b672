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
   * @param step the step, from 1, before which its batch's loss, or after which the held-out loss,
   *     was first not finite
   */
  record Diverged(long step) implements TrainingOutcome {
    @Override
    public <R> R match(Function<Trained, R> trained, Function<Diverged, R> diverged) {
      return diverged.apply(this);
    }
  }
}
