package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of the engine {@code strict}, for whole rows: their bits depend neither on the
 * vectors' width, nor on the compiler, nor on Java's version, nor on cohorts, nor on executors.
 *
 * <p>{@code -Dcontract.full=true} runs what takes minutes as well.
 */
class ContractIT {
  private static final boolean FULL = Boolean.getBoolean("contract.full");
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** No width is a multiple of any number of lanes, and no batch divides the samples. */
  private static final String STUDY =
      """
      study: contract
      data: {source: disks, samples: 53, size: 7, test_fraction: 0.2}
      architectures:
        wide: {encoder: [37, 18], decoder: [19, 35], activation: tanh}
        leaky: {encoder: [21], decoder: [21], activation: leaky_relu}
        logistic: {encoder: [5, 9], decoder: [9], activation: logistic}
        convolutional: {encoder: [{conv: 3, kernel: 3, stride: 2, padding: 1}, {dense: 6}], decoder: mirror, activation: relu}
      model: {latent: 3}
      grid:
        architecture: [wide, leaky, logistic, convolutional]
        likelihood: [gaussian, bernoulli]
        encoder_variance: [learned, 0.1]
        input_noise: [0.2]
      training: {epochs: 3, batch: 13, learning_rate: 1e-2}
      metrics: [spectrum, lipschitz]
      """;

  /** For machines on which everything takes thirty times as long; spectra take longest. */
  private static final String SMALL =
      """
      study: contract-small
      data: {source: disks, samples: 19, size: 3, test_fraction: 0.2}
      architectures:
        odd: {encoder: [3], decoder: [5], activation: tanh}
      model: {latent: 1, architecture: odd}
      grid:
        likelihood: [gaussian, bernoulli]
        encoder_variance: [learned, 0.1]
        input_noise: [0.2]
      training: {epochs: 2, batch: 7, learning_rate: 1e-2}
      metrics: %s
      """
          .formatted(FULL ? "[spectrum, lipschitz]" : "[lipschitz]");

  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  @TempDir private Path directory;

  /** A machine to train on: a Java, and flags that narrow what it uses of the processor. */
  private record Machine(String name, Path java, List<String> flags) {
    static Machine with(String... flags) {
      return new Machine(String.join(" ", flags), JAVA, List.of(flags));
    }
  }

  /** All run at once; the tests then wait for one after another. */
  @TestFactory
  Stream<DynamicTest> aRowIsTheSameOnEveryMachine() throws IOException {
    List<Machine> machines = new ArrayList<>();
    machines.add(Machine.with(VECTORS));
    // a processor that lacks these, or is of another make, runs with what it has
    machines.add(Machine.with(VECTORS, "-XX:UseAVX=1"));
    machines.add(Machine.with(VECTORS, "-XX:UseAVX=2"));
    machines.add(Machine.with(VECTORS, "-XX:UseAVX=3"));
    machines.add(new Machine("without the vector module", JAVA, List.of()));
    if (FULL) {
      machines.add(Machine.with(VECTORS, "-XX:TieredStopAtLevel=1"));
      machines.add(Machine.with(VECTORS, "-XX:-TieredCompilation"));
    }
    Optional<Path> java25 = java25();
    java25.ifPresent(home -> machines.add(new Machine("JDK 25", home, List.of(VECTORS))));
    Stream<DynamicTest> tests = tests(STUDY, "contract.yaml", machines);
    return java25.isPresent() ? tests : Stream.concat(tests, Stream.of(noJava25()));
  }

  @TestFactory
  Stream<DynamicTest> aRowIsTheSameWithoutACompilerAndWithoutFusedInstructions()
      throws IOException {
    List<Machine> machines = new ArrayList<>();
    machines.add(Machine.with(VECTORS, "-Xint"));
    machines.add(Machine.with(VECTORS, "-XX:UseAVX=0"));
    if (FULL) {
      machines.add(Machine.with("-Xint"));
      machines.add(Machine.with("-XX:UseAVX=0"));
    }
    return tests(SMALL, "contract-small.yaml", machines);
  }

