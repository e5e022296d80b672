package org.harmonicsweep.sweeps.plan;

import org.harmonicsweep.trial.Trial;

/** Predicts the cost of a trial from its shapes. */
public final class CostModel {
  private CostModel() {}

  /** Returns the predicted seconds on one core. */
  public static double seconds(Trial trial) {
    throw new UnsupportedOperationException("to be written");
  }
}
