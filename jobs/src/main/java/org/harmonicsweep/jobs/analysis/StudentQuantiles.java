package org.harmonicsweep.jobs.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of Student's t as a table, for SQL has no such function. */
final class StudentQuantiles {
  /** More degrees of freedom use this row: the quantile is then within 0.12 % of the normal one. */
  static final int GREATEST_DF = 1000;

  private static final int PER_LINE = 5;
  private static final double PROBABILITY = 0.975;

  private StudentQuantiles() {}

  /**
   * Returns the query that gives the 97.5 % quantile for 1 to 1000 degrees of freedom.
   *
   * <p>One text to be split, for Spark takes seconds to read a thousand rows of numbers.
   */
  static String query(Dialect dialect) {
    StringBuilder rows = new StringBuilder();
    for (int df = 1; df <= GREATEST_DF; df++) {
      rows.append(df).append(' ').append(quantile(df));
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
    return Double.parseDouble(quantile(Math.min(df, GREATEST_DF)));
  }

  /** Twelve digits: the last ones of a double are the processor's, and the text is published. */
  private static String quantile(int df) {
    double quantile = TDistribution.of(df).inverseCumulativeProbability(PROBABILITY);
    return BigDecimal.valueOf(quantile).round(new MathContext(12)).toPlainString();
  }
}
