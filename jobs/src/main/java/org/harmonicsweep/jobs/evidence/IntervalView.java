package org.harmonicsweep.jobs.evidence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.jobs.analysis.Views;
import org.jspecify.annotations.Nullable;

/**
 * Bootstrap intervals of the mean and of the interquartile mean over replicates.
 *
 * @param name of the view
 * @param source view with one row per replicate
 * @param group columns of the source that, with the quantity, have one row in the view
 * @param value column of the source that is averaged
 */
record IntervalView(String name, String source, List<String> group, String value) {
  private static final List<String> STATISTICS =
      List.of(
          "mean",
          "mean_low",
          "mean_high",
          "interquartile_mean",
          "interquartile_low",
          "interquartile_high");

  /** Returns the view over the quantities of each cell. */
  static IntervalView ofCells() {
    return new IntervalView("cell_intervals", "quantities", Views.cellColumns(), "value");
  }

  /** Returns the view over the paired differences from the smallest encoder variance. */
  static IntervalView ofContrasts() {
    return new IntervalView(
        "contrast_intervals", "contrast_pairs", Views.cellColumns(), "difference");
  }

  /** Returns the view over the slopes of single replicates against the encoder variance. */
  static IntervalView ofDecays() {
    return new IntervalView("decay_intervals", "decay_slopes", Views.settingColumns(), "slope");
  }

  /** Computes the view and makes it known to a Spark session. */
  void register(SparkSession spark) {
    String keys = String.join(", ", group) + ", quantity";
    Iterator<Row> groups =
        spark
            .sql(
                """
                select %1$s, array_sort(collect_list(struct(replicate, %2$s as value))) as pairs
                from %3$s
                group by %1$s
                order by %1$s
                """
                    .formatted(keys, value, source))
            .toLocalIterator();
    Bootstrap bootstrap = new Bootstrap();
    List<Row> rows = new ArrayList<>();
    while (groups.hasNext()) {
      rows.add(row(groups.next(), bootstrap));
    }
    StructType schema = schema(spark.table(source).schema());
    spark.createDataFrame(rows, schema).createOrReplaceTempView(name);
  }

  private static Row row(Row found, Bootstrap bootstrap) {
    int keys = found.fieldIndex("pairs");
    List<Row> pairs = found.getList(keys);
    double[] values = pairs.stream().mapToDouble(pair -> pair.getDouble(1)).toArray();
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      cells.add(found.get(i));
    }
    cells.add((long) values.length);
    cells.add(Bootstrap.mean(values));
    add(cells, bootstrap.interval(values, Bootstrap::mean));
    cells.add(Bootstrap.interquartileMean(values));
    add(cells, bootstrap.interval(values, Bootstrap::interquartileMean));
    return RowFactory.create(cells.toArray());
  }

  private static void add(List<@Nullable Object> cells, Optional<Interval> interval) {
    cells.add(interval.map(Interval::low).orElse(null));
    cells.add(interval.map(Interval::high).orElse(null));
  }

  private StructType schema(StructType columns) {
    StructType schema = new StructType();
    for (String column : group) {
      schema = schema.add(columns.apply(column));
    }
    schema = schema.add("quantity", DataTypes.StringType).add("n", DataTypes.LongType);
    for (String statistic : STATISTICS) {
      schema = schema.add(statistic, DataTypes.DoubleType);
    }
    return schema;
  }
}
