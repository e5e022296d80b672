package org.harmonicsweep.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.LocalSpark;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.execution.Execution.End;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.Tolerance;
import org.harmonicsweep.trial.TimeLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose trials reach their time, and the same runs with more of it. */
class TimeoutPipelineTest {
  private static final Study FREE = Studies.study("waves", 2, 2, List.of(MetricFamily.SPECTRUM));
  private static final TimeLimit NOTHING = new TimeLimit(1e-6);
  private static final TimeLimit PLENTY = new TimeLimit(3600);

  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path out;

  private static Study limited(TimeLimit limit, OptionalDouble share) {
    return Studies.tolerating(FREE, new Tolerance(limit, share));
  }

  @Test
  void aTimeInWhichNothingTrainsGivesRowsAndRaisedItGivesTheUndisturbedTable() {
    RunResult early = run(limited(NOTHING, OptionalDouble.empty()), "a");
    assertThat(early.execution().isComplete()).as("a timeout stops nothing unasked").isTrue();
    assertThat(early.rows()).hasSize(4).extracting(Entry::status).containsOnly("timeout");
    assertThat(early.failed()).isEqualTo(4);
    assertThat(early.timedOutBefore(NOTHING)).isZero();

    Study raised = limited(PLENTY, OptionalDouble.empty());
    RunResult kept = run(raised, "a");
    assertThat(kept.execution().trials()).as("timed-out rows are kept unless asked").isZero();
    assertThat(kept.timedOutBefore(PLENTY)).isEqualTo(4);

    assertThat(QuietPipeline.on(spark).setAsideFailed(raised, path("a"))).isEqualTo(4);
    RunResult retried = run(raised, "a");
    RunResult undisturbed = run(FREE, "b");
    assertThat(retried.rows()).extracting(Entry::status).containsOnly("ok");
    assertThat(QuietPipeline.digests(retried))
        .hasSize(4)
        .isEqualTo(QuietPipeline.digests(undisturbed));
  }

  @Test
  void moreTimeoutsThanTheStudyToleratesEndItAndItsRowsStay() {
    RunResult stopped = run(limited(NOTHING, OptionalDouble.of(1)), "a");
    assertThat(stopped.execution().end()).isEqualTo(End.COMPLETE);

    RunResult again = run(limited(NOTHING, OptionalDouble.of(0.5)), "a");
    assertThat(again.rows()).as("nothing is to be done").hasSize(4);
    assertThat(again.failed()).isEqualTo(4);

    Study longer =
        Studies.tolerating(
            Studies.study("waves", 3, 2, List.of(MetricFamily.SPECTRUM)),
            new Tolerance(PLENTY, OptionalDouble.of(0.5)));
    RunResult refused = run(longer, "a");
    assertThat(refused.execution().end()).isEqualTo(End.TOO_MANY_FAILED);
    assertThat(refused.rows()).as("4 of 6 timed out before").hasSize(4);
    assertThat(run(longer.tolerating(0.7), "a").rows()).hasSize(6);
  }

  private RunResult run(Study study, String directory) {
    return QuietPipeline.on(spark).run(study, path(directory), "run");
  }

  private String path(String directory) {
    return out.resolve(directory).toString();
  }
}
