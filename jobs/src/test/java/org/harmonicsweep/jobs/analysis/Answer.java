package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The answer to a query, in types that all readers share. */
record Answer(List<String> columns, List<List<Object>> rows) {

  static Answer spark(SparkSession spark, String query) {
    Dataset<Row> answer = spark.sql(query);
    return new Answer(
        List.of(answer.columns()), answer.collectAsList().stream().map(Answer::list).toList());
  }

  static Answer duckDb(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      int width = answer.getMetaData().getColumnCount();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        columns.add(answer.getMetaData().getColumnName(i));
      }
      List<List<Object>> rows = new ArrayList<>();
      while (answer.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(plain(answer.getObject(i)));
        }
        rows.add(row);
      }
      return new Answer(columns, rows);
    }
  }

  /** Returns the value in the first row. */
  Object value(String column) {
    return rows.get(0).get(columns.indexOf(column));
  }

  /** Returns the number in the first row; empty where it is null. */
  Optional<Double> number(String column) {
    return Optional.ofNullable((Number) value(column)).map(Number::doubleValue);
  }

  List<Object> column(String column) {
    int index = columns.indexOf(column);
    return rows.stream().map(row -> row.get(index)).toList();
  }

  /** Asserts that the other has the same columns and rows, in any order. */
  void assertSame(Answer other, double relative) {
    assertThat(other.columns).isEqualTo(columns);
    List<List<Object>> mine = sorted();
    List<List<Object>> theirs = other.sorted();
    assertThat(theirs).hasSameSizeAs(mine);
    for (int i = 0; i < mine.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        assertClose(columns.get(j), mine.get(i).get(j), theirs.get(i).get(j), relative);
      }
    }
  }

  private static void assertClose(String what, Object mine, Object theirs, double relative) {
    if (mine instanceof Double number && theirs instanceof Double other) {
      // an interval's end may cancel to nearly nothing, hence the absolute part
      assertThat(other)
          .as(what)
          .isCloseTo(number, within(relative * Math.max(1e-3, Math.abs(number))));
      return;
    }
    if (mine instanceof List<?> list && theirs instanceof List<?> other) {
      assertThat(other).as(what).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        assertClose(what, list.get(i), other.get(i), relative);
      }
      return;
    }
    assertThat(theirs).as(what).isEqualTo(mine);
  }

  private List<List<Object>> sorted() {
    return rows.stream().sorted(Comparator.comparing(Answer::text)).toList();
  }

  /** Few digits, so that a last bit does not decide the order. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Answer::text).collect(joining(";"));
    }
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.5e", number)
        : String.valueOf(value);
  }

  private static List<Object> list(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(plain(row.get(i)));
    }
    return values;
  }

  private static Object plain(Object value) {
    try {
      if (value instanceof Row row) {
        return list(row);
      }
      if (value instanceof scala.collection.Seq<?> items) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          list.add(plain(items.apply(i)));
        }
        return list;
      }
      if (value instanceof java.sql.Array array) {
        return plainList((Object[]) array.getArray());
      }
      if (value instanceof Struct struct) {
        return plainList(struct.getAttributes());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return value instanceof Integer whole
        ? (Object) whole.longValue()
        : value instanceof java.math.BigDecimal d ? (Object) d.doubleValue() : value;
  }

  private static List<Object> plainList(Object[] values) {
    return new ArrayList<>(Arrays.stream(values).map(Answer::plain).toList());
  }
}
