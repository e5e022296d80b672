package org.harmonicsweep.jobs.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.harmonicsweep.jobs.analysis.TextTable;
import org.jspecify.annotations.Nullable;

/** How the answer to a query is printed. */
enum RowFormat {
  /** For people: aligned, numbers to six digits. */
  TABLE {
    @Override
    void print(Dataset<Row> answer, PrintWriter out) {
      List<List<String>> lines = new ArrayList<>();
      lines.add(List.of(answer.columns()));
      texts(answer).forEachRemaining(row -> lines.add(cells(row, RowFormat::shown)));
      String alignments =
          Arrays.stream(answer.schema().fields())
              .map(field -> field.dataType() instanceof NumericType ? "r" : "l")
              .collect(joining());
      out.println(new TextTable(alignments, lines).text());
    }
  },
  /** For spreadsheets: RFC 4180, full precision. */
  CSV {
    @Override
    void print(Dataset<Row> answer, PrintWriter out) {
      out.println(Arrays.stream(answer.columns()).map(Words::quoted).collect(joining(",")));
      texts(answer)
          .forEachRemaining(
              row ->
                  out.println(
                      cells(row, value -> value == null ? "" : Words.quoted(value.toString()))
                          .stream()
                          .collect(joining(","))));
    }
  },
  /** For programs: one object per line. */
  JSON {
    @Override
    void print(Dataset<Row> answer, PrintWriter out) {
      answer.toJSON().toLocalIterator().forEachRemaining(out::println);
    }
  };

  /** Prints all rows, fetching them a partition at a time. */
  abstract void print(Dataset<Row> answer, PrintWriter out);

  /** Lists and structs have no cell of their own in a flat table, so they become JSON. */
  private static Iterator<Row> texts(Dataset<Row> answer) {
    StructField[] fields = answer.schema().fields();
    String[] names =
        IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new);
    Dataset<Row> plain = answer.toDF(names); // names of a user's query may repeat or hold dots
    Column[] columns =
        IntStream.range(0, fields.length)
            .mapToObj(
                i ->
                    isNested(fields[i].dataType())
                        ? functions.to_json(plain.col(names[i]))
                        : plain.col(names[i]))
            .toArray(Column[]::new);
    return plain.select(columns).toLocalIterator();
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
  }

  @FunctionalInterface
  private interface Cell {
    String text(@Nullable Object value);
  }

  private static List<String> cells(Row row, Cell cell) {
    return IntStream.range(0, row.size()).mapToObj(i -> cell.text(row.get(i))).toList();
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Double number ? Words.number(number) : value.toString();
  }
}