  @Test
  void aRowIsTheSameInEveryCohortOnEveryExecutor() throws Exception {
    Path study = Files.writeString(directory.resolve("contract.yaml"), STUDY);
    List<HarmonicProcess> runs = new ArrayList<>();
    for (String master : masters()) {
      List<String> options =
          List.of(
              "-Dspark.master=" + master,
              "-Dspark.executor.memory=512m",
              // that is, without the vector module where executors are JVMs of their own
              "-Dspark.executor.extraJavaOptions=-XX:-OmitStackTraceInFastThrow");
      runs.add(
          HarmonicProcess.cluster(
              directory,
              options,
              ContractRun.class.getName(),
              study.toString(),
              directoryOf(master)));
    }
    List<String> expected = ContractRows.rows(study).stream().map(ContractIT::brief).toList();
    for (int i = 0; i < runs.size(); i++) {
      try (HarmonicProcess run = runs.get(i)) {
        CommandLineRun ended = run.await();
        assertThat(ended.exitCode()).as(masters().get(i) + ": " + ended.err()).isZero();
        assertThat(ended.out().contains("the JVM runs without --add-modules"))
            .as("the driver hears of an executor without vectors: " + ended.out())
            .isEqualTo(masters().get(i).startsWith("local-cluster"));
      }
      assertThat(stored(directoryOf(masters().get(i))))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(parts(directoryOf(masters().get(0))))
        .as("cohorts")
        .isNotEqualTo(parts(directoryOf(masters().get(1))));
  }

  private static List<String> masters() {
    return FULL
        ? List.of("local[1]", "local[2]", "local-cluster[1,1,1024]", "local-cluster[2,1,1024]")
        : List.of("local[1]", "local[2]");
  }

  /** A path of results may not hold the signs of a pattern. */
  private static String directoryOf(String master) {
    return master.replaceAll("[^a-z0-9]+", "-");
  }

  private Stream<DynamicTest> tests(String text, String name, List<Machine> machines)
      throws IOException {
    Path study = Files.writeString(directory.resolve(name), text);
    List<HarmonicProcess> runs = new ArrayList<>();
    for (Machine machine : machines) {
      runs.add(
          HarmonicProcess.program(
              directory,
              machine.java(),
              machine.flags(),
              ContractRows.class.getName(),
              study.toString()));
    }
    List<String> expected = ContractRows.rows(study);
    return machines.stream()
        .map(m -> dynamicTest(m.name(), () -> compare(runs.get(machines.indexOf(m)), expected)));
  }

  private static void compare(HarmonicProcess run, List<String> expected) throws Exception {
    try (run) {
      CommandLineRun ended = run.await();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out().lines().skip(1))
          .as("rows on %s", ended.out().lines().findFirst().orElse("?"))
          .containsExactlyElementsOf(expected);
    }
  }

  private static Optional<Path> java25() throws IOException {
    Optional<Path> named = Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of);
    Path usual = Path.of("/usr/lib/jvm");
    if (named.isPresent() || !Files.isDirectory(usual)) {
      return named;
    }
    try (Stream<Path> homes = Files.list(usual)) {
      return homes
          .filter(home -> home.getFileName().toString().contains("25"))
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .sorted()
          .findFirst();
    }
  }

  private static DynamicTest noJava25() {
    return dynamicTest(
        "JDK 25", () -> assumeTrue(false, "there is no JDK 25: JAVA25_HOME may name one"));
  }

  /** Without the digest of the weights, which the row's covers. */
  private static String brief(String line) {
    return line.replaceFirst(" [0-9a-f]+ ", " ");
  }

  private List<String> stored(String out) {
    return results(out).ledger().entries().stream()
        .map(entry -> entry.trial() + " " + entry.rowDigest())
        .toList();
  }

  private List<String> parts(String out) {
    return results(out).ledger().entries().stream().map(entry -> entry.part()).distinct().toList();
  }

  private ResultDirectory results(String out) {
    return ResultDirectory.open(
        new Configuration(), directory.resolve(out).resolve("contract").toString());
  }
}
