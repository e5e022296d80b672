package org.harmonicsweep.deploy;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS with two data nodes and YARN with two node managers, in the JVM of this program.
 *
 * <p>Writes what a client needs to {@code conf/}, then says READY. From then on {@code
 * applications.txt} has one line per application: state, final status and diagnostics. Ends when
 * its standard input does.
 */
public final class YarnHdfsCluster {
  private YarnHdfsCluster() {}

  /** Starts the cluster below a directory, the only argument. */
  public static void main(String[] arguments) {
    try {
      run(Path.of(arguments[0]));
    } catch (Exception e) {
      e.printStackTrace(); // its threads would keep the JVM alive
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run(Path base) throws Exception {
    if (!InetAddress.getLocalHost().isLoopbackAddress()) {
      // the ports would be open to the network
      System.err.println("the name of this host is not a loopback address");
    }
    Configuration configuration = configuration(base);
    MiniDFSCluster files = new MiniDFSCluster.Builder(configuration).numDataNodes(2).build();
    files.waitActive();
    configuration.set("fs.defaultFS", files.getURI().toString());
    System.setProperty("test.build.data", base.resolve("yarn").toString());
    MiniYARNCluster yarn = new MiniYARNCluster("harmonic", 1, 2, 1, 1);
    yarn.init(configuration);
    yarn.start();
    if (!yarn.waitForNodeManagersToConnect(30_000)) {
      throw new IOException("the node managers do not connect");
    }
    writeConfiguration(Files.createDirectories(base.resolve("conf")), yarn.getConfig());
    System.out.println("READY");
    Thread reporter = new Thread(() -> report(yarn, base.resolve("applications.txt")));
    reporter.setDaemon(true);
    reporter.start();
    while (System.in.read() >= 0) {
      // until whoever started this is gone
    }
    Runtime.getRuntime().halt(0); // an orderly end takes half a minute and frees nothing more
  }

  private static Configuration configuration(Path base) {
    Configuration configuration = new YarnConfiguration();
    configuration.set("hdfs.minidfs.basedir", base.resolve("dfs").toString());
    configuration.set("hadoop.tmp.dir", base.resolve("tmp").toString());
    configuration.setInt("dfs.replication", 2);
    configuration.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    configuration.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, 4096);
    configuration.setInt(YarnConfiguration.NM_VCORES, 4);
    configuration.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    configuration.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, false);
    configuration.set(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100.0");
    // the logs of containers stay for whoever looks for the reason of a failure
    configuration.setInt("yarn.nodemanager.delete.debug-delay-sec", 600);
    // no capacity-scheduler.xml is on the class path
    configuration.set("yarn.scheduler.capacity.root.queues", "default");
    configuration.setInt("yarn.scheduler.capacity.root.default.capacity", 100);
    configuration.setFloat("yarn.scheduler.capacity.maximum-am-resource-percent", 1.0f);
    return configuration;
  }

  private static void writeConfiguration(Path directory, Configuration cluster) throws IOException {
    Configuration client = new Configuration(false);
    for (String key :
        List.of(
            "fs.defaultFS",
            "dfs.replication",
            "yarn.resourcemanager.hostname",
            "yarn.resourcemanager.address",
            "yarn.resourcemanager.scheduler.address",
            "yarn.resourcemanager.resource-tracker.address",
            "yarn.resourcemanager.admin.address",
            "yarn.resourcemanager.webapp.address")) {
      client.set(key, cluster.get(key));
    }
    for (String file : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      try (Writer out = Files.newBufferedWriter(directory.resolve(file))) {
        client.writeXml(out);
      }
    }
  }

  private static void report(MiniYARNCluster yarn, Path file) {
    try {
      while (true) {
        String lines =
            yarn.getResourceManager().getRMContext().getRMApps().values().stream()
                .map(
                    app ->
                        "%s %s %s %s"
                            .formatted(
                                app.getApplicationId(),
                                app.getState(),
                                app.getFinalApplicationStatus(),
                                app.getDiagnostics().toString().replace('\n', ' ')))
                .sorted()
                .collect(Collectors.joining("\n"));
        Path draft = file.resolveSibling("applications.draft");
        Files.writeString(draft, lines);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Thread.sleep(200);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
