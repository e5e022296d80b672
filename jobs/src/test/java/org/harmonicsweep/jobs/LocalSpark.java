package org.harmonicsweep.jobs;

import org.apache.spark.sql.SparkSession;

/** The one Spark session that all tests of a JVM share: starting another takes seconds. */
public final class LocalSpark {
  private LocalSpark() {}

  /** Returns the session, on two threads. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.codegen.wholeStage", "false") // as the program sets it locally
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "localhost")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/no-warehouse")
        .getOrCreate();
  }
}
