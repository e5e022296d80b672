package org.harmonicsweep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.harmonicsweep.deploy.JavaProcess.End;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The built jar on YARN, with results on HDFS: real daemons, real {@code spark-submit}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(
    named = "cluster.full",
    matches = "true",
    disabledReason = "takes minutes: -Dcluster.full=true")
class YarnIT {
  /** Far more than a submission takes, also where other builds share two cores. */
  private static final long LIMIT_SECONDS = 600;

  private Path directory;
  private JavaProcess cluster;
  private SparkHome spark;
  private FileSystem hdfs;

  @BeforeAll
  void startCluster(@TempDir Path directory) throws Exception {
    this.directory = directory;
    Assumptions.assumeTrue(
        InetAddress.getLocalHost().isLoopbackAddress(),
        "the name of this host is no loopback address, and the ports would be open to the network");
    spark = SparkHome.installed();
    List<String> command = new ArrayList<>(List.of("@" + Deployment.JAVA_OPTIONS, "-Xmx768m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(YarnHdfsCluster.class.getName(), directory.resolve("c").toString()));
    cluster = JavaProcess.start(directory, Map.of(), command);
    cluster.awaitText("READY", LIMIT_SECONDS);
    Configuration configuration = new Configuration();
    configuration.addResource(conf().resolve("core-site.xml").toUri().toURL());
    hdfs = FileSystem.newInstance(configuration);
  }

  @AfterAll
  void stopCluster() throws IOException {
    if (hdfs != null) {
      hdfs.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aStudyRunsInClientModeAndIsResumedInClusterMode() throws Exception {
    String study = study("tiny", TinyStudy.TEXT);
    String results = hdfs.getUri() + "/results";

    End first = submit("client", "run", study, "--out", results);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).contains("tiny: 4 trials in 2 cells; 4 to train");
    List<FileStatus> parts = parts("/results/tiny/trials");
    assertThat(parts).isNotEmpty();
    for (FileStatus part : parts) {
      assertThat(hdfs.getFileBlockLocations(part, 0, part.getLen())[0].getHosts())
          .as("on both data nodes")
          .hasSize(2);
    }
    assertThat(hdfs.listStatus(new org.apache.hadoop.fs.Path("/results/tiny/trials/_staging")))
        .isEmpty();

    End second = submit("cluster", "run", study, "--out", results);

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(applications()).as("of both modes").contains("FINISHED SUCCEEDED");
    assertThat(parts("/results/tiny/trials")).as("nothing was trained again").isEqualTo(parts);
    assertThat(driverLogs()).contains("tiny: 4 trials in 2 cells; all are done");

    End status = harmonic("status", results + "/tiny");
    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(status.out()).containsPattern("done +4\n").containsPattern("missing +0\n");
  }

  @Test
  void whatFailsGivesItsOwnExitCodeInClientModeAndOneInClusterMode() throws Exception {
    String missing = hdfs.getUri() + "/studies/nowhere.yaml";

    End client = submit("client", "run", missing, "--out", hdfs.getUri() + "/results");
    End cluster = submit("cluster", "run", missing, "--out", hdfs.getUri() + "/results");

    assertThat(client.exitCode()).as(client.err()).isEqualTo(66);
    assertThat(client.err()).contains("nowhere.yaml").doesNotContain("\tat ");
    assertThat(cluster.exitCode()).as(cluster.err()).isEqualTo(1);
    assertThat(applications()).contains("FAILED FAILED");
    assertThat(driverLogs()).contains("nowhere.yaml");
  }

  private End submit(String mode, String... arguments) throws Exception {
    String java = System.getProperty("java.home");
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--master", "yarn", "--deploy-mode", mode));
    options.addAll(List.of("--driver-memory", "512m", "--executor-memory", "512m"));
    options.addAll(List.of("--num-executors", "2", "--executor-cores", "1"));
    for (String setting :
        List.of(
            "spark.yarn.jars=local:" + spark.jars() + "/*", // saves a copy of 300 MB into HDFS
            "spark.driver.memoryOverhead=384m",
            "spark.executor.memoryOverhead=384m",
            "spark.driver.extraJavaOptions="
                + SparkDefaults.read().get("spark.driver.extraJavaOptions"),
            "spark.yarn.appMasterEnv.JAVA_HOME=" + java,
            "spark.executorEnv.JAVA_HOME=" + java,
            "spark.yarn.appMasterEnv.SPARK_LOCAL_IP=127.0.0.1",
            "spark.executorEnv.SPARK_LOCAL_IP=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.driver.host=localhost",
            "spark.ui.enabled=false",
            "spark.sql.shuffle.partitions=2",
            "spark.yarn.report.interval=500",
            "spark.yarn.maxAppAttempts=1")) {
      options.addAll(List.of("--conf", setting));
    }
    try (JavaProcess process =
        spark.submit(
            directory,
            Map.of("HADOOP_CONF_DIR", conf().toString()),
            options,
            Deployment.JAR.toString(),
            List.of(arguments))) {
      return process.await(LIMIT_SECONDS);
    }
  }

  private End harmonic(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("@" + Deployment.JAVA_OPTIONS, "-Xmx600m"));
    command.addAll(List.of("-cp", Deployment.JAR + ":" + conf() + ":" + spark.jars() + "/*"));
    command.add("org.harmonicsweep.jobs.cli.Main");
    command.addAll(List.of(arguments));
    try (JavaProcess process = JavaProcess.start(directory, Map.of(), command)) {
      return process.await(LIMIT_SECONDS);
    }
  }

  private Path conf() {
    return directory.resolve("c/conf");
  }

  private String study(String name, String text) throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(hdfs.getUri() + "/studies/" + name + ".yaml");
    try (var out = hdfs.create(file)) {
      out.writeBytes(text);
    }
    return file.toString();
  }

  private List<FileStatus> parts(String trials) throws IOException {
    List<FileStatus> parts = new ArrayList<>();
    for (FileStatus file : hdfs.listStatus(new org.apache.hadoop.fs.Path(trials))) {
      if (file.getPath().getName().startsWith("part-")) {
        parts.add(file);
      }
    }
    return parts;
  }

  private String applications() throws IOException {
    return Files.readString(directory.resolve("c/applications.txt"));
  }

  /** What drivers in cluster mode printed: the first container of each application. */
  private String driverLogs() throws IOException {
    StringBuilder logs = new StringBuilder();
    try (var files = Files.walk(directory.resolve("c/yarn"))) {
      for (Path file :
          files
              .filter(path -> path.toString().matches(".*_000001/std(err|out)"))
              .filter(Files::isRegularFile)
              .toList()) {
        logs.append(Files.readString(file));
      }
    }
    return logs.toString();
  }
}
