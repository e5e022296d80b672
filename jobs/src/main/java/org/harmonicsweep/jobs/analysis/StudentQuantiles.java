package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.joining;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of Student's t as a table, for SQL has no such function. */
final class StudentQuantiles {
  /** More degrees of freedom use this row: the quantile is then within 0.12 % of the normal one. */
  static final int GREATEST_DF = 1000;

  private static final double PROBABILITY = 0.975;

  private StudentQuantiles() {}

  /** Returns the query that gives the 97.5 % quantile for 1 to 1000 degrees of freedom. */
  static String query() {
    String rows =
        IntStream.rangeClosed(1, GREATEST_DF)
            .mapToObj(df -> "(" + df + "," + quantile(df) + "e0)")
            .collect(joining(","));
    return """
        -- Half-widths of 95 %% intervals, in standard errors, by degrees of freedom.
        select * from (values %s) as quantiles(df, quantile)
        """
        .formatted(rows.replaceAll("(.{60,90}),(?=\\()", "$1,\n  "));
  }

  private static double quantile(int df) {
    return TDistribution.of(df).inverseCumulativeProbability(PROBABILITY);
  }
}
