package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of results where nothing can be renamed at once. */
class ObjectStoreTest {
  private final SweepPlan plan = Studies.plan("waves", 2, 2);

  @TempDir private Path out;
  private Configuration configuration;

  @BeforeEach
  void store() {
    configuration = ClosingStore.configuration();
  }

  @Test
  void aPartIsPutUnderItsNameAtOnce() throws IOException {
    String name = results().writer("run-1").commit("a", rows(1), 0).part();

    assertThat(name).isEqualTo("part-a.parquet");
    assertThat(results().ledger().entries()).hasSize(4);
    assertThat(files(out.resolve("waves/trials/_staging"))).isEmpty();
  }

  @Test
  void aSecondAttemptWithTheSameRowsLeavesThePartAlone() throws IOException {
    results().writer("run-1").commit("a", rows(1), 0);
    byte[] first = Files.readAllBytes(part());

    results().writer("run-2").commit("a", rows(1), 0);

    assertThat(part()).hasBinaryContent(first);
  }

  @Test
  void aSecondAttemptWithOtherRowsIsALoudError() throws IOException {
    results().writer("run-1").commit("a", rows(1), 0);
    byte[] first = Files.readAllBytes(part());

    assertThatThrownBy(() -> results().writer("run-2").commit("a", rows(2), 0))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("two different rows");
    assertThat(part()).hasBinaryContent(first);
  }

  @Test
  void aPartThatIsNotWholeIsReplaced() throws IOException {
    results().writer("run-1").commit("a", rows(1), 0);
    byte[] whole = Files.readAllBytes(part());
    Files.write(part(), new byte[3]);

    results().writer("run-2").commit("a", rows(1), 0);

    assertThat(part()).hasBinaryContent(whole);
  }

  @Test
  void aDamagedPartIsSetAsideAlsoWhenOneOfItsNameWasBefore() throws IOException {
    for (byte damage = 1; damage <= 2; damage++) {
      results().writer("run").commit("a", rows(1), 0);
      Files.write(part(), new byte[] {damage});

      results().setAsideDamaged(List.of("part-a.parquet"));

      assertThat(part()).doesNotExist();
      assertThat(out.resolve("waves/damaged/part-a.parquet")).hasBinaryContent(new byte[] {damage});
    }
  }

  @Test
  void thePlanIsRewrittenWithoutHiddenFiles() throws IOException {
    results().record(plan, "1");
    results().record(plan, "2");

    assertThat(results().plan().version()).isEqualTo("2");
    assertThat(files(out.resolve("waves")))
        .containsExactlyInAnyOrder("plan.json", "plan.parquet", "study.yaml", "trials");
  }

  @Test
  void whatFailsBeforeItsEndIsNotThere() throws IOException {
    Storage storage = new Storage(configuration);
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path("gs://bucket" + out + "/x");

    FSDataOutputStream open = storage.create(file);
    open.write(new byte[9]);
    assertThat(storage.exists(file)).isFalse();
    open.close();

    assertThat(storage.size(file)).isEqualTo(9);
  }

  @Test
  void aLocalDiskRenames() throws IOException {
    Storage storage = new Storage(new Configuration());

    assertThat(storage.appearsOnClose(new org.apache.hadoop.fs.Path("file://" + out))).isFalse();
    assertThat(
            new Storage(configuration)
                .appearsOnClose(new org.apache.hadoop.fs.Path("gs://bucket" + out)))
        .isTrue();
  }

  private ResultDirectory results() {
    return ResultDirectory.create(configuration, "gs://bucket" + out, "waves");
  }

  private List<TrialRow> rows(long step) {
    return plan.trials().stream().map(trial -> Studies.diverged(plan, trial, step)).toList();
  }

  private Path part() {
    return out.resolve("waves/trials/part-a.parquet");
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
