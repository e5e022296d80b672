package org.harmonicsweep.jobs.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.harmonicsweep.jobs.store.TableSchema;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.ResultColumns;

/**
 * The views over a result directory, the same on every reader.
 *
 * <p>All of them stand on two relations: {@code parts}, every recorded row, and {@code plan}, one
 * row per trial that the study asks for, with the study's {@code measurement}.
 */
public final class Views {
  /** Views whose query is a file, in an order in which each uses only earlier ones. */
  private static final List<String> BEFORE_NESTED = List.of("recorded", "trials");

  private static final List<String> AFTER_NESTED =
      List.of(
          "conflicts",
          "settled",
          "missing",
          "failures",
          "spectrum_points",
          "quantities",
          "cell_quantities",
          "cells",
          "contrast_pairs",
          "contrasts",
          "margins",
          "decay_points",
          "decay_slopes",
          "variance_decay",
          "claim_points",
          "claim_trends",
          "claim_effects",
          "theory_gap",
          "engine_agreement");

  /** The view that most others stand on. */
  private static final String SHARED = "quantities";

  private Views() {}

  /**
   * Makes the views of a study's result directory known to a Spark session, replacing those of
   * another directory.
   *
   * @param resultDirectory path or URI of {@code <out>/<study>}
   */
  public static void register(SparkSession spark, String resultDirectory) {
    spark.read().parquet(resultDirectory + "/plan.parquet").createOrReplaceTempView("plan");
    spark
        .read()
        .schema(TableSchema.trials().spark())
        .option("pathGlobFilter", "part-*.parquet")
        .parquet(resultDirectory + "/trials")
        .createOrReplaceTempView("parts");
    // not "create temp view": that keeps the text, and reads it again for every query above it
    statements(Dialect.SPARK)
        .forEach(view -> spark.sql(view.query()).createOrReplaceTempView(view.name()));
    // what was kept for this directory may lack its latest rows
    spark.catalog().uncacheTable(SHARED);
  }

  /**
   * Does what {@link #register} does, for a caller that asks many views: what most of them stand on
   * is computed once, and kept in memory or on local disk until views are registered again.
   */
  public static void registerForMany(SparkSession spark, String resultDirectory) {
    register(spark, resultDirectory);
    spark.catalog().cacheTable(SHARED, StorageLevel.MEMORY_AND_DISK());
  }

  /** Returns the columns that tell settings apart, in order: a cell's but its variance. */
  public static List<String> settingColumns() {
    return ViewWords.SETTING;
  }

  /** Returns the columns that tell cells apart, in order. */
  public static List<String> cellColumns() {
    return ViewWords.CELL;
  }

  /**
   * Returns the views that stand on {@code parts} and {@code plan}, in an order in which they can
   * be created.
   */
  public static List<View> statements(Dialect dialect) {
    Map<String, String> words = ViewWords.of(dialect);
    return Stream.of(
            Stream.of(new View("student_t", StudentQuantiles.query(dialect))),
            BEFORE_NESTED.stream().map(name -> fromFile(name, words)),
            ResultColumns.all().stream().flatMap(column -> nested(column, dialect).stream()),
            AFTER_NESTED.stream().map(name -> fromFile(name, words)))
        .flatMap(views -> views)
        .toList();
  }

  /**
   * Returns a DuckDB script that creates all views, to be run in a result directory.
   *
   * <p>The same as {@link #register} does for Spark.
   */
  public static String duckDbScript() {
    List<View> sources =
        List.of(
            new View(
                "parts",
                """
                select * from read_parquet('trials/part-*.parquet', union_by_name = true)
                """),
            new View(
                "plan",
                """
                select * from read_parquet('plan.parquet')
                """));
    StringBuilder script = new StringBuilder();
    Stream.concat(sources.stream(), statements(Dialect.DUCKDB).stream())
        .forEach(
            view ->
                script
                    .append("create or replace view ")
                    .append(view.name())
                    .append(" as\n")
                    .append(view.query().strip())
                    .append(";\n\n"));
    return script.toString();
  }

  /** Returns the view that gives one row per item of a column that holds a list of structs. */
  private static Optional<View> nested(Column column, Dialect dialect) {
    return items(column.type())
        .map(fields -> fields.stream().map(field -> "item." + field.name()).toList())
        .map(
            fields ->
                new View(
                    column.name().equals("curve") ? "curves" : column.name(),
                    """
                    -- One row per trial and item of the column %1$s.
                    select trial_id, %2$s
                    from (select trial_id, %3$s as item from trials) as items
                    """
                        .formatted(
                            column.name(),
                            String.join(", ", fields),
                            dialect.explode(column.name()))));
  }

  private static Optional<List<Column>> items(ColumnType type) {
    return type instanceof ColumnType.ListOf list && list.element() instanceof ColumnType.Struct row
        ? Optional.of(row.fields())
        : Optional.empty();
  }

  private static View fromFile(String name, Map<String, String> words) {
    String query = resource(name + ".sql");
    for (Map.Entry<String, String> word : words.entrySet()) {
      query = query.replace("${" + word.getKey() + "}", word.getValue());
    }
    return new View(name, query);
  }

  private static String resource(String file) {
    try (InputStream in =
        requireNonNull(Views.class.getResourceAsStream(file), "no resource " + file)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
