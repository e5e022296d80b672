package org.harmonicsweep.jobs.report;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Dialect;
import org.harmonicsweep.jobs.analysis.SummaryTable;
import org.harmonicsweep.jobs.analysis.View;
import org.harmonicsweep.jobs.analysis.Views;
import org.harmonicsweep.jobs.evidence.ClaimsTable;
import org.harmonicsweep.jobs.evidence.EvidenceViews;
import org.harmonicsweep.jobs.store.PlanRecord;
import org.harmonicsweep.jobs.store.ResultDirectory;

/**
 * The page {@code report.html}: question, answer, charts and how to check them.
 *
 * <p>It is one file with all scripts inside, asks no network for anything, and says the same in its
 * tables as in its charts.
 */
public final class Report {
  private static final String OVERVIEW =
      """
      select count(*) as recorded, count(distinct trial_id) as trials,
        count(case when status = 'ok' then 1 end) as ok,
        size(collect_set(replicate)) as replicates,
        size(collect_set(architecture)) as architectures,
        coalesce(sum(provenance.cpu_seconds), 0) as cpu_seconds,
        coalesce(max(provenance.finished_at), '') as finished_at,
        sort_array(collect_set(engine)) as engines,
        array_join(sort_array(collect_set(contract)), ', ') as contract,
        (select count(*) from settled) as settled
      from trials
      """;

  private Report() {}

  /**
   * Writes the report of a result directory, replacing an earlier one.
   *
   * @param resultDirectory path or URI of {@code <out>/<study>}
   * @return where the report is
   * @throws org.harmonicsweep.jobs.JobException if there are no results
   */
  public static String write(SparkSession spark, String resultDirectory) {
    ResultDirectory directory =
        ResultDirectory.open(spark.sparkContext().hadoopConfiguration(), resultDirectory);
    ClaimsTable claims = ClaimsTable.of(spark, directory);
    return write(spark, directory, SummaryTable.of(spark), claims);
  }

  /**
   * Writes the report of a result directory whose views were registered last, and were summed up
   * and asked about claims.
   */
  public static String write(
      SparkSession spark, ResultDirectory directory, SummaryTable summary, ClaimsTable claims) {
    return directory.writeReport(page(spark, directory.plan(), summary, claims));
  }

  /** Returns the page about the views that were registered last. */
  private static String page(
      SparkSession spark, PlanRecord plan, SummaryTable summary, ClaimsTable claims) {
    Row overview = spark.sql(OVERVIEW).first();
    return Html.fill(
        Resources.text("report.html"),
        Map.ofEntries(
            Map.entry("study", Html.text(plan.study())),
            Map.entry("question", Html.text(plan.question())),
            Map.entry("style", Resources.text("report.css")),
            Map.entry("facts", facts(plan, overview)),
            Map.entry("notices", notices(plan, overview)),
            Map.entry("claims", ClaimsSection.of(claims)),
            Map.entry("confound", Confound.of(spark)),
            Map.entry(
                "decoder",
                Tables.levels(
                        "Decoder by encoder variance",
                        "variance",
                        "high-frequency share",
                        summary.decoder())
                    + averaged(overview)),
            Map.entry(
                "encoder",
                Tables.levels("Encoder by input noise", "noise", "filter split", summary.encoder())
                    + averaged(overview)),
            Map.entry("decay", DecayTable.of(spark)),
            Map.entry("agreement", engines(overview).size() < 2 ? "" : Agreement.of(spark)),
            Map.entry("theory", Tables.theory(spark)),
            Map.entry("failures", Tables.failures(spark)),
            Map.entry("views", views()),
            Map.entry("reproduce", reproduce(plan, overview)),
            Map.entry("data", Html.json(Charts.data(spark))),
            Map.entry("licence", Resources.text("vega-license.txt")),
            Map.entry("libraries", Charts.libraries()),
            Map.entry("charts", Resources.text("charts.js"))));
  }

  private static String facts(PlanRecord plan, Row overview) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("trials", overview.<Long>getAs("trials") + " of " + plan.trials());
    facts.put("cells", String.valueOf(plan.cells()));
    facts.put("replicates", String.valueOf(overview.<Integer>getAs("replicates")));
    facts.put("architectures", String.valueOf(overview.<Integer>getAs("architectures")));
    facts.put(
        "diverged, failed or timed out",
        String.valueOf(overview.<Long>getAs("trials") - overview.<Long>getAs("ok")));
    facts.put("processor time", duration(overview.<Double>getAs("cpu_seconds")));
    return facts.entrySet().stream()
        .map(f -> "<div><dt>%s</dt><dd>%s</dd></div>".formatted(f.getKey(), f.getValue()))
        .collect(joining("\n", "<dl class=\"facts\">\n", "\n</dl>"));
  }

  private static String notices(PlanRecord plan, Row overview) {
    long trials = overview.<Long>getAs("trials");
    String missing =
        trials == plan.trials()
            ? ""
            : "<p class=\"notice\">Trials of the plan that have no row yet: %d. The numbers below are those of the others.</p>"
                .formatted(plan.trials() - trials);
    String conflicts =
        overview.<Long>getAs("recorded") == trials
            ? ""
            : "<p class=\"notice\">Some trials have rows that differ although they must not: see the view <code>conflicts</code>.</p>";
    long settled = overview.<Long>getAs("settled");
    String chosen =
        settled == 0
            ? ""
            : "<p class=\"notice\">Trials of engines that are not exact with rows that differ: %d. The first one finished is shown; see the view <code>settled</code>.</p>"
                .formatted(settled);
    return missing + conflicts + chosen;
  }

  private static String averaged(Row overview) {
    return "<p class=\"note\">Averaged over the rest of the grid within each of %d replicates; 95 %% intervals over replicates. Means of shares and splits are geometric.</p>"
        .formatted(overview.<Integer>getAs("replicates"));
  }

  private static List<String> engines(Row overview) {
    return overview.getList(overview.fieldIndex("engines"));
  }

  private static String views() {
    return Stream.concat(
            Views.statements(Dialect.SPARK).stream().map(View::name), EvidenceViews.NAMES.stream())
        .map(name -> "<code>" + name + "</code>")
        .collect(joining(", "));
  }

  private static String reproduce(PlanRecord plan, Row overview) {
    List<List<String>> rows =
        List.of(
            List.of("plan", digest(plan.planDigest())),
            List.of("data", digest(plan.dataDigest())),
            List.of("measurement", digest(plan.measurement())),
            List.of("engine", Html.text(String.join(", ", engines(overview)))),
            List.of("numeric contract", Html.text(overview.getAs("contract"))),
            List.of("planned with", "harmonic-sweep " + Html.text(plan.version())),
            List.of("last trial ended", Html.text(overview.getAs("finished_at"))));
    return "<p>The study with all its variables put in is <code>study.yaml</code> beside this page; equal digests and contract promise equal bits.</p>\n"
        + Html.table(
            "", List.of(Html.Heading.words("what"), Html.Heading.longWords("value")), rows);
  }

  private static String digest(String digest) {
    return "<span class=\"digest\">" + Html.text(digest) + "</span>";
  }

  private static String duration(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
