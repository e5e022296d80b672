package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.PartWriter.Committed;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Averaging;
import org.harmonicsweep.trial.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of one trial that differ: what an engine promises decides whether they may. */
class InexactRowsTest {
  private static final String EARLY = "2026-01-02T03:04:05Z";
  private static final String LATE = "2026-01-02T03:04:06Z";

  @TempDir private Path out;

  static List<Engine> inexact() {
    return List.of(Engine.dl4j(), new Engine.Dl4jSpark(new Averaging(2, 5, 2, 5)));
  }

  private static SweepPlan plan(Engine engine) {
    return Studies.plan(Studies.on(engine, Studies.tiny("waves", 2, 1)));
  }

  private ResultDirectory results(SweepPlan plan) {
    ResultDirectory results = ResultDirectory.create(new Configuration(), out.toString(), "waves");
    results.record(plan, "test");
    return results;
  }

  private static TrialRow row(SweepPlan plan, long step, String finishedAt) {
    return Studies.row(plan, plan.trials().get(0), new TrialOutcome.Diverged(step), finishedAt);
  }

  private static TrialRow failed(SweepPlan plan, String finishedAt) {
    TrialOutcome outcome = new TrialOutcome.Failed("X", "no library", "0".repeat(64));
    return Studies.row(plan, plan.trials().get(0), outcome, finishedAt);
  }

  private static String digest(TrialRow row) {
    return row.text("row_digest").orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("inexact")
  void theRowThatWasFinishedFirstCountsWhicheverPartComesFirst(Engine engine) throws IOException {
    SweepPlan plan = plan(engine);
    ResultDirectory results = results(plan);
    TrialRow first = row(plan, 1, EARLY);
    results.writer("run").commit("a", List.of(row(plan, 2, LATE)), 0);
    results.writer("run").commit("b", List.of(first), 0);
    results.writer("run").commit("c", List.of(row(plan, 3, LATE)), 0);

    Ledger ledger = results.ledger();

    assertThat(ledger.entries()).extracting(Entry::rowDigest).containsExactly(digest(first));
    assertThat(ledger.settledAmong(ledger.entries())).isEqualTo(1);
    assertThat(ledger.missing(plan)).hasSize(1);
  }

  @Test
  void ofRowsFinishedAtOnceTheSmallerDigestCounts() throws IOException {
    SweepPlan plan = plan(Engine.dl4j());
    ResultDirectory results = results(plan);
    TrialRow one = row(plan, 1, EARLY);
    TrialRow other = row(plan, 2, EARLY);
    results.writer("run").commit("a", List.of(one), 0);
    results.writer("run").commit("b", List.of(other), 0);

    String smaller = digest(one).compareTo(digest(other)) < 0 ? digest(one) : digest(other);
    assertThat(results.ledger().entries()).extracting(Entry::rowDigest).containsExactly(smaller);
  }

  @Test
  void equalRowsOfAnInexactEngineAreNotCounted() throws IOException {
    SweepPlan plan = plan(Engine.dl4j());
    ResultDirectory results = results(plan);
    results.writer("run").commit("a", List.of(row(plan, 1, LATE)), 0);
    results.writer("run").commit("b", List.of(row(plan, 1, EARLY)), 0);

    assertThat(results.ledger().entries()).hasSize(1);
    assertThat(results.ledger().settled()).isEmpty();
  }

  @Test
  void aResultCountsBeforeAnEarlierFailure() throws IOException {
    SweepPlan plan = plan(Engine.dl4j());
    ResultDirectory results = results(plan);
    results.writer("run").commit("a", List.of(failed(plan, EARLY)), 0);
    results.writer("run").commit("b", List.of(row(plan, 1, LATE)), 0);

    assertThat(results.ledger().entries()).extracting(Entry::status).containsExactly("diverged");
    assertThat(results.ledger().settled()).hasSize(1);
  }

  @Test
  void theSameRowsOfTheExactEngineContradictEachOther() throws IOException {
    SweepPlan plan = plan(Engine.strict());
    ResultDirectory results = results(plan);
    results.writer("run").commit("a", List.of(row(plan, 2, LATE)), 0);
    results.writer("run").commit("b", List.of(row(plan, 1, EARLY)), 0);

    assertThatThrownBy(results::ledger)
        .isInstanceOf(JobException.class)
        .hasMessageContaining("two different rows");
  }

  @Test
  void aSecondAttemptAtACohortLeavesTheFirstAndSaysHowManyRowsItDropped() throws IOException {
    SweepPlan plan = plan(Engine.dl4j());
    ResultDirectory results = results(plan);
    TrialRow first = row(plan, 1, LATE);
    TrialRow same = Studies.diverged(plan, plan.trials().get(1), 1);
    results.writer("one").commit("a", List.of(first, same), 0);

    Committed second = results.writer("two").commit("a", List.of(row(plan, 2, EARLY), same), 0);

    assertThat(second).isEqualTo(new Committed(ResultDirectory.partName("a"), 1));
    assertThat(results.ledger().entries())
        .extracting(Entry::rowDigest)
        .containsExactlyInAnyOrder(digest(first), digest(same));
    assertThat(results.ledger().settled()).as("one row was written").isEmpty();
  }

  @Test
  void aSecondAttemptThatDoesNotFailReplacesAFailure() throws IOException {
    SweepPlan plan = plan(Engine.dl4j());
    ResultDirectory results = results(plan);
    results.writer("one").commit("a", List.of(failed(plan, EARLY)), 0);

    Committed second = results.writer("two").commit("a", List.of(row(plan, 1, LATE)), 0);

    assertThat(second.dropped()).isZero();
    assertThat(results.ledger().entries()).extracting(Entry::status).containsExactly("diverged");
  }

  @Test
  void aSecondAttemptOfTheExactEngineIsRefused() throws IOException {
    SweepPlan plan = plan(Engine.strict());
    ResultDirectory results = results(plan);
    results.writer("one").commit("a", List.of(row(plan, 1, LATE)), 0);

    assertThatThrownBy(() -> results.writer("two").commit("a", List.of(row(plan, 2, EARLY)), 0))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("two different rows");
  }
}
