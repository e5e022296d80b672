package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.LocalSpark;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultDirectoryTest {
  private static final String RUN = "run-1";

  private final Configuration configuration = new Configuration();
  private final SweepPlan plan = Studies.plan("waves", 3, 2);

  @TempDir private Path out;

  @Test
  void aNewDirectoryLacksEveryTrialOfThePlan() {
    assertThat(results().ledger().missing(plan)).isEqualTo(plan.trials());
  }

  @Test
  void trialsWithARowAreNotMissing() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", trials(0, 2));
    commit(results, "b", trials(4, 5));

    assertThat(results.ledger().missing(plan)).isEqualTo(trials(2, 4, 5, 6));
  }

  @Test
  void aRowOfAnotherMeasurementDoesNotCount() throws IOException {
    ResultDirectory results = results();
    SweepPlan other = SweepPlan.of(Studies.study("waves", 3, 2, List.of()), plan.data());
    results
        .writer(RUN)
        .commit("a", trials(0, 6).stream().map(t -> Studies.diverged(other, t, 1)).toList(), 0);

    assertThat(results.ledger().missing(plan)).hasSize(6);
    assertThat(results.ledger().missing(other)).isEmpty();
  }

  @Test
  void aTrialThatFailedHasItsRow() throws IOException {
    ResultDirectory results = results();
    TrialRow row =
        Studies.row(plan, plan.trials().get(0), new TrialOutcome.Failed("E", "why", "0"));
    results.writer(RUN).commit("a", List.of(row), 0);

    assertThat(results.ledger().missing(plan)).hasSize(5);
    assertThat(results.ledger().entries().get(0).status()).isEqualTo("failed");
  }

  @Test
  void extendingTheGridAddsOnlyWhatIsNew() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", plan.trials());
    SweepPlan wider = Studies.plan("waves", 4, 2);
    SweepPlan deeper = Studies.plan("waves", 3, 3);

    assertThat(results.ledger().missing(wider)).hasSize(2);
    assertThat(results.ledger().missing(deeper))
        .extracting(trial -> trial.seeds().replicate())
        .containsExactly(2, 2, 2);
  }

  @Test
  void overlappingPartsCountATrialOnce() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", trials(0, 4));
    commit(results, "b", trials(2, 6));

    assertThat(results.ledger().entries())
        .extracting(Ledger.Entry::trial)
        .doesNotHaveDuplicates()
        .hasSize(6);
  }

  @Test
  void twoRowsOfATrialThatDifferAreALoudError() throws IOException {
    ResultDirectory results = results();
    Trial trial = plan.trials().get(0);
    results.writer(RUN).commit("a", List.of(Studies.diverged(plan, trial, 1)), 0);
    results.writer(RUN).commit("b", List.of(Studies.diverged(plan, trial, 2)), 0);

    assertThatThrownBy(results::ledger)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.MISMATCH))
        .hasMessageContaining(trial.id().value())
        .hasMessageContaining("part-a.parquet")
        .hasMessageContaining("part-b.parquet");
  }

  @Test
  void thePlanIsReadBackAsItWasRecorded() {
    ResultDirectory results = results();

    assertThat(results.plan())
        .isEqualTo(
            new PlanRecord(
                "waves",
                "Does it hold?",
                plan.digest(),
                plan.measurement(),
                6,
                3,
                plan.data().digest(),
                new ReplicationRecord(2, 2, null, null, null, null),
                Claim.testableOn(plan.study().cells()).stream().map(Claim::key).toList(),
                "test"));
    assertThat(results.plannedTrials())
        .containsExactlyElementsOf(plan.trials().stream().map(t -> t.id().value()).toList());
    assertThat(out.resolve("waves/study.yaml")).hasContent("study: waves");
  }

  @Test
  void thePlanTableNamesAndTypesParametersAsTheResultsDo() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", plan.trials());
    var spark = LocalSpark.session();
    var planned = spark.read().parquet(out.resolve("waves/plan.parquet").toString());
    var rows = spark.read().parquet(out.resolve("waves/trials").toString());

    assertThat(List.of(rows.schema().fields())).containsAll(List.of(planned.schema().fields()));
    assertThat(planned.columns())
        .contains("trial_id", "encoder_variance", "kl_weight", "architecture", "measurement");
    assertThat(rows.select("trial_id", "encoder_variance", "replicate").collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            planned.select("trial_id", "encoder_variance", "replicate").collectAsList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 100, -1, -9})
  void aTruncatedPartIsNamedMovedAsideAndItsTrialsAreMissingAgain(int length) throws IOException {
    ResultDirectory results = results();
    commit(results, "a", trials(0, 2));
    commit(results, "b", trials(2, 6));
    Path part = out.resolve("waves/trials/part-b.parquet");
    byte[] bytes = Files.readAllBytes(part);
    Files.write(part, java.util.Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length));

    Ledger ledger = results.ledger();
    assertThat(ledger.unreadable()).containsExactly("part-b.parquet");
    assertThat(ledger.missing(plan)).isEqualTo(trials(2, 6));
    assertThatThrownBy(results::requireReadable).hasMessageContaining("part-b.parquet");

    results.setAsideDamaged(ledger.unreadable());
    assertThat(out.resolve("waves/damaged/part-b.parquet")).exists();
    assertThat(results.ledger().unreadable()).isEmpty();
    results.requireReadable();
  }

  @Test
  void aBitFlippedInTheLengthOfTheFooterIsDamage() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", trials(0, 2));
    Path part = out.resolve("waves/trials/part-a.parquet");
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length - 6] ^= 0x10;
    Files.write(part, bytes);

    assertThat(results.ledger().unreadable()).containsExactly("part-a.parquet");
  }

  @Test
  void partsSetAsideAsFailedAreTriedAgain() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", trials(0, 2));
    commit(results, "b", trials(2, 6));

    results.setAsideFailed(List.of("part-a.parquet"));

    assertThat(results.ledger().missing(plan)).isEqualTo(trials(0, 2));
    assertThat(names(out.resolve("waves/failures"))).containsExactly("part-a.parquet");
  }

  @Test
  void aDirectoryOfAnotherStudyIsRefused() throws IOException {
    results();
    Files.move(out.resolve("waves"), out.resolve("tides"));

    assertThatThrownBy(() -> ResultDirectory.create(configuration, out.toString(), "tides"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("holds the study 'waves', not 'tides'");
  }

  @Test
  void aDirectoryWithSomethingElseInItIsRefused() throws IOException {
    Files.createDirectories(out.resolve("waves"));
    Files.writeString(out.resolve("waves/thesis.tex"), "do not touch");

    assertThatThrownBy(this::results)
        .isInstanceOf(JobException.class)
        .hasMessageContaining("thesis.tex");
    assertThat(names(out.resolve("waves"))).containsExactly("thesis.tex");
  }

  @Test
  void aDirectoryWithoutAPlanIsNoResult() {
    assertThatThrownBy(() -> ResultDirectory.open(configuration, out.toString()))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.MISSING_INPUT))
        .hasMessageContaining("plan.json");
  }

  @Test
  void aRunThatDiedBeforeItRecordedItsPlanLeavesAUsableDirectory() {
    ResultDirectory.create(configuration, out.toString(), "waves");

    assertThat(results().ledger().missing(plan)).hasSize(6);
  }

  @Test
  void anUnreadablePlanIsOneSentence() throws IOException {
    ResultDirectory results = results();
    Files.writeString(out.resolve("waves/plan.json"), "{\"study\":");
    Files.writeString(out.resolve("waves/plan.parquet"), "PAR1");

    assertThatThrownBy(results::plan)
        .isInstanceOf(JobException.class)
        .hasMessageContaining("plan.json");
    assertThatThrownBy(results::plannedTrials)
        .isInstanceOf(JobException.class)
        .hasMessageContaining("plan.parquet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"study\":", "{}", "null", "", "[1]"})
  void aRunWritesABrokenPlanAnew(String broken) throws IOException {
    commit(results(), "a", trials(0, 1));
    Files.writeString(out.resolve("waves/plan.json"), broken);

    ResultDirectory again = results();

    assertThat(again.plan().study()).isEqualTo("waves");
    assertThat(again.ledger().entries()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run[1]", "{a}", "x*", "why?", "a\\b"})
  void aPathThatSparkTakesForAPatternIsRefused(String name) {
    assertThatThrownBy(() -> ResultDirectory.create(configuration, out + "/" + name, "waves"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(name);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void reportsThatAreWrittenAtOnceAreEachWhole() throws Exception {
    ResultDirectory results = results();
    String page = "x".repeat(1 << 16);
    Callable<String> writing = () -> results.writeReport(page);
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      for (Future<String> written : writers.invokeAll(Collections.nCopies(200, writing))) {
        assertThat(written.get()).endsWith("report.html");
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(out.resolve("waves/report.html")).hasContent(page);
    assertThat(names(out.resolve("waves"))).noneMatch(name -> name.startsWith("_"));
  }

  @Test
  void theSweepTakesWhatDeadRunsLeftAndSideFiles() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", trials(0, 1));
    Path trials = out.resolve("waves/trials");
    Files.writeString(trials.resolve("_staging/b.dead-run.3"), "half");
    Files.writeString(trials.resolve("_staging/b." + RUN + ".3"), "ours");
    Files.writeString(trials.resolve(".part-a.parquet.crc"), "stale");

    results.sweep(RUN);

    assertThat(names(trials.resolve("_staging"))).containsExactly("b." + RUN + ".3");
    assertThat(names(trials)).containsExactly("_staging", "part-a.parquet");
  }

  private ResultDirectory results() {
    ResultDirectory results = ResultDirectory.create(configuration, out.toString(), "waves");
    results.record(plan, "test");
    return results;
  }

  private void commit(ResultDirectory results, String cohort, List<Trial> trials)
      throws IOException {
    results
        .writer(RUN)
        .commit(cohort, trials.stream().map(t -> Studies.diverged(plan, t, 1)).toList(), 0);
  }

  /** Returns the trials from each even bound to the next odd one. */
  private List<Trial> trials(int... bounds) {
    Stream<Trial> trials = Stream.of();
    for (int i = 0; i < bounds.length; i += 2) {
      trials = Stream.concat(trials, plan.trials().subList(bounds[i], bounds[i + 1]).stream());
    }
    return trials.toList();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
