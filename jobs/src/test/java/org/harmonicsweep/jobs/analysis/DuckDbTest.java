package org.harmonicsweep.jobs.analysis;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark does not vouch for itself: another reader of the same files gives the same answers. */
class DuckDbTest {
  /** Both sum in an order of their own. */
  private static final double ROUNDING = 1e-12;

  private static SparkSession spark;
  private static Connection duckDb;

  @BeforeAll
  static void open(@TempDir Path out) throws SQLException {
    Planted grid = SmallGrid.write(out, 1);
    spark = SmallTables.session();
    Views.register(spark, grid.path());
    duckDb = DuckDb.over(grid.path());
  }

  static List<String> views() {
    return Stream.concat(
            Stream.of("plan", "parts"), Views.statements(Dialect.DUCKDB).stream().map(View::name))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("views")
  void everyViewHasTheSameRowsOnBothReaders(String view) throws SQLException {
    String query = "select * from " + view;

    Answer.spark(spark, query).assertSame(Answer.duckDb(duckDb, query), ROUNDING);
  }
}
