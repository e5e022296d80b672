package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts of which one reached its time: no contradiction, and the ended one wins. */
class TimedOutRowsTest {
  private final Configuration configuration = new Configuration();
  private final SweepPlan plan = Studies.plan("waves", 3, 1);

  @TempDir private Path out;

  private ResultDirectory results() {
    ResultDirectory results = ResultDirectory.create(configuration, out.toString(), "waves");
    results.record(plan, "test");
    return results;
  }

  private TrialRow ended(int trial) {
    return Studies.diverged(plan, plan.trials().get(trial), 1);
  }

  private TrialRow late(int trial) {
    return Studies.late(plan, plan.trials().get(trial), 600, trial);
  }

  private String cohort() {
    return new Cohort(plan.trials(), 1).digest(plan.measurement());
  }

  private static Map<String, String> statuses(ResultDirectory results) {
    return results.ledger().entries().stream().collect(toMap(Entry::trial, Entry::status));
  }

  @Test
  void ofTwoPartsTheEndedRowCountsWhicheverComesFirst() throws IOException {
    ResultDirectory results = results();
    results.writer("run").commit("a", List.of(ended(0), late(1), late(2)), 0);
    results.writer("run").commit("b", List.of(late(0), ended(1), late(2)), 0);

    assertThat(statuses(results).values())
        .containsExactlyInAnyOrder("diverged", "diverged", "timeout");
    assertThat(results.ledger().missing(plan)).isEmpty();
  }

  @Test
  void endedRowsThatDifferContradictEachOtherStill() throws IOException {
    ResultDirectory results = results();
    results.writer("run").commit("a", List.of(late(0)), 0);
    results.writer("run").commit("b", List.of(ended(0)), 0);
    results.writer("run").commit("c", List.of(Studies.diverged(plan, plan.trials().get(0), 2)), 0);

    assertThatThrownBy(results::ledger)
        .isInstanceOf(JobException.class)
        .hasMessageContaining("two different rows");
  }

  @Test
  void aSecondAttemptThatReachesItsTimeChangesNothing() throws IOException {
    ResultDirectory results = results();
    results.writer("one").commit(cohort(), List.of(ended(0), ended(1), ended(2)), 0);
    results.writer("two").commit(cohort(), List.of(late(0), ended(1), late(2)), 0);

    assertThat(statuses(results).values()).containsOnly("diverged");
    assertThat(results.ledger().entries())
        .extracting(Entry::part)
        .hasSize(3)
        .containsOnly(ResultDirectory.partName(cohort()));
  }

  @Test
  void aSecondAttemptThatEndsReplacesAPartOfTimeouts() throws IOException {
    ResultDirectory results = results();
    results.writer("one").commit(cohort(), List.of(late(0), late(1), late(2)), 0);
    results.writer("two").commit(cohort(), List.of(ended(0), ended(1), ended(2)), 0);

    assertThat(statuses(results).values()).hasSize(3).containsOnly("diverged");
  }

  @Test
  void eachOfTwoAttemptsGivesWhatItEnded() throws IOException {
    ResultDirectory results = results();
    results.writer("one").commit(cohort(), List.of(ended(0), late(1), late(2)), 0);
    results.writer("two").commit(cohort(), List.of(late(0), ended(1), ended(2)), 0);
    results.writer("three").commit(cohort(), List.of(late(0), ended(1), ended(2)), 0);

    assertThat(statuses(results).values()).hasSize(3).containsOnly("diverged");
  }

  @Test
  void aFailureAndAnotherEndContradictEachOtherInAPartAsWell() throws IOException {
    ResultDirectory results = results();
    results.writer("one").commit(cohort(), List.of(ended(0), late(1), late(2)), 0);
    TrialRow other = Studies.diverged(plan, plan.trials().get(0), 2);

    assertThatThrownBy(
            () -> results.writer("two").commit(cohort(), List.of(other, ended(1), late(2)), 0))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("two different rows");
  }

  @Test
  void timedOutTrialsAreTriedAgainLikeFailedOnes() throws IOException {
    ResultDirectory results = results();
    results.writer("run").commit("a", List.of(ended(0), late(1), late(2)), 0);

    assertThat(new FailedRows(configuration, results).setAside()).isEqualTo(2);
    assertThat(statuses(results).values()).containsExactly("diverged");
    assertThat(results.ledger().missing(plan)).hasSize(2);
  }

  @Test
  void theTimeThatWasReachedIsReadBackFromTheRows() throws IOException {
    ResultDirectory results = results();
    results.writer("run").commit("a", List.of(ended(0), late(1)), 0);

    assertThat(results.values(plan.measurement(), ResultColumns.FAILURE_TIMEOUT))
        .containsEntry(plan.trials().get(0).id().value(), OptionalDouble.empty())
        .containsEntry(plan.trials().get(1).id().value(), OptionalDouble.of(600));
  }

  @Test
  void aNumberOfAnEndedRowIsNotHiddenByATimeout() throws IOException {
    ResultDirectory results = results();
    String number = ResultColumns.FAILURE_TIMEOUT; // any that one of the two rows lacks
    results.writer("run").commit("a", List.of(late(0)), 0);
    results.writer("run").commit("b", List.of(ended(0)), 0);

    assertThat(results.values(plan.measurement(), number).values())
        .containsExactly(OptionalDouble.of(600));
  }
}
