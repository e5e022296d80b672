package org.harmonicsweep.jobs.analysis;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB with the views over a result directory, by the script that users are given. */
final class DuckDb {
  private DuckDb() {}

  static Connection over(String resultDirectory) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    execute(connection, "set threads = 1");
    execute(connection, "set file_search_path = '" + resultDirectory + "'");
    for (String statement : Views.duckDbScript().split(";\n", -1)) {
      if (!statement.isBlank()) {
        execute(connection, statement);
      }
    }
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
