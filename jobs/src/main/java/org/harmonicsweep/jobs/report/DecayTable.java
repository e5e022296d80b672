package org.harmonicsweep.jobs.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.harmonicsweep.jobs.report.Html.Heading.number;
import static org.harmonicsweep.jobs.report.Html.Heading.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.report.Html.Heading;

/** The view {@code variance_decay} as tables: one per network, a line per setting. */
final class DecayTable {
  private static final String QUERY =
      """
      select *
      from variance_decay
      where slope is not null
      order by architecture, latent, likelihood, input_noise, noise_target, engine, kl_weight,
        quantity
      """;

  private DecayTable() {}

  /** Returns the tables, the decoder's open. */
  static String of(SparkSession spark) {
    List<Row> rows = spark.sql(QUERY).collectAsList();
    if (rows.isEmpty()) {
      return "<p class=\"note\">A slope needs two fixed encoder variances.</p>";
    }
    return Stream.of("decoder", "encoder", "reconstruct")
        .map(network -> table(rows, network))
        .reduce("", String::concat);
  }

  private static String table(List<Row> all, String network) {
    List<Row> rows = all.stream().filter(row -> text(row, "network").equals(network)).toList();
    if (rows.isEmpty()) {
      return "";
    }
    List<String> quantities =
        rows.stream().map(row -> text(row, "quantity")).distinct().sorted().toList();
    List<List<String>> lines =
        rows.stream()
            .collect(groupingBy(DecayTable::setting, LinkedHashMap::new, toList()))
            .entrySet()
            .stream()
            .map(setting -> line(setting.getKey(), setting.getValue(), quantities))
            .toList();
    return "<details%s><summary>%s</summary>%s</details>\n"
        .formatted(
            network.equals("decoder") ? " open" : "",
            Html.text(network),
            Html.table("", headings(quantities), lines));
  }

  private static List<Heading> headings(List<String> quantities) {
    List<Heading> headings =
        new ArrayList<>(List.of(words("architecture"), number("β"), number("input noise")));
    for (String quantity : quantities) {
      headings.add(number(title(quantity)));
      headings.add(number("R²"));
    }
    headings.add(number("trials"));
    return headings;
  }

  private static String title(String quantity) {
    if (quantity.endsWith("_lipschitz_lower")) {
      return "Lipschitz ≥";
    }
    String family = quantity.substring(quantity.indexOf("share") + "share".length());
    return family.isEmpty() ? "share" : "share, " + family.substring(1);
  }

  /** What a line is about, as its first cells. */
  private static List<String> setting(Row row) {
    String target = Optional.ofNullable(row.<String>getAs("noise_target")).orElse("clean");
    String likelihood = text(row, "likelihood");
    String engine = text(row, "engine");
    return List.of(
        Html.text(text(row, "architecture"))
            + "<span class=\"interval\">, "
            + row.<Long>getAs("latent")
            + "-D"
            + (likelihood.equals("gaussian") ? "" : ", " + Html.text(likelihood))
            + (target.equals("clean") ? "" : ", " + Html.text(target) + " target")
            + (engine.equals("strict") ? "" : ", " + Html.text(engine))
            + "</span>",
        Estimate.shortest(row.getAs("kl_weight")),
        Estimate.shortest(row.getAs("input_noise")));
  }

  private static List<String> line(List<String> setting, List<Row> rows, List<String> quantities) {
    List<String> line = new ArrayList<>(setting);
    for (String quantity : quantities) {
      Optional<Row> row =
          rows.stream().filter(r -> text(r, "quantity").equals(quantity)).findFirst();
      line.add(row.map(DecayTable::slope).orElse(Numbers.NONE));
      line.add(row.map(r -> Numbers.decimals(r, "r_squared", 3)).orElse(Numbers.NONE));
    }
    long floored = rows.stream().mapToLong(r -> r.<Long>getAs("n_floored")).max().orElse(0);
    line.add(
        rows.stream().mapToLong(r -> r.<Long>getAs("n")).max().orElse(0)
            + (floored == 0 ? "" : " <span class=\"interval\">+ " + floored + " at floor</span>"));
    return line;
  }

  private static String slope(Row row) {
    String slope = Numbers.decimals(row, "slope", 3);
    if (row.isNullAt(row.fieldIndex("slope_low"))) {
      return slope;
    }
    double half = (row.<Double>getAs("slope_high") - row.<Double>getAs("slope_low")) / 2;
    return slope + "&nbsp;<span class=\"interval\">±&nbsp;" + Numbers.decimals(half, 3) + "</span>";
  }

  private static String text(Row row, String column) {
    return row.getAs(column);
  }
}
