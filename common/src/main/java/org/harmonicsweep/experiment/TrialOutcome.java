package org.harmonicsweep.experiment;

import java.util.function.Function;
import org.harmonicsweep.metrics.Measurements;
import org.harmonicsweep.training.TrainedVae;

/** How a trial ended. */
public sealed interface TrialOutcome {

  /** Folds over the three cases. */
  <R> R match(
      Function<Completed, R> completed, Function<Diverged, R> diverged, Function<Failed, R> failed);

  /**
   * Returns the word in the {@code status} column: {@code ok}, {@code diverged}, {@code failed}.
   */
  default String status() {
    return match(completed -> "ok", diverged -> "diverged", failed -> "failed");
  }

  /**
   * Trained and measured.
   *
   * @param vae the model
   * @param measurements of it
   */
  record Completed(TrainedVae vae, Measurements measurements) implements TrialOutcome {
    @Override
    public <R> R match(
        Function<Completed, R> completed,
        Function<Diverged, R> diverged,
        Function<Failed, R> failed) {
      return completed.apply(this);
    }
  }

  /**
   * The loss left the finite numbers: a result like any other.
   *
   * @param step at which it was seen
   */
  record Diverged(long step) implements TrialOutcome {
    @Override
    public <R> R match(
        Function<Completed, R> completed,
        Function<Diverged, R> diverged,
        Function<Failed, R> failed) {
      return diverged.apply(this);
    }
  }

  /**
   * The trial threw.
   *
   * @param exception class name
   * @param message of the exception, empty if it has none
   * @param stackHash digest of the stack's classes and methods, equal for equal causes
   */
  record Failed(String exception, String message, String stackHash) implements TrialOutcome {
    @Override
    public <R> R match(
        Function<Completed, R> completed,
        Function<Diverged, R> diverged,
        Function<Failed, R> failed) {
      return failed.apply(this);
    }
  }
}
