package org.harmonicsweep.jobs.report;

import static org.harmonicsweep.jobs.report.Html.Heading.longWords;
import static org.harmonicsweep.jobs.report.Html.Heading.number;
import static org.harmonicsweep.jobs.report.Html.Heading.words;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.SummaryTable.Level;

/** The tables of the report, which say the same as its charts to those who cannot see them. */
final class Tables {
  private static final int MOST_FAILURES = 20;

  private Tables() {}

  /** Returns the table of a network by the levels of a factor. */
  static String levels(String caption, String factor, String energy, List<Level> levels) {
    if (levels.isEmpty()) {
      return "<p class=\"note\">No trial has numbers to show yet.</p>";
    }
    return Html.table(
        caption,
        List.of(
            number(factor),
            number("trials"),
            words(energy),
            words("Lipschitz constant at least"),
            words("at most")),
        levels.stream()
            .map(
                level ->
                    List.of(
                        Html.text(level.label()),
                        String.valueOf(level.trials()),
                        Numbers.power(level.energy()),
                        Numbers.plusMinus(level.lower()),
                        Numbers.plusMinus(level.upper())))
            .toList());
  }

  /** Returns the section on predictions; empty where theory predicts nothing. */
  static String theory(SparkSession spark) {
    List<Row> rows =
        spark
            .sql(
                """
                select quantity, count(gap) as n, avg(abs(gap)) as mean, max(abs(gap)) as greatest
                from theory_gap group by quantity having count(gap) > 0 order by quantity
                """)
            .collectAsList();
    if (rows.isEmpty()) {
      return "";
    }
    return """
        <section>
        <h2>Measurement against theory</h2>
        <p>Gap between a measured number and its closed form, relative to the latter, wherever there is one.</p>
        %s</section>
        """
        .formatted(
            Html.table(
                "",
                List.of(
                    words("quantity"),
                    number("trials"),
                    number("mean gap"),
                    number("greatest gap")),
                rows.stream()
                    .map(
                        row ->
                            List.of(
                                "<code>" + Html.text(row.getAs("quantity")) + "</code>",
                                String.valueOf(row.<Long>getAs("n")),
                                percent(row.getAs("mean")),
                                percent(row.getAs("greatest"))))
                    .toList()));
  }

  /** Returns the section on trials that did not end well; empty if there is none. */
  static String failures(SparkSession spark) {
    List<Row> rows =
        spark
            .sql(
                """
                select status, coalesce(failure_class, '') as failure_class,
                  coalesce(failure_message, '') as failure_message,
                  count(*) as n, min(trial_id) as example
                from failures
                group by status, coalesce(failure_class, ''), coalesce(failure_message, '')
                order by n desc, status, failure_class, failure_message
                limit %d
                """
                    .formatted(MOST_FAILURES))
            .collectAsList();
    if (rows.isEmpty()) {
      return "";
    }
    return "<section>\n<h2>Trials that did not end well</h2>\n%s</section>\n"
        .formatted(
            Html.table(
                "",
                List.of(
                    number("trials"), words("status"), longWords("reason"), words("one of them")),
                rows.stream().map(Tables::failure).toList()));
  }

  private static List<String> failure(Row row) {
    String type = row.getAs("failure_class");
    String message = row.getAs("failure_message");
    return List.of(
        String.valueOf(row.<Long>getAs("n")),
        Html.text(row.getAs("status")),
        type.isEmpty()
            ? "a loss left the finite numbers"
            : Html.text(type) + (message.isEmpty() ? "" : ": " + Html.text(message)),
        "<span class=\"digest\">%s…</span>"
            .formatted(row.<String>getAs("example").substring(0, 12)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
