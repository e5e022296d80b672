package org.harmonicsweep.jobs.execution;

import java.util.List;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this executor was started; looked at once per JVM, when its first cohort comes. */
final class ExecutorStart {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorStart.class);

  /** What Spark calls the driver's own JVM, where tasks of a local run are run. */
  private static final String DRIVER = "driver";

  private static final List<String> WARNINGS = logged();

  private ExecutorStart() {}

  /** Returns what the driver should tell of this executor: nothing if it is the driver itself. */
  static List<String> warnings() {
    return WARNINGS;
  }

  private static List<String> logged() {
    if (SparkEnv.get().executorId().equals(DRIVER)) {
      return List.of(); // a command says it before it starts
    }
    List<String> warnings = SlowStart.warning().stream().toList();
    warnings.forEach(LOG::warn);
    return warnings;
  }
}
