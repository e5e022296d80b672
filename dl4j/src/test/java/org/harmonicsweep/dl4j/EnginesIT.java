package org.harmonicsweep.dl4j;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + PROGRAM.resolve("java.options"));
    command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, "org.harmonicsweep.jobs.cli.Main"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
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

  @Test
  void anExecutorWithoutTheNativeLibrarySaysSo() throws Exception {
    String withoutNatives =
        ENGINES.resolve("harmonic-sweep-dl4j.jar") + File.pathSeparator + javaOnly();
    Ended run =
        harmonic(
            List.of(),
            classPath(withoutNatives),
            "run",
            study.toString(),
            "--out",
            directory.resolve("natives").toString(),
            "--no-report");
    assertThat(run.code()).as(run.out()).isEqualTo(70);
    assertThat(run.out()).doesNotContain("\tat ");
    Ended table =
        harmonic(
            List.of(),
            classPath(),
            "sql",
            directory.resolve("natives/three").toString(),
            "select failure_message from failures",
            "--format",
            "csv");
    assertThat(table.out()).contains("ND4J finds no native library for");
  }

  /** Returns the jars of the engines that hold no library of any platform. */
  private static String javaOnly() throws IOException {
    try (var jars = Files.list(ENGINES.resolve("jars"))) {
      return String.join(
          File.pathSeparator,
          jars.map(Path::toString).filter(name -> !name.contains("-linux-")).toList());
    }
  }
}
