package org.harmonicsweep.jobs.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The program as a user starts it: its own JVM, the fat jar, Spark's jars beside it. */
final class HarmonicProcess implements AutoCloseable {
  private static final long LIMIT_SECONDS = 600;
  private static final long LONG_LIMIT_SECONDS = 3 * 3600;
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  static final Path JAR = TARGET.resolve("harmonic-sweep.jar");

  /** Those that the launcher starts without the optimising compiler. */
  private static final Set<String> LOOKING = Set.of("plan", "status", "sql", "claims", "report");

  private final Process process;
  private final Path out;
  private final Path err;

  private HarmonicProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code harmonic} with the given arguments in the given directory. */
  static HarmonicProcess start(Path directory, String... arguments) throws IOException {
    return java(
        directory, List.of(), JAR + File.pathSeparator + TARGET + "/spark-jars/*", arguments);
  }

  /** Starts {@code harmonic} with JVM options. */
  static HarmonicProcess start(Path directory, List<String> options, String... arguments)
      throws IOException {
    return java(directory, options, JAR + File.pathSeparator + TARGET + "/spark-jars/*", arguments);
  }

  /** Starts {@code spark-submit} with the given arguments. */
  static HarmonicProcess submit(Path directory, String... arguments) throws IOException {
    return java(directory, List.of(), TARGET + "/spark-jars/*", arguments);
  }

  /** Starts a program of these tests where Spark may start executors: {@code local-cluster}. */
  static HarmonicProcess cluster(Path directory, List<String> options, String... program)
      throws IOException {
    // a worker looks for Spark's jars below SPARK_HOME, and makes its own directory there
    Path home = Files.createDirectories(TARGET.resolve("spark-home"));
    if (!Files.exists(home.resolve("jars"))) {
      Files.createSymbolicLink(home.resolve("jars"), TARGET.resolve("spark-jars"));
    }
    List<String> flags = new ArrayList<>(options);
    flags.add("@" + TARGET.resolve("java.options"));
    flags.add("-Dspark.executor.extraClassPath=" + JAR);
    Map<String, String> environment =
        Map.of(
            "SPARK_HOME", home.toString(),
            "SPARK_SCALA_VERSION", "2.12",
            "SPARK_LOCAL_IP", "127.0.0.1",
            "SPARK_LOCAL_HOSTNAME", "localhost");
    Path java = Path.of(System.getProperty("java.home"));
    return launch(directory, command(java, flags, program), environment);
  }

  /** Starts a program of these tests on any Java with any flags. */
  static HarmonicProcess program(Path directory, Path java, List<String> flags, String... program)
      throws IOException {
    return launch(directory, command(java, flags, program), Map.of());
  }

  private static List<String> command(Path java, List<String> flags, String... program) {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:-OmitStackTraceInFastThrow"));
    command.addAll(List.of("-Xmx600m", "-XX:+UseSerialGC"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(program));
    return command;
  }

  private static HarmonicProcess java(
      Path directory, List<String> options, String classPath, String... arguments)
      throws IOException {
    boolean submit = !classPath.startsWith(JAR.toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + TARGET.resolve("java.options"));
    command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true"));
    if (LOOKING.contains(arguments[0])) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.add(submit ? "org.apache.spark.deploy.SparkSubmit" : "org.harmonicsweep.jobs.cli.Main");
    command.addAll(List.of(arguments));
    return launch(directory, command, Map.of());
  }

  private static HarmonicProcess launch(
      Path directory, List<String> command, Map<String, String> environment) throws IOException {
    Path out = Files.createTempFile(directory, "out-", ".txt");
    Path err = Files.createTempFile(directory, "err-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new HarmonicProcess(builder.start(), out, err);
  }

  /** Waits for the end and returns what was printed. */
  CommandLineRun await() throws IOException, InterruptedException {
    return await(LIMIT_SECONDS);
  }

  /** Waits for hours if need be. */
  CommandLineRun awaitLong() throws IOException, InterruptedException {
    return await(LONG_LIMIT_SECONDS);
  }

  private CommandLineRun await(long seconds) throws IOException, InterruptedException {
    assertThat(process.waitFor(seconds, SECONDS)).as("ended in time").isTrue();
    return new CommandLineRun(process.exitValue(), Files.readString(out), errors());
  }

  /** Waits until something has happened while the process runs. */
  void until(BooleanSupplier happened) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(LIMIT_SECONDS);
    while (!happened.getAsBoolean()) {
      assertThat(process.isAlive()).as(errors()).isTrue();
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  /** Ends it as the kernel does when memory runs out. */
  void kill() {
    process.destroyForcibly();
  }

  /** Sends the signal of a name, such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The JVM itself says a line about the vector module before the program starts. */
  private String errors() throws IOException {
    try (Stream<String> lines = Files.lines(err)) {
      return String.join(
          "\n", lines.filter(line -> !line.contains("Using incubator modules")).toList());
    }
  }
}
