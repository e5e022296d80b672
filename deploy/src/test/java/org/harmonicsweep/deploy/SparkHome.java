package org.harmonicsweep.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Spark installation made of links, and its {@code spark-submit}.
 *
 * @param directory that holds {@code jars/}
 */
record SparkHome(Path directory) {
  private static final String MAIN = "org.harmonicsweep.jobs.cli.Main";

  /** Installs Spark with its parts for YARN and Kubernetes. */
  static SparkHome installed() throws IOException {
    Path directory = Deployment.FILES.resolve("target/spark-home");
    Path jars = Files.createDirectories(directory.resolve("jars"));
    for (Path source : List.of(Deployment.SPARK_JARS, Deployment.CLUSTER_JARS)) {
      try (var files = Files.list(source)) {
        for (Path jar : files.toList()) {
          Path link = jars.resolve(jar.getFileName());
          if (!Files.exists(link)) {
            Files.deleteIfExists(link); // to a jar of an earlier version
            Files.createSymbolicLink(link, jar);
          }
        }
      }
    }
    return new SparkHome(directory);
  }

  Path jars() {
    return directory.resolve("jars");
  }

  /**
   * Submits a command of the product.
   *
   * @param work directory that the process runs in
   * @param environment of the submission
   * @param options of {@code spark-submit}
   * @param jar as Spark is to find it
   * @param arguments of the product
   */
  JavaProcess submit(
      Path work,
      Map<String, String> environment,
      List<String> options,
      String jar,
      List<String> arguments)
      throws IOException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("SPARK_HOME", directory.toString());
    variables.put("SPARK_SCALA_VERSION", "2.12");
    variables.put("SPARK_LOCAL_IP", "127.0.0.1");
    variables.put("SPARK_LOCAL_HOSTNAME", "localhost");
    String configuration = environment.getOrDefault("HADOOP_CONF_DIR", "");
    List<String> command = new ArrayList<>();
    command.add("@" + Deployment.JAVA_OPTIONS);
    // Spark wants 450 MiB at least, and does not read --driver-memory when it is started like this
    command.addAll(List.of("-Xmx600m", "-XX:+UseSerialGC", "-cp"));
    command.add((configuration.isEmpty() ? "" : configuration + ":") + jars() + "/*");
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(options);
    command.addAll(List.of("--class", MAIN, jar));
    command.addAll(arguments);
    return JavaProcess.start(work, variables, command);
  }
}
