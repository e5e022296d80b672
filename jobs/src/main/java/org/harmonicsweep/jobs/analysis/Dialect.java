package org.harmonicsweep.jobs.analysis;

/** The readers that the views are written for; everything in which they differ stands here. */
public enum Dialect {
  /** Spark SQL 3.5. */
  SPARK("explode", "inline(arrays_zip(frequency, power)) as (frequency, power)"),
  /** DuckDB. */
  DUCKDB("unnest", "unnest(frequency) as frequency, unnest(power) as power");

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

  /** Returns the expressions that give one row per pair of the two lists of a spectrum. */
  String frequencyAndPower() {
    return frequencyAndPower;
  }
}
