package org.harmonicsweep.training;

import java.util.concurrent.CancellationException;
import org.harmonicsweep.trial.TrialId;

/** A training that was ended from outside. */
public final class TrainingCancelled extends CancellationException {
  private static final long serialVersionUID = 1L;

  private final long step;

  TrainingCancelled(TrialId trial, long step, CancellationException cause) {
    super("interrupted at step " + step + " of trial " + trial);
    initCause(cause);
    this.step = step;
  }

  /** Returns the optimiser step that was the last to begin, from 1; 0 before the first. */
  public long step() {
    return step;
  }
}
