package org.harmonicsweep.jobs.execution;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceProfile;

/**
 * How many tasks run at once on a cluster whose executors may still be starting.
 *
 * <p>Spark's own default parallelism does not tell: it is what a user sets for other reasons, and
 * at least two on a cluster, also where there is one core, or none yet of a thousand.
 *
 * @param conf of the application
 * @param registered tasks that the executors run at once that are there now
 * @param isStopped whether not to wait any more
 */
record Slots(SparkConf conf, IntSupplier registered, BooleanSupplier isStopped) {
  private static final long LOOK_MILLISECONDS = 100;

  /** Looks without a new executor after which no more are expected. */
  private static final int SETTLED = 10;

  /** Looks until planning goes on without any executor, as Spark does. */
  private static final int MOST_LOOKS = 200;

  /** Describes the cluster of a session. */
  static Slots of(SparkContext spark, StopSwitch stop) {
    // what Spark itself asks before a barrier stage; a listener would miss who came before it
    ResourceProfile usual = spark.resourceProfileManager().defaultResourceProfile();
    return new Slots(spark.getConf(), () -> spark.maxNumConcurrentTasks(usual), stop::isRequested);
  }

  /** Returns the tasks of the executors that were promised, or are there if those are more. */
  int now() {
    return promisedOr(registered.getAsInt());
  }

  /**
   * Does what {@link #now} does, but where nothing is promised, waits for the first executor,
   * without which nothing runs anyway, and until no more come.
   */
  int awaited() {
    return promised() == 0 && comeUnasked() ? promisedOr(awaitAll()) : now();
  }

  private int promisedOr(int there) {
    return Math.max(1, Math.max(promised(), there));
  }

  private int promised() {
    return promisedCores() / conf.getInt("spark.task.cpus", 1);
  }

  private int promisedCores() {
    if (isStandalone()) {
      return conf.getInt("spark.cores.max", 0);
    }
    return master().startsWith("local")
        ? 0
        : conf.getInt("spark.executor.instances", 0) * conf.getInt("spark.executor.cores", 1);
  }

  /** The other managers wait for executors themselves, and dynamic ones come when there is work. */
  private boolean comeUnasked() {
    return isStandalone() && !conf.getBoolean("spark.dynamicAllocation.enabled", false);
  }

  private boolean isStandalone() {
    return master().startsWith("spark:") || master().startsWith("local-cluster");
  }

  private String master() {
    return conf.get("spark.master", "");
  }

  private int awaitAll() {
    int there = registered.getAsInt();
    int unchanged = 0;
    for (int look = 0;
        look < MOST_LOOKS && unchanged < SETTLED && !isStopped.getAsBoolean();
        look++) {
      if (!slept()) {
        return there;
      }
      int now = registered.getAsInt();
      unchanged = now == 0 || now != there ? 0 : unchanged + 1;
      there = now;
    }
    return there;
  }

  private static boolean slept() {
    try {
      Thread.sleep(LOOK_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
