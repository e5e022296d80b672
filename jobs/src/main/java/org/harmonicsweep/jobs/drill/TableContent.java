package org.harmonicsweep.jobs.drill;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A published table of trials: every row as text, and every file.
 *
 * @param rows by trial, each as JSON with all its columns
 * @param files bytes in hexadecimal, by name
 */
record TableContent(Map<String, List<String>> rows, Map<String, String> files) {

  /** Reads the files of a directory. */
  static TableContent read(SparkSession spark, Path directory) throws IOException {
    Dataset<Row> table = spark.read().parquet(directory.toString());
    Map<String, List<String>> rows =
        table
            .select(table.col("trial_id"), functions.to_json(functions.struct(table.col("*"))))
            .collectAsList()
            .stream()
            .collect(
                groupingBy(row -> row.getString(0), mapping(row -> row.getString(1), toList())));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path file : paths.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        files.put(
            file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return new TableContent(rows, files);
  }

  /** Returns the rows of a trial, which are more than one only where something is wrong. */
  List<String> of(String trial) {
    return rows.getOrDefault(trial, List.of());
  }

  long size() {
    return rows.values().stream().mapToLong(List::size).sum();
  }
}
