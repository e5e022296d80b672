package org.harmonicsweep.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.LocalSpark;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.analysis.Views;
import org.harmonicsweep.jobs.store.Publication.Completeness;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
  private final SparkSession spark = LocalSpark.session();
  private final SweepPlan plan = Studies.plan("waves", 5, 4);

  @TempDir private Path out;

  private ResultDirectory results(String place) {
    ResultDirectory results =
        ResultDirectory.create(new Configuration(), out.resolve(place).toString(), "waves");
    results.record(plan, "test");
    return results;
  }

  private void commit(ResultDirectory results, String cohort, List<Trial> trials)
      throws IOException {
    results
        .writer("run")
        .commit(cohort, trials.stream().map(t -> Studies.diverged(plan, t, 1)).toList(), 0);
  }

  private Bundle publish(ResultDirectory results, String bundle, Completeness completeness) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    return new Publication(context, FileSize.ofRows(8))
        .publish(results, out.resolve(bundle).toString(), completeness);
  }

  private Map<String, byte[]> files(String bundle, String part) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    Path root = out.resolve(bundle);
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (name.startsWith(part)) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  /** Cohorts of other sizes, in another order, with rows twice and rows that are superseded. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTableHasTheSameBytesHoweverItCameAbout(long seed) throws IOException {
    ResultDirectory calm = results("calm");
    commit(calm, "a", plan.trials());
    publish(calm, "calm.bundle", Completeness.WHOLE);

    ResultDirectory rough = results("rough");
    SweepPlan earlier = SweepPlan.of(Studies.study("waves", 5, 4, List.of()), plan.data());
    rough
        .writer("run")
        .commit(
            "old", plan.trials().stream().map(t -> Studies.diverged(earlier, t, 1)).toList(), 0);
    List<Trial> shuffled = new ArrayList<>(plan.trials());
    Collections.shuffle(shuffled, new Random(seed));
    commit(rough, "x", shuffled.subList(0, 3));
    commit(rough, "y", shuffled.subList(2, 11));
    commit(rough, "z", shuffled.subList(11, 20));
    publish(rough, "rough.bundle", Completeness.WHOLE);

    Map<String, byte[]> expected = files("calm.bundle", "trials");
    Map<String, byte[]> found = files("rough.bundle", "trials");
    assertThat(found.keySet())
        .containsExactly(
            "trials/trials-00000.parquet",
            "trials/trials-00001.parquet",
            "trials/trials-00002.parquet");
    expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void ofRowsThatAnInexactEngineGaveOneIsPublishedAndTheViewShowsTheSame() throws IOException {
    SweepPlan inexact = Studies.plan(Studies.on(Engine.dl4j(), Studies.tiny("waves", 5, 1)));
    ResultDirectory results =
        ResultDirectory.create(new Configuration(), out.resolve("two").toString(), "waves");
    results.record(inexact, "test");
    for (String cohort : List.of("a", "b", "c")) {
      List<TrialRow> rows = new ArrayList<>();
      for (Trial trial : inexact.trials().subList(0, cohort.equals("a") ? 5 : 3)) {
        int number = inexact.trials().indexOf(trial);
        // of the first trial the row of the last part was finished first, and so on
        String time = "2026-01-02T03:04:%02dZ".formatted((number + cohort.charAt(0)) % 3);
        rows.add(Studies.row(inexact, trial, new TrialOutcome.Diverged(cohort.charAt(0)), time));
      }
      results.writer("run").commit(cohort, rows, 0);
    }

    Bundle bundle = publish(results, "bundle", Completeness.WHOLE);

    assertThat(bundle.trials()).isEqualTo(5);
    assertThat(bundle.settled()).isEqualTo(3);
    assertThat(Files.readString(out.resolve("bundle/README.md"))).contains("3 rows are of engines");
    Views.register(spark, results.path());
    List<Row> published =
        spark
            .read()
            .parquet(out.resolve("bundle/trials").toString())
            .select("trial_id", "row_digest", "failure_step")
            .collectAsList();
    assertThat(spark.sql("select trial_id, row_digest, failure_step from trials").collectAsList())
        .containsExactlyInAnyOrderElementsOf(published);
    assertThat(published)
        .extracting(row -> row.getLong(2))
        .as("each part's")
        .contains(97L, 98L, 99L);
    assertThat(spark.sql("select * from conflicts").count()).isZero();
    assertThat(spark.sql("select digests, copies from settled").collectAsList())
        .hasSize(3)
        .allMatch(row -> row.getLong(0) == 3 && row.getLong(1) == 3);
  }

  @Test
  void theTablesHoldWhatTheViewShows() throws IOException {
    ResultDirectory results = results("calm");
    commit(results, "a", plan.trials().subList(0, 7));
    commit(results, "b", plan.trials().subList(7, 20));
    publish(results, "bundle", Completeness.WHOLE);
    Views.register(spark, results.path());

    String bundle = out.resolve("bundle").toString();
    Dataset<Row> trials = spark.read().parquet(bundle + "/trials");
    Dataset<Row> provenance = spark.read().parquet(bundle + "/provenance");
    List<Row> shown = spark.table("trials").drop("provenance").orderBy("trial_id").collectAsList();
    assertThat(trials.orderBy("trial_id").collectAsList()).isEqualTo(shown);
    assertThat(trials.columns()).isEqualTo(spark.table("trials").drop("provenance").columns());
    for (String file : files("bundle", "trials").keySet()) {
      List<Row> ids = spark.read().parquet(bundle + "/" + file).select("trial_id").collectAsList();
      assertThat(ids).extracting(row -> row.getString(0)).isSorted();
    }
    assertThat(provenance.orderBy("trial_id").collectAsList())
        .isEqualTo(
            spark
                .sql("select trial_id, provenance.* from trials order by trial_id")
                .collectAsList());
  }

  @Test
  void sumsAreThoseOfTheFiles() throws IOException {
    ResultDirectory results = results("calm");
    commit(results, "a", plan.trials());
    publish(results, "bundle", Completeness.WHOLE);

    Map<String, byte[]> files = files("bundle", "");
    List<String> sums = Files.readAllLines(out.resolve("bundle/SHA256SUMS"));
    assertThat(sums).hasSize(files.size() - 1);
    for (String sum : sums) {
      assertThat(Checksums.of(files.get(sum.substring(66)))).isEqualTo(sum.substring(0, 64));
    }
    assertThat(files)
        .containsKeys("README.md", "columns.md", "study.yaml", "plan.json", "plan.parquet");
  }

  @Test
  void aStudyThatLacksRowsIsRefusedUnlessToldOtherwise() throws IOException {
    ResultDirectory results = results("calm");
    commit(results, "a", plan.trials().subList(0, 18));

    refuses(results, "2 of 20 trials have no row yet");
    Bundle bundle = publish(results, "bundle", Completeness.PARTIAL);
    assertThat(bundle.trials()).isEqualTo(18);
    assertThat(bundle.missing()).isEqualTo(2);
    assertThat(out.resolve("bundle/README.md")).content().contains("**2 of them have no row**");
  }

  @Test
  void aDamagedPartIsRefusedUnlessToldOtherwise() throws IOException {
    ResultDirectory results = results("calm");
    commit(results, "a", plan.trials());
    commit(results, "b", plan.trials().subList(0, 4));
    Files.write(out.resolve("calm/waves/trials/part-b.parquet"), new byte[] {1, 2, 3});

    refuses(results, "part-b.parquet");
    assertThat(publish(results, "bundle", Completeness.PARTIAL).trials()).isEqualTo(20);
  }

  @Test
  void nothingIsNotPublished() {
    assertThatThrownBy(() -> publish(results("calm"), "bundle", Completeness.PARTIAL))
        .hasMessageContaining("no trial of the plan has a row yet");
  }

  @Test
  void aDirectoryThatIsThereIsLeftAlone() throws IOException {
    ResultDirectory results = results("calm");
    commit(results, "a", plan.trials());
    Files.createDirectories(out.resolve("bundle"));
    Files.writeString(out.resolve("bundle/mine.txt"), "mine");

    refuses(results, "is there already");
    assertThat(out.resolve("bundle/mine.txt")).hasContent("mine");
  }

  private void refuses(ResultDirectory results, String message) throws IOException {
    assertThatThrownBy(() -> publish(results, "bundle", Completeness.WHOLE))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.MISSING_INPUT));
    try (Stream<Path> left = Files.list(out)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("_"));
    }
  }
}
