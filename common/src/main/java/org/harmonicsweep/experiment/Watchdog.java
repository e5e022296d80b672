package org.harmonicsweep.experiment;

import java.util.concurrent.TimeUnit;
import org.harmonicsweep.trial.TimeLimit;

/**
 * Interrupts the thread that made it when a time has passed, unless it is closed before.
 *
 * <p>Another may interrupt the same thread for a reason of its own, so {@link #hasFired} tells
 * whose doing it was.
 */
final class Watchdog implements AutoCloseable {
  /** Some thirty years: longer times would overflow a count of nanoseconds. */
  private static final double LONGEST_SECONDS = 1e9;

  private final Thread watched = Thread.currentThread();
  private boolean fired;
  private boolean closed;

  private Watchdog() {}

  /** Starts to watch this thread; without a limit, nothing is started. */
  static Watchdog over(TimeLimit limit) {
    Watchdog watchdog = new Watchdog();
    if (!limit.isNone()) {
      long time = (long) (Math.min(limit.seconds(), LONGEST_SECONDS) * 1e9);
      long deadline = System.nanoTime() + time; // the clock that no correction of the time moves
      Thread thread = new Thread(() -> watchdog.watch(deadline), "trial-timeout");
      thread.setDaemon(true);
      thread.start();
    }
    return watchdog;
  }

  private synchronized void watch(long deadline) {
    try {
      long left = deadline - System.nanoTime();
      while (left > 0 && !closed) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
      if (!closed) {
        fired = true;
        watched.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody knows this thread, so nobody does that
    }
  }

  /** Returns whether the time passed and the thread was interrupted for it. */
  synchronized boolean hasFired() {
    return fired;
  }

  /** Stops to watch, and takes the interruption back if there was one. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    if (fired) {
      Thread.interrupted();
    }
  }
}
