package org.harmonicsweep.jobs.analysis;

import org.harmonicsweep.sweeps.plan.StudentQuantile;

/** Quantiles of Student's t as a table, for SQL has no such function. */
final class StudentQuantiles {
  /** More degrees of freedom use this row: the quantile is then within 0.12 % of the normal one. */
  static final int GREATEST_DF = 1000;

  private static final int PER_LINE = 5;

  private StudentQuantiles() {}

  /**
   * Returns the query that gives the 97.5 % quantile for 1 to 1000 degrees of freedom.
   *
   * <p>One text to be split, for Spark takes seconds to read a thousand rows of numbers.
   */
  static String query(Dialect dialect) {
    StringBuilder rows = new StringBuilder();
    for (int df = 1; df <= GREATEST_DF; df++) {
      rows.append(df).append(' ').append(StudentQuantile.of(df).toPlainString());
      rows.append(df == GREATEST_DF ? "" : df % PER_LINE == 0 ? ",\n" : ",");
    }
    String lines = "split(replace('" + rows + "', '\n', ''), ',')";
    return """
        -- Half-widths of 95 %% intervals, in standard errors, by degrees of freedom.
        select cast(split_part(pair, ' ', 1) as int) as df,
          cast(split_part(pair, ' ', 2) as double) as quantile
        from (select %s as pair) as pairs
        """
        .formatted(dialect.explode(lines));
  }

  /** Returns the 97.5 % quantile for at least one degree of freedom, as the table has it. */
  static double of(int df) {
    return StudentQuantile.of(Math.min(df, GREATEST_DF)).doubleValue();
  }
}
