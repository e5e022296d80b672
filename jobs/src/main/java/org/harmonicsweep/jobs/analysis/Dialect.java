package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/** The readers that the views are written for; everything in which they differ stands here. */
public enum Dialect {
  /** Spark SQL 3.5. */
  SPARK("explode", "inline(arrays_zip(frequency, power)) as (frequency, power)") {
    @Override
    String rows(List<String> names, List<List<String>> rows) {
      return "stack(%d,\n    %s) as (%s)"
          .formatted(
              rows.size(),
              rows.stream().map(row -> String.join(", ", row)).collect(joining(",\n    ")),
              String.join(", ", names));
    }
  },
  /** DuckDB. */
  DUCKDB("unnest", "unnest(frequency) as frequency, unnest(power) as power") {
    @Override
    String rows(List<String> names, List<List<String>> rows) {
      return IntStream.range(0, names.size())
          .mapToObj(
              i ->
                  "unnest([%s]) as %s"
                      .formatted(
                          rows.stream().map(row -> row.get(i)).collect(joining(",\n    ")),
                          names.get(i)))
          .collect(joining(",\n  "));
    }
  };

  private final String explode;
  private final String frequencyAndPower;

  Dialect(String explode, String frequencyAndPower) {
    this.explode = explode;
    this.frequencyAndPower = frequencyAndPower;
  }

  /** Returns the expression, for a select list, that gives one row per item of a list. */
  String explode(String list) {
    return explode + "(" + list + ")";
  }

  /**
   * Returns the expressions, for a select list, that turn columns of a row into rows.
   *
   * @param names of the columns of each new row
   * @param rows one expression per name
   */
  abstract String rows(List<String> names, List<List<String>> rows);

  /** Returns the expressions that give one row per pair of the two lists of a spectrum. */
  String frequencyAndPower() {
    return frequencyAndPower;
  }
}
