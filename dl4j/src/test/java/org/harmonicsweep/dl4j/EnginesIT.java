package org.harmonicsweep.dl4j;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with the packaged engines, on executors that are processes. */
class EnginesIT {
  private static final Path PROGRAM = Path.of("..", "jobs", "target").toAbsolutePath().normalize();
  private static final Path ENGINES = Path.of("target").toAbsolutePath();
  private static final String JAR = PROGRAM.resolve("harmonic-sweep.jar").toString();
  private static final String ENGINE_JARS =
      ENGINES.resolve("harmonic-sweep-dl4j.jar") + File.pathSeparator + ENGINES.resolve("jars/*");

  /** Starting processes and native libraries, on a machine that does other work. */
  private static final long LIMIT_SECONDS = 600;

  private static final String STUDY =
      """
      study: three
      data: {source: disks, size: 8, samples: 120}
      model: {architecture: mlp-1x16-tanh, latent: 2, likelihood: bernoulli}
      training: {epochs: 2, batch: 16}
      metrics: []
      engine: [strict, dl4j, {dl4j-spark: {workers: 2, averaging_frequency: 1, worker_batch: 8}}]
      """;

  @TempDir private static Path directory;

  private static Path study;

  @BeforeAll
  static void write() throws IOException {
    study = Files.writeString(directory.resolve("three.yaml"), STUDY);
    Path home = Files.createDirectories(directory.resolve("spark-home"));
    Files.createSymbolicLink(home.resolve("jars"), PROGRAM.resolve("spark-jars"));
  }

  /**
   * What a process printed.
   *
   * @param code with which it ended
   * @param out both streams
   */
  private record Ended(int code, String out) {}

  private static Ended harmonic(List<String> options, String classPath, String... arguments)
      throws Exception {
    return harmonic(Map.of(), options, classPath, arguments);
  }

