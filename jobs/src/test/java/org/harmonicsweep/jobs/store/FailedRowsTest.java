package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedRowsTest {
  private final Configuration configuration = new Configuration();
  private final SweepPlan plan = Studies.plan("waves", 4, 3);

  @TempDir private Path out;

  private ResultDirectory results() {
    ResultDirectory results = ResultDirectory.create(configuration, out.toString(), "waves");
    results.record(plan, "test");
    return results;
  }

  /** Every third trial failed, the others diverged. */
  private void commit(ResultDirectory results, String cohort, int from, int to) throws IOException {
    List<TrialRow> rows = IntStream.range(from, to).mapToObj(this::row).toList();
    results.writer("run").commit(cohort, rows, 0);
  }

  private TrialRow row(int number) {
    Trial trial = plan.trials().get(number);
    return number % 3 == 0
        ? Studies.row(plan, trial, new TrialOutcome.Failed("E", "disk full", "0"))
        : Studies.diverged(plan, trial, 1);
  }

  private static Map<String, String> digests(ResultDirectory results) {
    Map<String, String> digests = new TreeMap<>();
    for (Entry entry : results.ledger().entries()) {
      if (!entry.status().equals("failed")) {
        digests.put(entry.trial(), entry.rowDigest());
      }
    }
    return digests;
  }

  @Test
  void failedTrialsAreMissingAndTheOtherRowsStay() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", 0, 5);
    commit(results, "b", 5, 6);
    commit(results, "c", 6, 7);
    commit(results, "d", 4, 12); // with rows that stand in two parts
    Map<String, String> before = digests(results);

    long count = new FailedRows(configuration, results).setAside();

    assertThat(count).isGreaterThanOrEqualTo(4);
    assertThat(digests(results)).isEqualTo(before).hasSize(8);
    assertThat(results.ledger().missing(plan))
        .isEqualTo(List.of(0, 3, 6, 9).stream().map(plan.trials()::get).toList());
    assertThat(out.resolve("waves/failures")).isDirectoryContaining("glob:**part-*.parquet");
  }

  @Test
  void whereNothingFailedNothingMoves() throws IOException {
    ResultDirectory results = results();
    commit(results, "a", 1, 3);

    assertThat(new FailedRows(configuration, results).setAside()).isZero();
    assertThat(results.ledger().entries()).extracting(Entry::part).containsOnly("part-a.parquet");
    assertThat(out.resolve("waves/failures")).doesNotExist();
  }
}
