package org.harmonicsweep.jobs.analysis;

import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.LocalSpark;

/** Spark for tables of a few hundred rows, with views of its own. */
public final class SmallTables {
  private SmallTables() {}

  /** Returns a session that interprets its plans: to compile them takes longer than to run them. */
  public static SparkSession session() {
    SparkSession session = LocalSpark.session().newSession();
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.adaptive.enabled", "false");
    return session;
  }
}
