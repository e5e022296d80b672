package org.harmonicsweep.experiment;

import java.util.Optional;
import java.util.function.Function;
import org.harmonicsweep.metrics.Measurements;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.TimeLimit;

/** How a trial ended. */
public sealed interface TrialOutcome {

  /** The status of a trial that reached its time, as {@link #status} gives it. */
  String TIMEOUT = "timeout";

  /** The status of a trial that threw. */
  String FAILED = "failed";

  /** Folds over the four cases. */
  <R> R match(
      Function<Completed, R> completed,
      Function<Diverged, R> diverged,
      Function<Failed, R> failed,
      Function<TimedOut, R> timedOut);

  /**
   * Returns the word in the {@code status} column: {@code ok}, {@code diverged}, {@code failed} or
   * {@code timeout}.
   */
  default String status() {
    return match(completed -> "ok", diverged -> "diverged", failed -> FAILED, late -> TIMEOUT);
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
        Function<Failed, R> failed,
        Function<TimedOut, R> timedOut) {
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
        Function<Failed, R> failed,
        Function<TimedOut, R> timedOut) {
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
        Function<Failed, R> failed,
        Function<TimedOut, R> timedOut) {
      return failed.apply(this);
    }
  }

  /**
   * The trial reached its time. When it does depends on the machine, so that another attempt may
   * end otherwise; how far it came is told apart from the fact.
   *
   * @param limit that was reached
   * @param phase what it was at: {@code training}, or what was being measured
   * @param step optimiser step that was the last to begin; empty unless it was training
   */
  record TimedOut(TimeLimit limit, String phase, Optional<Long> step) implements TrialOutcome {

    /** Returns what happened, the same in every attempt. */
    public String message() {
      return "reached " + limit;
    }

    @Override
    public <R> R match(
        Function<Completed, R> completed,
        Function<Diverged, R> diverged,
        Function<Failed, R> failed,
        Function<TimedOut, R> timedOut) {
      return timedOut.apply(this);
    }
  }
}
