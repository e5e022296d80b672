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
 * Student's over replicates. Shares of power span many decades, so their mean is geometric. The
 * encoder is shown by its filter split, the high-frequency energy in all directions: a share along
 * lines sees the shape of the encoder only, and noise takes its amplitude off the data.
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
   * @param energy geometric mean of the decoder's high-frequency share, or of the encoder's filter
   *     split; empty if not measured
   * @param lower mean of the lower Lipschitz bound; empty if not measured
   * @param upper mean of the upper Lipschitz bound; empty if not measured
   */
  public record Level(
      String label,
      long trials,
      long replicates,
      Optional<Estimate> energy,
      Optional<Estimate> lower,
      Optional<Estimate> upper) {}

  private static final String QUERY =
      """
      select *
      from margins
      where factor = 'encoder_variance' and quantity in (
          'decoder_high_frequency_share', 'decoder_lipschitz_lower', 'decoder_lipschitz_upper')
        or factor = 'input_noise' and quantity in (
          'encoder_filter_split', 'encoder_lipschitz_lower', 'encoder_lipschitz_upper')
      order by factor, level nulls last
      """;

  /** Returns the summary of the views that were registered last. */
  public static SummaryTable of(SparkSession spark) {
    List<Row> rows = spark.sql(QUERY).collectAsList();
    return new SummaryTable(
        levels(rows, "encoder_variance", "decoder", "high_frequency_share"),
        levels(rows, "input_noise", "encoder", "filter_split"));
  }

  /** Returns two aligned tables, at most 100 columns wide. */
  public String text() {
    if (decoder.isEmpty()) {
      return "No trial has numbers to show yet.";
    }
    return text("Decoder by encoder variance", "variance", "high-frequency share", decoder)
        + "\n\n"
        + text("Encoder by input noise", "noise", "filter split", encoder)
        + "\n\nMeans over the rest of the grid, 95 % intervals over replicates; of shares and splits, geometric."
        + (isBalanced() ? "" : "\nLevels with unequal trials are averaged over different cells.");
  }

  /** Returns whether all levels of a factor were averaged over equally many trials. */
  public boolean isBalanced() {
    return Stream.of(decoder, encoder)
        .allMatch(levels -> levels.stream().map(Level::trials).distinct().count() <= 1);
  }

  private static String text(String title, String factor, String energy, List<Level> levels) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of(factor, "trials", energy, "Lipschitz ≥", "Lipschitz ≤"));
    for (Level level : levels) {
      lines.add(
          List.of(
              level.label(),
              String.valueOf(level.trials()),
              level.energy().map(Estimate::range).orElse("–"),
              level.lower().map(Estimate::plusMinus).orElse("–"),
              level.upper().map(Estimate::plusMinus).orElse("–")));
    }
    return title + "\n" + new TextTable("lrlll", lines).text().indent(2).stripTrailing();
  }

  private static List<Level> levels(List<Row> rows, String factor, String network, String energy) {
    return rows.stream()
        .filter(row -> row.<String>getAs("factor").equals(factor))
        .collect(groupingBy(SummaryTable::label, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(level -> level(level.getKey(), level.getValue(), network, energy))
        .toList();
  }

  private static Level level(String label, List<Row> rows, String network, String energy) {
    return new Level(
        label,
        rows.stream().mapToLong(row -> row.<Long>getAs("trials")).max().orElse(0),
        rows.stream().mapToLong(row -> row.<Long>getAs("replicates")).max().orElse(0),
        find(rows, network + "_" + energy)
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
