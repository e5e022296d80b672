package org.harmonicsweep.jobs.execution;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.LocalSpark;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.execution.SparkSweepExecutor.Assignment;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSweepExecutorTest {
  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  private final StopSwitch stop = new StopSwitch();
  private final Told told = new Told();
  private final Study study = Studies.tiny("waves", 3, 2);
  private final DataSplit data =
      new DataLoader(new Configuration()).load(study.data(), study.testFraction());
  private final SweepPlan plan = SweepPlan.of(study, data.identity());

  private double tolerated = Double.POSITIVE_INFINITY;

  @TempDir private Path out;

  @Test
  void rowsDoNotDependOnHowTrialsArePackedOrOrderedOrOnHowManyRunAtOnce() {
    List<Trial> backwards = new ArrayList<>(plan.trials());
    Collections.reverse(backwards);

    Map<String, String> alone = digests("alone", plan.trials().stream().map(List::of).toList());
    Map<String, String> together = digests("together", List.of(plan.trials()));
    Map<String, String> reversed =
        digests("reversed", List.of(backwards.subList(0, 4), backwards.subList(4, 6)));

    assertThat(alone).hasSize(6).isEqualTo(together).isEqualTo(reversed);
    assertThat(alone.values()).doesNotHaveDuplicates();
  }

  @Test
  void aCohortIsOnePart() throws Exception {
    Execution execution =
        execute("out", List.of(plan.trials().subList(0, 2), plan.trials().subList(2, 6)));

    assertThat(execution.isComplete()).isTrue();
    assertThat(execution.trials()).isEqualTo(6);
    try (Stream<Path> files = Files.list(out.resolve("out/waves/trials"))) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".parquet")))
          .containsExactlyInAnyOrderElementsOf(
              execution.cohorts().stream().map(CohortSummary::part).toList())
          .hasSize(2);
    }
  }

  @Test
  void progressEndsWithEveryTrialAndNothingToGo() {
    execute("out", List.of(plan.trials()));

    assertThat(told.finished).isEqualTo(6);
    assertThat(told.closed).isTrue();
  }

  @Test
  void aTrialThatThrowsIsARowAndItsCohortGoesOn() {
    List<Trial> broken = strangers(2, 2);
    List<Trial> cohort = List.of(broken.get(0), plan.trials().get(0), broken.get(1));

    Execution execution = execute("out", List.of(cohort));

    assertThat(execution.isComplete()).isTrue();
    assertThat(results("out").ledger().entries())
        .extracting(Entry::status)
        .containsExactly("failed", "ok", "failed");
    assertThat(execution.cohorts().get(0).failures())
        .hasSize(2)
        .allSatisfy(f -> assertThat(f.text()).startsWith("java.lang.IllegalArgumentException"));
  }

  @Test
  void theSameFailureInTheFirstTenTrialsStopsTheRun() {
    List<List<Trial>> cohorts = strangers(10, 2).stream().map(List::of).toList();

    Execution execution = execute("out", cohorts);

    assertThat(execution.commonFailure()).isPresent();
    assertThat(execution.isComplete()).isFalse();
  }

  @Test
  void fewerEqualFailuresStopNothing() {
    Execution execution = execute("out", strangers(3, 3).stream().map(List::of).toList());

    assertThat(execution.isComplete()).isTrue();
    assertThat(execution.trials()).isEqualTo(9);
  }

  @Test
  void moreFailuresThanAreToleratedStopTheRun() {
    List<List<Trial>> cohorts = new ArrayList<>(strangers(3, 2).stream().map(List::of).toList());
    plan.trials().forEach(trial -> cohorts.add(List.of(trial)));
    tolerated = 3;

    Execution execution = execute("out", cohorts);

    assertThat(execution.end()).isEqualTo(Execution.End.TOO_MANY_FAILED);
    assertThat(results("out").ledger().entries()).as("its rows stay").hasSizeGreaterThan(3);
  }

  @Test
  void whereTooManyFailedBeforeNothingIsRun() {
    tolerated = -1;

    assertThat(execute("out", List.of(plan.trials())).end())
        .isEqualTo(Execution.End.TOO_MANY_FAILED);
    assertThat(results("out").ledger().entries()).isEmpty();
  }

  @Test
  void whenAskedToStopItWritesNothingMore() {
    stop.request();

    Execution execution = execute("out", plan.trials().stream().map(List::of).toList());

    assertThat(execution.end()).isEqualTo(Execution.End.STOPPED);
    assertThat(execution.trials()).isLessThan(6);
  }

  @Test
  void whatContradictsAnEarlierPartIsALoudError() throws Exception {
    Cohort cohort = new Cohort(plan.trials(), 1);
    results("out")
        .writer("earlier")
        .commit(
            cohort.digest(plan.measurement()),
            plan.trials().stream().map(t -> Studies.diverged(plan, t, 1)).toList(),
            0);

    assertThatThrownBy(() -> execute("out", List.of(plan.trials())))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.MISMATCH));
  }

  @Test
  void theJobIsDescribedAsAPersonWouldSayIt() throws Exception {
    List<String> descriptions = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            descriptions.add(String.valueOf(start.properties().get("spark.job.description")));
          }
        };
    spark.sc().addSparkListener(listener);
    try {
      execute("out", List.of(plan.trials().subList(0, 2), plan.trials().subList(2, 6)));
      spark.sc().listenerBus().waitUntilEmpty();
    } finally {
      spark.sc().removeSparkListener(listener);
    }
    assertThat(descriptions).containsExactly("waves: 6 trials in 2 cohorts");
  }

  private Map<String, String> digests(String name, List<List<Trial>> cohorts) {
    execute(name, cohorts);
    return results(name).ledger().entries().stream().collect(toMap(Entry::trial, Entry::rowDigest));
  }

  private Execution execute(String name, List<List<Trial>> cohorts) {
    return new SparkSweepExecutor(spark, (waves, trials) -> told, stop)
        .execute(
            new Assignment(
                data,
                new Terms(
                    study.metrics(),
                    TimeLimit.none(),
                    new StudyStamp("waves", plan.digest(), plan.measurement())),
                tolerated),
            cohorts.stream().map(trials -> new Cohort(trials, 1)).toList(),
            results(name).writer("run"));
  }

  private ResultDirectory results(String name) {
    return ResultDirectory.create(new Configuration(), out.resolve(name).toString(), "waves");
  }

  /** Returns trials on data that nobody has: training them throws. */
  private static List<Trial> strangers(int cells, int replicates) {
    return Studies.plan("waves", cells, replicates).trials();
  }

  private static final class Told implements Progress {
    private long finished;
    private boolean closed;

    @Override
    public void update(long trials, Duration remaining) {
      finished = trials;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
