package org.harmonicsweep.jobs.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user meets it: processes, signals, exit codes, and what is on the disk. */
class HarmonicIT {
  /** Enough epochs that a run can be caught half way. */
  private static final String SLOW =
      TinyStudy.TEXT.replace("replicates: 2", "replicates: 6").replace("epochs: 2", "epochs: 3000");

  @TempDir private Path directory;

  @Test
  void aStudyRunsIsAskedAndReported() throws Exception {
    String study = TinyStudy.in(directory, TinyStudy.TEXT);

    CommandLineRun run = harmonic("run", study);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("tiny: 12 trials in 6 cells; 12 to train")
        .contains("12 of 12 trials")
        .doesNotContain("\tat ");
    assertThat(run.out())
        .contains("Decoder by encoder variance")
        .containsPattern("undecided .* decoder-lipschitz-falls-with-variance")
        .contains("trials per core-minute")
        .contains(directory.toRealPath() + "/out/tiny/report.html");
    assertThat(names(directory.resolve("out/tiny")))
        .containsExactlyInAnyOrder(
            "plan.json", "plan.parquet", "report.html", "study.yaml", "trials");
    assertThat(names(directory)).as("nothing else is left about").hasSize(4);

    CommandLineRun csv =
        harmonic(
            "sql",
            "out/tiny",
            "select count(*) as n, count(distinct trial_id) as d, count_if(status = 'ok') as ok,"
                + " min(decoder_lipschitz_lower <= decoder_lipschitz_upper) as bracket"
                + " from trials",
            "--format",
            "csv");
    assertThat(csv.exitCode()).as(csv.err()).isZero();
    assertThat(csv.out()).isEqualTo("n,d,ok,bracket\n12,12,12,true\n");

    assertReproducible("out/tiny");
    assertExchangeable("out/tiny");

    CommandLineRun destroying =
        harmonic(
            "sql",
            "out/tiny",
            "insert overwrite directory 'file:%s/out/tiny/trials' using csv select 1"
                .formatted(directory.toRealPath()));
    assertThat(destroying.exitCode()).isEqualTo(64);
    assertThat(rows("out")).hasSize(12);

    CommandLineRun wrong = harmonic("sql", "out/tiny", "select sigma from trails");
    assertThat(wrong.exitCode()).isEqualTo(64);
    assertThat(wrong.err()).contains("trails").contains("variance_decay").hasLineCount(1);
  }