  private static Ended harmonic(
      Map<String, String> environment, List<String> options, String classPath, String... arguments)
      throws Exception {
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("-cp", classPath, "org.harmonicsweep.jobs.cli.Main"));
    words.addAll(List.of(arguments));
    return java(environment, words);
  }

  private static Ended java(Map<String, String> environment, List<String> words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + PROGRAM.resolve("java.options"));
    command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true"));
    command.addAll(words);
    Path out = Files.createTempFile(directory, "out-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("SPARK_HOME", directory.resolve("spark-home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_HOSTNAME", "localhost");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, SECONDS)).as("ended in time").isTrue();
      return new Ended(process.exitValue(), Files.readString(out));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath(String... more) {
    return String.join(File.pathSeparator, JAR, PROGRAM.resolve("spark-jars") + "/*")
        + (more.length == 0 ? "" : File.pathSeparator + String.join(File.pathSeparator, more));
  }

  @Test
  void oneStudyTrainsOnThreeEnginesOnTwoExecutors() throws Exception {
    Ended run =
        harmonic(
            List.of(
                "-Dspark.master=local-cluster[2,1,1024]",
                "-Dspark.executor.extraClassPath=" + JAR + File.pathSeparator + ENGINE_JARS),
            classPath(ENGINE_JARS),
            "run",
            study.toString(),
            "--out",
            directory.resolve("out").toString(),
            "--no-report");
    assertThat(run.code()).as(run.out()).isZero();

    Ended table =
        harmonic(
            List.of(),
            classPath(),
            "sql",
            directory.resolve("out/three").toString(),
            "select engine, status, test_elbo from trials order by engine",
            "--format",
            "csv");
    List<String[]> rows =
        table
            .out()
            .lines()
            .filter(line -> line.matches("(strict|dl4j).*"))
            .map(line -> line.split(",", -1))
            .toList();
    assertThat(rows).as(table.out()).hasSize(3).allMatch(row -> row[1].equals("ok"));
    double dl4j = Double.parseDouble(rows.get(0)[2]);
    double averaged = Double.parseDouble(rows.get(1)[2]);
    double strict = Double.parseDouble(rows.get(2)[2]);
    assertThat(dl4j).as("in a task").isCloseTo(strict, within(1e-4 * Math.abs(strict)));
    assertThat(averaged).as("averaged").isCloseTo(strict, within(0.05 * Math.abs(strict)));
  }

  @Test
  void aStudyWhoseEngineIsNotThereEndsBeforeAnythingRuns() throws Exception {
    Path out = directory.resolve("none");
    Ended run = harmonic(List.of(), classPath(), "run", study.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.out()).isEqualTo(66);
    assertThat(run.out())
        .contains("harmonic: the engine dl4j is not on the class path")
        .contains("--jars")
        .doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  /** Two trials in tasks, and two that the driver, which has the library, leads. */
  @Test
  @EnabledIfSystemProperty(
      named = "cluster.full",
      matches = "true",
      disabledReason = "half a minute of executors: -Dcluster.full=true")
  void executorsWithoutTheNativeLibraryNameItInEveryTrial() throws Exception {
    Path two = write("natives", "[dl4j, {dl4j-spark: {workers: 2, averaging_frequency: 1}}]", 2);
    Ended run =
        harmonic(
            List.of(
                "-Dspark.master=local-cluster[2,1,1024]",
                "-Dspark.executor.extraClassPath=" + JAR + File.pathSeparator + javaOnly()),
            classPath(ENGINE_JARS),
            "run",
            two.toString(),
            "--out",
            directory.toString(),
            "--no-report");
    assertThat(run.code()).as(run.out()).isEqualTo(70);
    assertThat(run.out()).doesNotContain("\tat ");

    Ended table =
        harmonic(
            List.of(),
            classPath(),
            "sql",
            directory.resolve("natives").toString(),
            "select engine, failure_message from failures order by engine",
            "--format",
            "csv");
    assertThat(table.out().lines().filter(line -> line.startsWith("dl4j")))
        .as(table.out())
        .hasSize(4)
        .allMatch(row -> row.contains(missing("javacpp", "openblas", "nd4j-native")));
  }

  @Test
  void trialsThatAllLackTheNativeLibraryStopTheRun() throws Exception {
    Path many = write("many", "dl4j", 12);
    Ended run =
        harmonic(
            List.of("-Dorg.bytedeco.javacpp.platform=windows-x86_64"),
            classPath(ENGINE_JARS),
            "run",
            many.toString(),
            "--out",
            directory.toString(),
            "--no-report");
    assertThat(run.code()).as(run.out()).isEqualTo(70);
    assertThat(run.out())
        .containsPattern("harmonic: stopped: all of the first 1[0-2] trials failed in the same way")
        .contains("ND4J finds no native library for windows-x86_64")
        .doesNotContain("\tat ");
  }

  private static String missing(String... jars) {
    String platform = Loader.getPlatform();
    return "ND4J finds no native library for %s: put %s on the class path"
        .formatted(
            platform,
            Stream.of(jars)
                .map(jar -> jar + "-VERSION-" + platform + ".jar")
                .collect(joining(", ")));
  }

  private static Path write(String name, String engines, int replicates) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        study: %s
        data: {source: disks, size: 8, samples: 120}
        model: {architecture: mlp-1x16-tanh, latent: 2, likelihood: bernoulli}
        training: {epochs: 2, batch: 16}
        metrics: []
        replicates: %d
        engine: %s
        """
            .formatted(name, replicates, engines));
  }

  /**
   * On another processor: the one that OpenBLAS is told of here has neither AVX nor fused steps.
   */
  @Test
  void aRowIsReproducedWithinATolerance() throws Exception {
    Path one = write("again", "dl4j", 1);
    String results = directory.resolve("again").toString();
    Ended run =
        harmonic(
            List.of(),
            classPath(ENGINE_JARS),
            "run",
            one.toString(),
            "--out",
            directory.toString(),
            "--no-report");
    assertThat(run.code()).as(run.out()).isZero();
    String trial =
        harmonic(List.of(), classPath(), "sql", results, "select trial_id from trials")
            .out()
            .lines()
            .filter(line -> line.matches("[0-9a-f]{64}"))
            .findFirst()
            .orElseThrow();

    Ended again = reproduce(results, trial);
    tamper(results, trial);
    Ended tampered = reproduce(results, trial);

    assertThat(again.code()).as(again.out()).isZero();
    assertThat(again.out())
        .contains("reproduced: ")
        .contains("dl4j is not exact")
        .containsPattern("greatest gap \\S+ of \\S+ allowed, in \\S+");
    assertThat(tampered.code()).as(tampered.out()).isEqualTo(76);
    assertThat(tampered.out())
        .contains("test_elbo\n  stored ")
        .contains("dl4j is not exact")
        .contains("is not reproduced: test_elbo differs first, 1 of ");
  }

  private static Ended reproduce(String results, String trial) throws Exception {
    return harmonic(
        Map.of("OPENBLAS_CORETYPE", "Nehalem"),
        List.of(),
        classPath(ENGINE_JARS),
        "reproduce",
        results,
        trial);
  }

  /** Writes a row anew with an ELBO that is a twentieth off, and the digest that goes with it. */
  private static void tamper(String results, String trial) throws Exception {
    Path source =
        Files.writeString(
            directory.resolve("Tamper.java"),
            """
            import java.nio.file.*;
            import java.util.*;
            import org.apache.hadoop.conf.Configuration;
            import org.harmonicsweep.jobs.store.*;
            import org.harmonicsweep.results.*;

            public class Tamper {
              public static void main(String[] arguments) throws Exception {
                Configuration configuration = new Configuration();
                ResultDirectory results = ResultDirectory.open(configuration, arguments[0]);
                StoredRow stored = new StoredStudy(configuration, results).row(arguments[1]);
                List<Object> values = new ArrayList<>(stored.row().values());
                int elbo = ResultColumns.position("test_elbo").orElseThrow();
                values.set(elbo, 1.05 * (Double) values.get(elbo));
                String digest = RowDigest.of(new TrialRow(values));
                values.set(ResultColumns.position("row_digest").orElseThrow(), digest);
                PartFile.write(
                    configuration,
                    new org.apache.hadoop.fs.Path(results.path() + "/trials/" + stored.part()),
                    List.of(new TrialRow(values)));
              }
            }
            """);
    Ended ended = java(Map.of(), List.of("-cp", classPath(), source.toString(), results, trial));
    assertThat(ended.code()).as(ended.out()).isZero();
  }

  /** Returns the engines without the jars that hold libraries of this platform. */
  private static String javaOnly() throws IOException {
    try (var jars = Files.list(ENGINES.resolve("jars"))) {
      return String.join(
          File.pathSeparator,
          Stream.concat(Stream.of(ENGINES.resolve("harmonic-sweep-dl4j.jar")), jars)
              .map(Path::toString)
              .filter(name -> !name.endsWith("-" + Loader.getPlatform() + ".jar"))
              .toList());
    }
  }
}
