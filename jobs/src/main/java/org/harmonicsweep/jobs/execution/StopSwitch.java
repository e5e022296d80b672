package org.harmonicsweep.jobs.execution;

import java.util.concurrent.atomic.AtomicBoolean;

/** A wish to stop, thrown from any thread, such as that of a signal. */
public final class StopSwitch {
  private final AtomicBoolean thrown = new AtomicBoolean();

  /** Asks for a stop; returns whether this was the first time. */
  public boolean request() {
    return thrown.compareAndSet(false, true);
  }

  /** Returns whether a stop was asked for. */
  public boolean isRequested() {
    return thrown.get();
  }
}
