package org.harmonicsweep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.harmonicsweep.deploy.JavaProcess.End;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engines of the module dl4j on Spark's own cluster manager: a master and two workers, and
 * {@code spark-submit --jars} as docs/engines.md has it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(
    named = "cluster.full",
    matches = "true",
    disabledReason = "takes minutes: -Dcluster.full=true")
class StandaloneIT {
  /** Far more than a submission takes, also where other builds share two cores. */
  private static final long LIMIT_SECONDS = 600;

  private static final int WORKERS = 2;
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String STUDY =
      """
      study: averaged
      data: {source: disks, size: 8, samples: 120}
      model: {architecture: mlp-1x16-tanh, latent: 2, likelihood: bernoulli}
      training: {epochs: 2, batch: 16}
      metrics: []
      engine: [strict, {dl4j-spark: {workers: 2, averaging_frequency: 1, worker_batch: 8}}]
      """;

  private final List<JavaProcess> cluster = new ArrayList<>();
  private Path directory;
  private SparkHome spark;
  private String master;

  @BeforeAll
  void startCluster(@TempDir Path directory) throws Exception {
    this.directory = directory;
    spark = SparkHome.installed();
    master = daemon("master.Master").await(MASTER, LIMIT_SECONDS).group(1);
    for (int worker = 0; worker < WORKERS; worker++) {
      daemon(
          "worker.Worker",
          "--cores",
          "1",
          "--memory",
          "1g",
          "--work-dir",
          work(worker).toString(),
          master);
    }
    for (JavaProcess worker : cluster.subList(1, cluster.size())) {
      worker.awaitText("Successfully registered with master", LIMIT_SECONDS);
    }
  }

  @AfterAll
  void stopCluster() {
    cluster.forEach(JavaProcess::close);
  }

  @Test
  void workersOfTwoProcessesAverageOneNetwork() throws Exception {
    Path study = Files.writeString(directory.resolve("averaged.yaml"), STUDY);

    End run = submit("run", study.toString(), "--out", directory.toString(), "--no-report");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    End table =
        harmonic(
            "sql",
            directory.resolve("averaged").toString(),
            "select engine, status, test_elbo from trials order by engine",
            "--format",
            "csv");
    assertThat(table.out().lines())
        .as(table.out() + table.err())
        .hasSize(3)
        .satisfiesExactly(
            title -> assertThat(title).startsWith("engine,"),
            averaged -> assertThat(averaged).matches("dl4j-spark,ok,-\\d+\\.\\d+"),
            strict -> assertThat(strict).matches("strict,ok,-\\d+\\.\\d+"));
    for (int worker = 0; worker < WORKERS; worker++) {
      assertThat(tasks(worker)).as("tasks of worker %d", worker).isGreaterThan(WORKERS);
    }
  }

  private JavaProcess daemon(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("@" + Deployment.JAVA_OPTIONS, "-Xmx256m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", spark.jars() + "/*", "org.apache.spark.deploy." + main));
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    command.addAll(List.of(arguments));
    JavaProcess process =
        JavaProcess.start(
            directory,
            Map.of(
                "SPARK_HOME",
                spark.directory().toString(),
                "SPARK_SCALA_VERSION",
                "2.12",
                "SPARK_LOCAL_DIRS",
                directory.toString(),
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "SPARK_LOCAL_HOSTNAME",
                "localhost"),
            command);
    cluster.add(process);
    return process;
  }

  private End submit(String... arguments) throws Exception {
    List<String> options = new ArrayList<>(List.of("--master", master));
    options.addAll(List.of("--properties-file", Deployment.SPARK_DEFAULTS.toString()));
    options.addAll(List.of("--jars", Deployment.engineJars()));
    options.addAll(List.of("--total-executor-cores", "2", "--executor-cores", "1"));
    options.addAll(List.of("--executor-memory", "768m"));
    for (String setting :
        List.of(
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.ui.enabled=false",
            "spark.local.dir=" + directory,
            // no trial before both executors are there
            "spark.scheduler.minRegisteredResourcesRatio=1.0")) {
      options.addAll(List.of("--conf", setting));
    }
    try (JavaProcess process =
        spark.submit(directory, Map.of(), options, Deployment.JAR.toString(), List.of(arguments))) {
      return process.await(LIMIT_SECONDS);
    }
  }

  private End harmonic(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("@" + Deployment.JAVA_OPTIONS, "-Xmx600m"));
    command.addAll(List.of("-cp", Deployment.JAR + ":" + spark.jars() + "/*"));
    command.add("org.harmonicsweep.jobs.cli.Main");
    command.addAll(List.of(arguments));
    try (JavaProcess process = JavaProcess.start(directory, Map.of(), command)) {
      return process.await(LIMIT_SECONDS);
    }
  }

  private Path work(int worker) {
    return directory.resolve("worker-" + worker);
  }

  /** Counts what the executors of a worker finished: besides the strict trial, rounds of steps. */
  private long tasks(int worker) throws IOException {
    try (var files = Files.walk(work(worker))) {
      long count = 0;
      for (Path log : files.filter(file -> file.endsWith("stderr")).toList()) {
        count +=
            Files.readString(log).lines().filter(line -> line.contains("Finished task")).count();
      }
      return count;
    }
  }
}
