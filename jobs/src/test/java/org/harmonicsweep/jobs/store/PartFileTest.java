package org.harmonicsweep.jobs.store;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.harmonicsweep.jobs.LocalSpark;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              column("name", ColumnType.TEXT),
              column("steps", ColumnType.WHOLE),
              new Column("wall_seconds", ColumnType.REAL, "s", "Seconds it took."),
              column("curve", ColumnType.listOf(ColumnType.REAL)),
              column("table", ColumnType.listOf(ColumnType.listOf(ColumnType.WHOLE))),
              column("point", struct()),
              column("points", ColumnType.listOf(struct()))));

  private static final List<List<Object>> ROWS =
      List.of(
          row(
              "ü → ∞",
              Long.MIN_VALUE,
              Double.MIN_VALUE,
              asList(1.5, null, -0.0),
              asList(asList(1L, 2L), List.of(), null),
              asList(0.5, List.of("a", "b")),
              asList(asList(1.0, List.of()), null, asList(null, null))),
          row(
              "",
              0L,
              Double.POSITIVE_INFINITY,
              List.of(),
              List.of(),
              asList(null, null),
              List.of()),
          row(null, null, null, null, null, null, null));

  @TempDir private Path directory;

  @Test
  void whatWasWrittenIsReadBySparkNullsAndEmptyListsIncluded() throws IOException {
    Dataset<Row> table = written(ROWS);

    assertThat(table.collectAsList().stream().map(PartFileTest::values).toList())
        .containsExactlyElementsOf(ROWS);
  }

  @Test
  void unitAndMeaningTravelWithTheColumn() throws IOException {
    var seconds = written(ROWS).schema().apply("wall_seconds");

    assertThat(seconds.getComment().get()).isEqualTo("Seconds it took.");
    assertThat(seconds.metadata().getString("unit")).isEqualTo("s");
  }

  @Test
  void aTableWithoutRowsIsAFileWithASchema() throws IOException {
    Dataset<Row> table = written(List.of());

    assertThat(table.count()).isZero();
    assertThat(table.schema()).isEqualTo(SCHEMA.spark());
  }

  @Test
  void equalRowsGiveEqualBytes() throws IOException {
    assertThat(PartFile.bytes(SCHEMA, ROWS)).isEqualTo(PartFile.bytes(SCHEMA, ROWS));
    assertThat(PartFile.bytes(SCHEMA, ROWS))
        .isNotEqualTo(PartFile.bytes(SCHEMA, ROWS.subList(0, 2)));
  }

  @Test
  void noSideFileIsLeftBesideIt() throws IOException {
    written(ROWS);

    try (var files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly("part-a.parquet");
    }
  }

  private Dataset<Row> written(List<List<Object>> rows) throws IOException {
    Path file = directory.resolve("part-a.parquet");
    new Storage(new Configuration())
        .write(new org.apache.hadoop.fs.Path(file.toUri()), PartFile.bytes(SCHEMA, rows));
    return LocalSpark.session().read().parquet(file.toString());
  }

  /** A Spark row as plain lists, to compare with ours. */
  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(plain(row.get(i)));
    }
    return values;
  }

  private static Object plain(Object value) {
    if (value instanceof Row row) {
      return values(row);
    }
    if (value instanceof scala.collection.Seq<?> seq) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < seq.size(); i++) {
        items.add(plain(seq.apply(i)));
      }
      return items;
    }
    return value;
  }

  private static List<Object> row(Object... values) {
    return asList(values);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, "", "What the test says.");
  }

  private static ColumnType struct() {
    return ColumnType.struct(
        List.of(column("x", ColumnType.REAL), column("tags", ColumnType.listOf(ColumnType.TEXT))));
  }
}
