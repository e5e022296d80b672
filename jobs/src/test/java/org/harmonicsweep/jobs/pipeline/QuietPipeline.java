package org.harmonicsweep.jobs.pipeline;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.execution.Progress;
import org.harmonicsweep.jobs.execution.SparkSweepExecutor;
import org.harmonicsweep.jobs.execution.StopSwitch;
import org.harmonicsweep.jobs.store.Ledger.Entry;

/** The whole flow for tests: nobody is told anything, and nobody stops it. */
public final class QuietPipeline {
  private QuietPipeline() {}

  /** Returns a pipeline on a session. */
  public static SweepPipeline on(SparkSession spark) {
    SparkSweepExecutor executor =
        new SparkSweepExecutor(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            (name, trials) -> new Silence(),
            new StopSwitch());
    return new SweepPipeline(spark, executor, (plan, cohorts, slots) -> {}, "test");
  }

  /** Returns the row digests of a run's trials. */
  static Map<String, String> digests(RunResult result) {
    return result.rows().stream().collect(toMap(Entry::trial, Entry::rowDigest));
  }

  private static final class Silence implements Progress {
    @Override
    public void update(long finished, Duration remaining) {}

    @Override
    public void close() {}
  }
}
