package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartWriterTest {
  private final SweepPlan plan = Studies.plan("waves", 2, 2);

  @TempDir private Path out;

  @Test
  void aSecondAttemptNeverReplacesThePartOfTheFirst() throws IOException {
    writer("run-1").commit("a", rows(1), 0);
    byte[] first = Files.readAllBytes(part());
    Files.setLastModifiedTime(part(), java.nio.file.attribute.FileTime.fromMillis(0));

    String name = writer("run-2").commit("a", rows(1), 0).part();

    assertThat(name).isEqualTo("part-a.parquet");
    assertThat(part()).hasBinaryContent(first);
    assertThat(Files.getLastModifiedTime(part()).toMillis()).isZero();
    assertNothingStaged();
  }

  @Test
  void aSecondAttemptWithOtherRowsIsALoudError() throws IOException {
    writer("run-1").commit("a", rows(1), 0);

    assertThatThrownBy(() -> writer("run-2").commit("a", rows(2), 0))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("two different rows");
    assertNothingStaged();
  }

  @Test
  void aPartThatIsNotWholeIsReplaced() throws IOException {
    writer("run-1").commit("a", rows(1), 0);
    byte[] whole = Files.readAllBytes(part());
    Files.write(part(), new byte[0]); // what a full disk leaves

    writer("run-2").commit("a", rows(1), 0);

    assertThat(part()).hasBinaryContent(whole);
    assertNothingStaged();
  }

  @Test
  void attemptsThatRaceLeaveOneWholePart() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> attempts = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int attempt = i;
        attempts.add(() -> writer("run-1").commit("a", rows(1), attempt).part());
      }
      for (Future<String> attempt : threads.invokeAll(attempts)) {
        assertThat(attempt.get()).isEqualTo("part-a.parquet");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(results().ledger().entries()).hasSize(4);
    assertNothingStaged();
  }

  @Test
  void aWriterThatCannotWriteLeavesNothing() throws IOException {
    PartWriter writer = writer("run-1");
    Files.delete(out.resolve("waves/trials/_staging"));
    Files.writeString(out.resolve("waves/trials/_staging"), "a file where a directory should be");

    assertThatThrownBy(() -> writer.commit("a", rows(1), 0)).isInstanceOf(IOException.class);
    assertThat(part()).doesNotExist();
  }

  private PartWriter writer(String run) {
    return results().writer(run);
  }

  private ResultDirectory results() {
    return ResultDirectory.create(new Configuration(), out.toString(), "waves");
  }

  private List<TrialRow> rows(long step) {
    return plan.trials().stream().map(trial -> Studies.diverged(plan, trial, step)).toList();
  }

  private Path part() {
    return out.resolve("waves/trials/part-a.parquet");
  }

  private void assertNothingStaged() throws IOException {
    try (Stream<Path> staged = Files.list(out.resolve("waves/trials/_staging"))) {
      assertThat(staged).isEmpty();
    }
  }
}
