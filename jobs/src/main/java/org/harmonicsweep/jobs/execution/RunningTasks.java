package org.harmonicsweep.jobs.execution;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Counts the tasks that run, to let cancelled ones end before anybody looks at the directory.
 *
 * <p>Spark calls a job cancelled as soon as it has told its tasks to stop.
 */
final class RunningTasks extends SparkListener {
  /**
   * A task looks up between its steps, of which some on large networks take a second; it must not
   * hold up the end for long.
   */
  private static final long PATIENCE_NANOSECONDS = TimeUnit.SECONDS.toNanos(2);

  private static final long LOOK_MILLISECONDS = 10;

  private final AtomicInteger running = new AtomicInteger();

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    running.incrementAndGet();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.decrementAndGet();
  }

  /** Waits until no task runs, but not for long. */
  void awaitNone() {
    long deadline = System.nanoTime() + PATIENCE_NANOSECONDS;
    try {
      do {
        Thread.sleep(LOOK_MILLISECONDS); // events lag a little behind
      } while (running.get() > 0 && System.nanoTime() < deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
