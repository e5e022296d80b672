package org.harmonicsweep.jobs.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.harmonicsweep.jobs.DrillErrors;

/**
 * A Spark standalone cluster on the loopback addresses of this machine: a master and two workers,
 * each a process of its own, and drivers that {@code spark-submit} starts.
 *
 * <p>The workers have different hosts, because Spark starts no speculative copy of a task on the
 * host that runs the task. Ports are chosen by the system. Nothing outlives {@link #close} or the
 * JVM.
 */
public final class LoopbackCluster implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");
  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");

  /** A process that waits most of its life need not be compiled well, only start soon. */
  private static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

  private final Program program;
  private final Path directory;
  private final Path sparkHome;
  private final ProcessFamily family = new ProcessFamily();
  private final List<Child> workers = new ArrayList<>();
  private String master = "";

  private LoopbackCluster(Program program, Path directory) throws IOException {
    this.program = program;
    this.directory = directory;
    Files.createDirectories(directory.resolve("temporary"));
    this.sparkHome = program.sparkHome(directory.resolve("spark"));
  }

  /**
   * Starts a cluster and returns when its workers are ready.
   *
   * @param directory that does not exist yet, for logs and all that Spark writes
   * @throws org.harmonicsweep.jobs.JobException if it does not come up
   */
  public static LoopbackCluster start(Program program, Path directory)
      throws IOException, InterruptedException {
    LoopbackCluster cluster = new LoopbackCluster(program, directory);
    try {
      cluster.startMaster();
      cluster.startWorkers();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startMaster() throws IOException, InterruptedException {
    Child process =
        spark("master", HOSTS.get(0), "org.apache.spark.deploy.master.Master", List.of());
    master = require(process, MASTER).first(MASTER, 1).orElseThrow();
  }

  private void startWorkers() throws IOException, InterruptedException {
    for (String host : HOSTS) {
      String name = "worker-" + host;
      List<String> arguments =
          List.of(
              "--cores",
              "1",
              "--memory",
              "8g", // what it may promise, not what it takes
              "--work-dir",
              directory.resolve(name).toString(),
              master);
      workers.add(spark(name, host, "org.apache.spark.deploy.worker.Worker", arguments));
    }
    for (Child worker : workers) {
      require(worker, REGISTERED);
    }
  }

  private Child spark(String name, String host, String main, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(main, "--host", host, "--port", "0"));
    words.addAll(List.of("--webui-port", "0"));
    words.addAll(arguments);
    return launch(name, environment(host), SMALL, words);
  }

  private static Child require(Child process, Pattern ready) throws InterruptedException {
    if (!process.says(ready, READY)) {
      throw DrillErrors.noCluster(process.log().toString());
    }
    return process;
  }

  private Child launch(
      String name, Map<String, String> environment, List<String> options, List<String> words)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("-Djava.io.tmpdir=" + directory.resolve("temporary"));
    return family.start(
        Program.java(all, sparkHome + "/jars/*", words),
        environment,
        directory.resolve(name + ".log"));
  }

  private Map<String, String> environment(String host) {
    return Map.of(
        "SPARK_HOME",
        sparkHome.toString(),
        "SPARK_CONF_DIR",
        directory.resolve("no-settings").toString(),
        "SPARK_LOCAL_DIRS",
        directory.resolve("temporary").toString(),
        "SPARK_SCALA_VERSION",
        "2.12",
        "SPARK_LOCAL_IP",
        host,
        "SPARK_LOCAL_HOSTNAME",
        host);
  }

  /**
   * Starts {@code spark-submit} with this program as the driver, its executors on both workers.
   *
   * @param name of the log
   * @param settings of Spark, which win over those of the cluster
   * @param environment of the driver and the executors, beside their own
   * @param arguments of the program
   */
  Child submit(
      String name,
      Map<String, String> settings,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("spark.master", master);
    all.put("spark.cores.max", Integer.toString(HOSTS.size()));
    all.put("spark.executor.memory", "512m");
    all.put("spark.driver.host", HOSTS.get(0));
    all.put("spark.driver.bindAddress", HOSTS.get(0));
    all.put("spark.ui.enabled", "false");
    // no task before both executors are there: a fault in one then finds the other at work
    all.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    all.put("spark.sql.shuffle.partitions", "2");
    all.put("spark.sql.codegen.wholeStage", "false");
    all.put("spark.sql.adaptive.enabled", "false");
    all.put(
        "spark.sql.warehouse.dir", directory.resolve("temporary").resolve("warehouse").toString());
    environment.forEach((variable, value) -> all.put("spark.executorEnv." + variable, value));
    all.putAll(settings);
    List<String> words = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
    all.forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.addAll(List.of("--class", program.main(), program.jar().toString()));
    words.addAll(arguments);
    List<String> options = List.of("-Xmx600m", "--add-modules=jdk.incubator.vector");
    Map<String, String> variables = new TreeMap<>(environment(HOSTS.get(0)));
    variables.putAll(environment);
    return launch(name, variables, options, words);
  }

  /** Returns the executors that live, those of the first worker first. */
  List<ProcessHandle> executors() {
    List<ProcessHandle> executors =
        workers.stream()
            .flatMap(worker -> worker.process().descendants())
            .filter(ProcessHandle::isAlive)
            .toList();
    executors.forEach(family::adopt); // one that is stopped would outlive its worker
    return executors;
  }

  /** Ends all processes; what they wrote stays. */
  @Override
  public void close() {
    executors();
    family.close();
  }
}
