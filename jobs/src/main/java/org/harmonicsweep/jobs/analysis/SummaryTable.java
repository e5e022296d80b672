package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a study found, in a few lines: the decoder by encoder variance, the encoder by input noise.
 *
 * <p>Every number is averaged over the rest of the grid within a replicate; the interval is
 * Student's over replicates. Shares of power span many decades, so their mean is geometric.
 *
 * @param decoder one entry per encoder variance, ascending, learned last
 * @param encoder one entry per input noise, ascending
 */
public record SummaryTable(List<Level> decoder, List<Level> encoder) {

  /**
   * A network at one level of a factor.
   *
   * @param label of the level: a number, or {@code learned}
   * @param trials number of trials averaged
   * @param replicates number of replicates behind the intervals
   * @param share geometric mean of the high-frequency share; empty if not measured
   * @param lower mean of the lower Lipschitz bound; empty if not measured
   * @param upper mean of the upper Lipschitz bound; empty if not measured
   */
  public record Level(
      String label,
      long trials,
      long replicates,
      Optional<Estimate> share,
      Optional<Estimate> lower,
      Optional<Estimate> upper) {}

  private static final String QUERY =
      """
      select *
      from margins
      where factor = 'encoder_variance' and quantity in (
          'decoder_high_frequency_share', 'decoder_lipschitz_lower', 'decoder_lipschitz_upper')
        or factor = 'input_noise' and quantity in (
          'encoder_high_frequency_share', 'encoder_lipschitz_lower', 'encoder_lipschitz_upper')
      order by factor, level nulls last
      """;

  /** Returns the summary of the views that were registered last. */
  public static SummaryTable of(SparkSession spark) {
    List<Row> rows = spark.sql(QUERY).collectAsList();
    return new SummaryTable(
        levels(rows, "encoder_variance", "decoder"), levels(rows, "input_noise", "encoder"));
  }

  /** Returns two aligned tables, at most 100 columns wide. */
  public String text() {
    if (decoder.isEmpty()) {
      return "No trial has numbers to show yet.";
    }
    return text("Decoder by encoder variance", "variance", decoder)
        + "\n\n"
        + text("Encoder by input noise", "noise", encoder)
        + "\n\nMeans over the rest of the grid, 95 % intervals over replicates; shares: geometric means."
        + (atFloor() ? "\nShares at or below 1e-6 are the floor of the evaluation." : "");
  }

  /** Returns whether some mean share is not above the numerical floor. */
  public boolean atFloor() {
    return Stream.concat(decoder.stream(), encoder.stream())
        .flatMap(level -> level.share().stream())
        .anyMatch(share -> share.mean() <= Quantities.SHARE_FLOOR);
  }

  private static String text(String title, String factor, List<Level> levels) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of(factor, "trials", "high-frequency share", "Lipschitz ≥", "Lipschitz ≤"));
    for (Level level : levels) {
      lines.add(
          List.of(
              level.label(),
              String.valueOf(level.trials()),
              level.share().map(Estimate::range).orElse("–"),
              level.lower().map(Estimate::plusMinus).orElse("–"),
              level.upper().map(Estimate::plusMinus).orElse("–")));
    }
    return title + "\n" + new TextTable("lrlll", lines).text().indent(2).stripTrailing();
  }

  private static List<Level> levels(List<Row> rows, String factor, String network) {
    return rows.stream()
        .filter(row -> row.<String>getAs("factor").equals(factor))
        .collect(groupingBy(SummaryTable::label, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(level -> level(level.getKey(), level.getValue(), network))
        .toList();
  }

  private static Level level(String label, List<Row> rows, String network) {
    return new Level(
        label,
        rows.stream().mapToLong(row -> row.<Long>getAs("trials")).max().orElse(0),
        rows.stream().mapToLong(row -> row.<Long>getAs("replicates")).max().orElse(0),
        find(rows, network + "_high_frequency_share")
            .flatMap(r -> Estimate.of(r, "geometric_mean", "geometric_low", "geometric_high")),
        find(rows, network + "_lipschitz_lower")
            .flatMap(r -> Estimate.of(r, "mean", "low", "high")),
        find(rows, network + "_lipschitz_upper")
            .flatMap(r -> Estimate.of(r, "mean", "low", "high")));
  }

  private static Optional<Row> find(List<Row> rows, String quantity) {
    return rows.stream().filter(row -> row.<String>getAs("quantity").equals(quantity)).findFirst();
  }

  private static String label(Row row) {
    int level = row.fieldIndex("level");
    return row.isNullAt(level) ? "learned" : Estimate.shortest(row.getDouble(level));
  }
}
