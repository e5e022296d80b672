package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.results.RowDigest;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSizeTest {
  private final Configuration configuration = new Configuration();
  private final SweepPlan plan = Studies.plan("waves", 5, 4);

  @TempDir private Path out;

  @Test
  void rowsOfEqualLengthFillAFile() throws IOException {
    ResultDirectory results = results("one", plan.trials());
    long length = RowDigest.length(row(plan.trials().get(0)));

    // a row's text differs by a character or two from the others', as its numbers have more digits
    assertThat(rows(new FileSize(1, 7 * length + length / 2), results)).isEqualTo(7);
  }

  @Test
  void longRowsAreStillTheFewest() throws IOException {
    assertThat(rows(new FileSize(3, 1), results("one", plan.trials()))).isEqualTo(3);
  }

  @Test
  void partsDoNotCount() throws IOException {
    List<Trial> trials = plan.trials();
    ResultDirectory one = results("one", trials);
    ResultDirectory two = results("two", trials.subList(0, 3), trials.subList(3, 20));
    FileSize size = new FileSize(1, 100_000);

    assertThat(rows(size, two)).isEqualTo(rows(size, one));
  }

  @Test
  void fileWithoutRowsIsRefused() {
    assertThatThrownBy(() -> new FileSize(0, 1)).hasMessageStartingWith("a file has at least 0");
  }

  private TrialRow row(Trial trial) {
    return Studies.diverged(plan, trial, 1);
  }

  @SafeVarargs
  private ResultDirectory results(String place, List<Trial>... parts) throws IOException {
    ResultDirectory results =
        ResultDirectory.create(configuration, out.resolve(place).toString(), "waves");
    for (List<Trial> part : parts) {
      results.writer("run").commit("part" + part.size(), part.stream().map(this::row).toList(), 0);
    }
    return results;
  }

  private int rows(FileSize size, ResultDirectory results) throws IOException {
    List<Entry> sorted =
        results.ledger().entries().stream().sorted(Comparator.comparing(Entry::trial)).toList();
    return size.rows(sorted, results.trials(), new PartReader(configuration));
  }
}
