package org.harmonicsweep.jobs.report;

import static org.harmonicsweep.jobs.report.Html.Heading.number;
import static org.harmonicsweep.jobs.report.Html.Heading.words;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Estimate;

/** The view {@code engine_agreement}: other engines beside the strict one. */
final class Agreement {
  private static final String QUERY =
      """
      select *
      from engine_agreement
      order by engine, quantity
      """;

  private Agreement() {}

  /** Returns the section; empty where all trials are of one engine. */
  static String of(SparkSession spark) {
    List<Row> rows = spark.sql(QUERY).collectAsList();
    if (rows.isEmpty()) {
      return "";
    }
    return """
        <section>
        <h2>Do the engines agree?</h2>
        <p>Every measured number beside that of the same cell and replicate on the engine <code>strict</code>. Both start from the
        same weights and see the same samples and noise; gaps are relative to the greater of the two.</p>
        %s</section>
        """
        .formatted(
            Html.table(
                "",
                List.of(
                    words("engine"),
                    words("quantity"),
                    number("pairs"),
                    number("mean"),
                    number("mean, strict"),
                    number("mean gap"),
                    number("greatest gap")),
                rows.stream().map(Agreement::line).toList()));
  }

  private static List<String> line(Row row) {
    return List.of(
        Html.text(row.getAs("engine")),
        "<code>" + Html.text(row.getAs("quantity")) + "</code>",
        String.valueOf(row.<Long>getAs("n")),
        Estimate.shortest(row.getAs("mean")),
        Estimate.shortest(row.getAs("strict_mean")),
        Estimate.scientific(row.getAs("mean_gap")),
        Estimate.scientific(row.getAs("greatest_gap")));
  }
}
