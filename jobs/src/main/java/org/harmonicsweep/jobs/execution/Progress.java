package org.harmonicsweep.jobs.execution;

import java.time.Duration;

/** Who is told how far a run is; called several times a second, from one thread. */
public interface Progress extends AutoCloseable {

  /**
   * Tells how far the run is.
   *
   * @param finished trials whose rows are written
   * @param remaining predicted time to the end
   */
  void update(long finished, Duration remaining);

  /** The run is over. */
  @Override
  void close();

  /** Makes the one to be told of a run. */
  @FunctionalInterface
  interface Factory {

    /** Returns who is told of a run of so many trials. */
    Progress start(String study, long trials);
  }
}