  @Test
  void killedHalfWayAndRunAgainItEndsInTheSameRows() throws Exception {
    String study = TinyStudy.in(directory, SLOW);
    try (HarmonicProcess run =
        HarmonicProcess.start(directory, "run", study, "--out", "a", "--no-report")) {
      run.until(() -> parts("a") >= 2);
      run.kill();
      run.await();
    }
    int kept = parts("a");
    Files.writeString(directory.resolve("a/tiny/trials/_staging/x.dead.1"), "half a part");

    CommandLineRun again = harmonic("run", study, "--out", "a", "--no-report");
    CommandLineRun undisturbed =
        HarmonicProcess.start(
                directory,
                List.of("-Dspark.master=local[1]"),
                "run",
                study,
                "--out",
                "b",
                "--no-report")
            .await();

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).as("only the rest was trained").doesNotContain("36 to train");
    assertThat(undisturbed.exitCode()).as(undisturbed.err()).isZero();
    assertThat(kept).as("caught half way").isBetween(2, parts("a") - 1);
    assertThat(rows("a")).hasSize(36).isEqualTo(rows("b"));
    assertThat(directory.resolve("a/tiny/trials/_staging")).isEmptyDirectory();
  }

  @Test
  void interruptedItEndsWithCode75AndResumes() throws Exception {
    String study = TinyStudy.in(directory, SLOW.replace("epochs: 3000", "epochs: 40000"));
    try (HarmonicProcess run = HarmonicProcess.start(directory, "run", study)) {
      run.until(() -> directory.resolve("out/tiny/plan.json").toFile().exists());
      Thread.sleep(3000); // so that trials are under way
      run.signal("INT");
      CommandLineRun ended = run.await();

      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(75);
      assertThat(ended.err()).contains("the same command resumes").doesNotContain("\tat ");
    }
    assertThat(directory.resolve("out/tiny/trials/_staging")).isEmptyDirectory();
    CommandLineRun status = harmonic("status", "out/tiny");
    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).contains("36 trials in 6 cells");
  }

  @Test
  void theSameJarGoesToSparkSubmit() throws Exception {
    String study = TinyStudy.in(directory, TinyStudy.TEXT);
    try (HarmonicProcess submit =
        HarmonicProcess.submit(
            directory,
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.driver.bindAddress=127.0.0.1",
            "--conf",
            "spark.driver.host=localhost",
            "--class",
            "org.harmonicsweep.jobs.cli.Main",
            HarmonicProcess.JAR.toString(),
            "run",
            study)) {
      CommandLineRun run = submit.await();

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("report   ");
    }
    assertThat(rows("out")).hasSize(12);
  }

  @Test
  void manyEqualFailuresStopTheRunAndAFewAreRows() throws Exception {
    // more parameters than an array can hold: each of these trials throws
    String failing = TinyStudy.TEXT.replace("{encoder: [4]", "{encoder: [40000, 40000, 40000]");
    String study = TinyStudy.in(directory, failing);

    CommandLineRun many = unoptimised("run", study, "--out", "many");
    assertThat(many.exitCode()).as(many.err()).isEqualTo(70);
    assertThat(many.err()).contains("ArithmeticException").doesNotContain("\tat ");
    assertThat(parts("many")).as("set aside, to be tried again").isZero();
    assertThat(directory.resolve("many/tiny/failures")).isNotEmptyDirectory();

    TinyStudy.in(directory, failing.replace("replicates: 2", "replicates: 1"));
    CommandLineRun few = unoptimised("run", study, "--tolerate", "1", "--no-report");
    assertThat(few.exitCode()).as(few.err()).isZero();
    assertThat(rows("out")).hasSize(6);

    CommandLineRun again = unoptimised("run", study);
    assertThat(again.exitCode()).isEqualTo(70);
    assertThat(again.err()).as("failures are results").contains("all are done").contains("6 of 6");
  }

  @Test
  void aTrialTooLargeForTheHeapEndsInOneSentence() throws Exception {
    String large =
        TinyStudy.TEXT
            .replace("linear_gaussian, samples: 60, deviations: [2, 1]", "disks, samples: 60")
            .replace("{encoder: [4], decoder: [4]", "{encoder: [6000], decoder: [6000]");
    String study = TinyStudy.in(directory, large);

    CommandLineRun run;
    try (HarmonicProcess process =
        HarmonicProcess.start(directory, List.of("-Xmx600m"), "run", study)) {
      run = process.await();
    }

    assertThat(run.exitCode()).as(run.err()).isEqualTo(70);
    assertThat(run.err()).contains("needs more memory").doesNotContain("\tat ");
    assertThat(parts("out")).isZero();
  }

  /** Every digit: the same bits on every machine are what the README promises. */
  @Test
  void theReadmeShowsWhatQuickstartPrints() throws Exception {
    CommandLineRun run =
        harmonic("run", Path.of("../sweeps/quickstart.yaml").toRealPath().toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    String table =
        run.out()
            .lines()
            .dropWhile(line -> !line.startsWith("Decoder by encoder variance"))
            .skip(1)
            .takeWhile(line -> !line.isBlank())
            .map(String::strip)
            .collect(joining("\n", "```\n", "\n```"));
    assertThat(table).hasLineCount(7);
    assertThat(Files.readString(Path.of("../README.md"))).contains(table);
  }

  /** With a master that does not exist: a session that was started would fail. */
  private void assertReproducible(String results) throws Exception {
    String trial = rows("out").keySet().iterator().next();
    List<String> noSpark = List.of("-Dspark.master=none");
    try (HarmonicProcess process =
        HarmonicProcess.start(directory, noSpark, "reproduce", results, trial.substring(0, 12))) {
      CommandLineRun run = process.await();
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out()).startsWith("row " + trial.substring(0, 12)).contains("reproduced: ");
    }
  }

  /** With protobuf as it is in the jar, beside the one that Spark has. */
  private void assertExchangeable(String results) throws Exception {
    String trial = rows("out").keySet().iterator().next();

    CommandLineRun export = unoptimised("export", results, trial.substring(0, 12));
    assertThat(export.exitCode()).as(export.out() + export.err()).isZero();
    String decoder = export.out().lines().toList().get(1);

    CommandLineRun measured = unoptimised("measure", decoder);
    assertThat(measured.exitCode()).as(measured.out() + measured.err()).isZero();
    assertThat(measured.out())
        .startsWith("decoder 'x_mean' of " + decoder)
        .contains("decoder_lipschitz_upper");
  }

  /** Nothing is trained, so the optimising compiler would only cost time. */
  private CommandLineRun unoptimised(String... arguments) throws Exception {
    List<String> options = List.of("-XX:TieredStopAtLevel=1");
    try (HarmonicProcess process = HarmonicProcess.start(directory, options, arguments)) {
      return process.await();
    }
  }

  private CommandLineRun harmonic(String... arguments) throws Exception {
    try (HarmonicProcess process = HarmonicProcess.start(directory, arguments)) {
      return process.await();
    }
  }

  private Map<String, String> rows(String out) {
    return ResultDirectory.open(
            new Configuration(), directory.resolve(out).resolve("tiny").toString())
        .ledger()
        .entries()
        .stream()
        .collect(toMap(Entry::trial, Entry::rowDigest));
  }

  private int parts(String out) {
    try {
      Path trials = directory.resolve(out).resolve("tiny/trials");
      return Files.exists(trials)
          ? (int) names(trials).stream().filter(name -> name.startsWith("part-")).count()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
