package org.harmonicsweep.jobs.cli;

import java.util.function.IntSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.ExitCode;

/** Starts Spark with what suits the place it runs in. */
final class Sessions {
  /** The vector kernels, and the stack of every exception, whose digest is a column. */
  static final String EXECUTOR_FLAGS =
      "--add-modules=jdk.incubator.vector -XX:-OmitStackTraceInFastThrow";

  private static final String HADOOP = "spark.hadoop.";

  private Sessions() {}

  /**
   * Returns the Hadoop configuration that a session will have, without the seconds that one takes.
   *
   * <p>Spark takes its settings from system properties, and hands those that start with {@code
   * spark.hadoop.} on: keys of an object store, say, which every command needs alike.
   */
  static Configuration hadoop() {
    Configuration configuration = new Configuration();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(HADOOP))
        .forEach(
            name -> configuration.set(name.substring(HADOOP.length()), System.getProperty(name)));
    return configuration;
  }

  /**
   * Starts a session, or joins the one that is there.
   *
   * <p>Everything below is only a default. In particular the master: {@code spark-submit} or {@code
   * -Dspark.master} says where to run, and only if neither does, it is this machine.
   *
   * @param name shown in Spark's pages
   */
  static SparkSession start(String name) {
    SparkConf conf = new SparkConf().setAppName("harmonic-sweep " + name);
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.executor.extraJavaOptions", EXECUTOR_FLAGS);
    conf.setIfMissing("spark.sql.jsonGenerator.ignoreNullFields", "false");
    if (conf.get("spark.master").startsWith("local")) {
      onThisMachine(conf);
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /**
   * Does work on a session and ends it with the exit code that the process will have, so that a
   * cluster's manager calls the application's end by the same name.
   */
  static int ending(SparkSession spark, IntSupplier work) {
    int code = ExitCode.FAILED.number();
    try {
      code = work.getAsInt();
      return code;
    } catch (RuntimeException e) {
      code = Failures.exitCode(e).number();
      throw e;
    } finally {
      spark.sparkContext().stop(code);
    }
  }

  private static void onThisMachine(SparkConf conf) {
    conf.setIfMissing("spark.ui.enabled", "false");
    // The table is small here; each shuffle partition costs more than the rows in it.
    conf.setIfMissing("spark.sql.shuffle.partitions", "2");
    // For the same reason: to compile and to re-plan a query takes longer here than to interpret
    // it.
    conf.setIfMissing("spark.sql.codegen.wholeStage", "false");
    conf.setIfMissing("spark.sql.adaptive.enabled", "false");
    // A laptop's name may resolve to nothing, or to an address that just changed.
    conf.setIfMissing("spark.driver.host", "localhost");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    // Spark makes this directory although we keep no tables in it; not where the user stands.
    conf.setIfMissing(
        "spark.sql.warehouse.dir",
        System.getProperty("java.io.tmpdir") + "/harmonic-sweep-warehouse");
  }
}
