package org.harmonicsweep.sweeps.plan;

import java.util.List;
import org.harmonicsweep.trial.Trial;

/** Groups trials into cohorts of nearly equal cost. */
public final class CohortPlanner {
  private final int slots;

  /**
   * Creates a planner.
   *
   * @param slots number of tasks that run at once, at least 1
   */
  public CohortPlanner(int slots) {
    this.slots = slots;
  }

  /** Returns cohorts in which each trial stands exactly once, the costliest cohort first. */
  public List<Cohort> plan(List<Trial> trials) {
    throw new UnsupportedOperationException("to be written " + slots);
  }
}
