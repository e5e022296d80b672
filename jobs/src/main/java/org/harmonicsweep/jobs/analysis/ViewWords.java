package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.TheoryPair;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.trial.Engine;

/** What stands for {@code ${…}} in the files of the views: lists that derive from the columns. */
final class ViewWords {
  static final List<String> SETTING =
      List.of(
          "architecture",
          "latent",
          "likelihood",
          "kl_weight",
          "input_noise",
          "noise_target",
          "engine");

  static final List<String> CELL =
      List.of(
          "architecture",
          "latent",
          "likelihood",
          "encoder_variance_mode",
          "encoder_variance",
          "kl_weight",
          "input_noise",
          "noise_target",
          "engine");

  private static final List<String> STATISTICS = List.of("mean", "sd", "low", "high");

  private ViewWords() {}

  /** Returns the words and what they stand for. */
  static Map<String, String> of(Dialect dialect) {
    List<String> columns = ResultColumns.all().stream().map(Column::name).toList();
    List<TheoryPair> pairs = ResultColumns.theoryPairs();
    return Map.ofEntries(
        Map.entry("columns", list(columns, column -> column)),
        Map.entry("recorded_columns", list(columns, ViewWords::recorded)),
        Map.entry("cell", list(CELL, column -> column)),
        Map.entry("t_cell", list(CELL, column -> "t." + column)),
        Map.entry("counted_cell", list(CELL, column -> "counted." + column)),
        Map.entry("counted_is_wide", CELL.stream().map(ViewWords::same).collect(joining(" and "))),
        Map.entry(
            "other_is_exact",
            CELL.stream()
                .filter(column -> !column.equals("engine"))
                .map("other.%1$s is not distinct from exact.%1$s"::formatted)
                .collect(joining("\n      and "))),
        Map.entry("inexact_engines", inexactEngines()),
        Map.entry("setting", list(SETTING, column -> column)),
        Map.entry("frequency_and_power", dialect.frequencyAndPower()),
        Map.entry("greatest_df", String.valueOf(StudentQuantiles.GREATEST_DF)),
        Map.entry(
            "quantity_and_value",
            dialect.rows(
                List.of("quantity", "value"),
                Quantities.all().stream()
                    .map(name -> List.of("'" + name + "'", "t." + name))
                    .toList())),
        Map.entry("headline_names", list(Quantities.HEADLINE, name -> "'" + name + "'")),
        Map.entry("headline_names_wide", list(Quantities.HEADLINE, ViewWords::wideNames)),
        Map.entry("headline_columns", list(Quantities.HEADLINE, ViewWords::wideColumns)),
        Map.entry("claim_rows", list(List.of(Claim.values()), ViewWords::claimRow)),
        Map.entry("decay_rows", list(Quantities.decaying(), ViewWords::decayRow)),
        Map.entry(
            "quantity_measured_and_theory",
            dialect.rows(
                List.of("quantity", "measured", "theory"),
                pairs.stream()
                    .map(
                        pair ->
                            List.of(
                                "'" + pair.quantity() + "'",
                                "t." + pair.quantity(),
                                "t." + pair.theory()))
                    .toList())));
  }

  private static String inexactEngines() {
    return Engine.inexact().stream().map("'%s'"::formatted).collect(joining(", "));
  }

  private static String recorded(String column) {
    return (column.equals("architecture") ? "plan." : "parts.") + column;
  }

  private static String same(String column) {
    return "counted.%1$s is not distinct from wide.%1$s".formatted(column);
  }

  private static String wideNames(String quantity) {
    return list(STATISTICS, statistic -> quantity + "_" + statistic);
  }

  private static String wideColumns(String quantity) {
    return list(
        STATISTICS,
        statistic ->
            "max(case when quantity = '%1$s' then %2$s end) as %1$s_%2$s"
                .formatted(quantity, statistic));
  }

  private static String decayRow(Quantities.Decaying quantity) {
    String family =
        quantity.family().isEmpty() ? "cast(null as string)" : "'" + quantity.family() + "'";
    return "('%s', '%s', %s, %s)"
        .formatted(quantity.name(), quantity.network(), family, real(quantity.floor()));
  }

  private static String claimRow(Claim claim) {
    return "('%s', '%s', '%s', '%s', '%s', %s)"
        .formatted(
            claim.key(),
            claim.knob().key(),
            claim.regime().key(),
            claim.measure().column(),
            claim.measure().unit().key(),
            real(Quantities.floor(claim.measure().column())));
  }

  private static String real(double value) {
    return new BigDecimal(String.valueOf(value)).toPlainString() + "e0";
  }

  private static <T> String list(Collection<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(joining(",\n    "));
  }
}
