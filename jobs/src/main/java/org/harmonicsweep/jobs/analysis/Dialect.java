package org.harmonicsweep.jobs.analysis;

/** The readers that the views are written for; everything in which they differ stands here. */
public enum Dialect {
  /** Spark SQL 3.5. */
  SPARK("explode", "inline(arrays_zip(frequency, power)) as (frequency, power)", "temp view"),
  /** DuckDB. */
  DUCKDB("unnest", "unnest(frequency) as frequency, unnest(power) as power", "view");

  private final String explode;
  private final String frequencyAndPower;
  private final String kind;

  Dialect(String explode, String frequencyAndPower, String kind) {
    this.explode = explode;
    this.frequencyAndPower = frequencyAndPower;
    this.kind = kind;
  }

  /** Returns the expression, for a select list, that gives one row per item of a list. */
  String explode(String list) {
    return explode + "(" + list + ")";
  }

  /** Returns the expressions that give one row per pair of the two lists of a spectrum. */
  String frequencyAndPower() {
    return frequencyAndPower;
  }

  /** Returns the statement that creates a view, replacing the one of that name. */
  public String create(View view) {
    return "create or replace " + kind + " " + view.name() + " as\n" + view.query();
  }
}
