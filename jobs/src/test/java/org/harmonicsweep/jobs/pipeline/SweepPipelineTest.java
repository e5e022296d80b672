package org.harmonicsweep.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.LocalSpark;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.analysis.Views;
import org.harmonicsweep.sweeps.plan.ReplicatePlanner.Outcome;
import org.harmonicsweep.sweeps.spec.Precision;
import org.harmonicsweep.sweeps.spec.Replication;
import org.harmonicsweep.sweeps.spec.Study;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPipelineTest {
  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path out;

  private RunResult first;

  @BeforeEach
  void runOnce() {
    first = run(Studies.tiny("waves", 3, 2));
  }

  @Test
  void theTableIsCompleteAndWithoutDuplicates() {
    Views.register(spark, first.results().path());
    Row counts =
        spark
            .sql(
                """
                select count(*), count(distinct trial_id), count_if(status = 'ok'),
                  count_if(not decoder_lipschitz_lower <= decoder_lipschitz_upper),
                  (select count(*) from missing)
                from trials
                """)
            .first();

    assertThat(List.of(counts.getLong(0), counts.getLong(1), counts.getLong(2)))
        .containsOnly(first.planned())
        .containsOnly(6L);
    assertThat(counts.getLong(3)).as("lower above upper").isZero();
    assertThat(counts.getLong(4)).as("missing").isZero();
  }

  @Test
  void itEndsWithATableAndAReport() {
    Findings findings = QuietPipeline.on(spark).conclude(first);

    assertThat(findings.summary().decoder()).hasSize(3);
    assertThat(out.resolve("waves/report.html")).isNotEmptyFile();
  }

  @Test
  void runTwiceIsRunOnce() throws IOException {
    Map<String, byte[]> parts = parts();

    RunResult second = run(Studies.tiny("waves", 3, 2));

    assertThat(second.execution().trials()).isZero();
    assertSame(parts);
  }

  @Test
  void deletedPartsAreComputedAnewAndTheirRowsAreTheSame() throws IOException {
    Map<String, String> rows = QuietPipeline.digests(first);
    List<Path> parts = paths();
    Files.delete(parts.get(0));
    Files.delete(parts.get(parts.size() - 1));

    RunResult second = run(Studies.tiny("waves", 3, 2));

    assertThat(second.execution().trials()).isBetween(1L, 5L);
    assertThat(QuietPipeline.digests(second)).isEqualTo(rows);
  }

  @Test
  void aDamagedPartIsNamedAndComputedAnew() throws IOException {
    Map<String, String> rows = QuietPipeline.digests(first);
    Path part = paths().get(0);
    byte[] bytes = Files.readAllBytes(part);
    Files.write(part, Arrays.copyOf(bytes, bytes.length / 2));

    RunResult second = run(Studies.tiny("waves", 3, 2));

    assertThat(second.damaged()).containsExactly(part.getFileName().toString());
    assertThat(second.execution().trials()).isPositive();
    assertThat(QuietPipeline.digests(second)).isEqualTo(rows);
    assertThat(out.resolve("waves/damaged")).isNotEmptyDirectory();
  }

  @Test
  void aWiderGridAndMoreReplicatesRunOnlyWhatIsNew() throws IOException {
    Map<String, byte[]> parts = parts();

    assertThat(run(Studies.tiny("waves", 4, 2)).execution().trials()).isEqualTo(2);
    RunResult last = run(Studies.tiny("waves", 4, 3));

    assertThat(last.execution().trials()).isEqualTo(4);
    assertThat(last.rows()).hasSize(12);
    assertThat(QuietPipeline.digests(last)).containsAllEntriesOf(QuietPipeline.digests(first));
    assertSame(parts);
  }

  @Test
  void aSmallerStudyCountsOnlyItsOwnTrials() {
    RunResult smaller = run(Studies.tiny("waves", 2, 1));

    assertThat(smaller.execution().trials()).isZero();
    assertThat(smaller.rows()).hasSize(2);
    Views.register(spark, smaller.results().path());
    assertThat(spark.sql("select * from trials").count()).isEqualTo(2);
  }

  @Test
  void cellsThatAreNotKnownWellEnoughGetMoreReplicates() throws IOException {
    Study adaptive = untilPrecise(Studies.tiny("waves", 3, 2));
    RunResult result = run(adaptive);
    RunResult again = run(adaptive);

    assertThat(result.planned()).isEqualTo(result.rows().size()).isEqualTo(11L);
    assertThat(result.precision()).isEqualTo(Optional.of(new Outcome(0, 2, 1, 0)));
    assertThat(again.execution().trials()).isZero();
    assertThat(again.precision()).isEqualTo(result.precision());
    assertThat(Files.readString(out.resolve("waves/plan.json"))).contains("\"budget\" : 11");
  }

  private static Study untilPrecise(Study study) {
    Precision exact = new Precision("decoder_lipschitz_lower", 1e-9, true);
    return new Study(
        study.name(),
        study.question(),
        study.data(),
        study.testFraction(),
        study.cells(),
        new Replication.UntilPrecise(2, 4, exact, OptionalInt.of(11)),
        study.seed(),
        study.training(),
        study.engines(),
        study.metrics(),
        study.claims(),
        study.tolerance(),
        study.resolved(),
        study.origins());
  }

  @Test
  void aTrialWhoseRowStandsInTwoPartsIsOneRowOfTheTable() throws IOException {
    Path part = paths().get(0);
    Files.copy(part, part.resolveSibling("part-" + "0".repeat(64) + ".parquet"));

    RunResult second = run(Studies.tiny("waves", 3, 2));

    assertThat(second.rows()).hasSize(6);
    Views.register(spark, second.results().path());
    assertThat(spark.sql("select * from trials").count()).isEqualTo(6);
  }

  private RunResult run(Study study) {
    return QuietPipeline.on(spark).run(study, out.toString(), "run");
  }

  private Map<String, byte[]> parts() throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    for (Path path : paths()) {
      parts.put(path.getFileName().toString(), Files.readAllBytes(path));
    }
    return parts;
  }

  private void assertSame(Map<String, byte[]> parts) throws IOException {
    Map<String, byte[]> now = parts();
    assertThat(now.keySet()).containsAll(parts.keySet());
    parts.forEach((name, bytes) -> assertThat(now.get(name)).as(name).isEqualTo(bytes));
  }

  private List<Path> paths() throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("waves/trials"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
