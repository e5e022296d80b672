package org.harmonicsweep.jobs.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.jobs.analysis.TextTable;
import org.harmonicsweep.jobs.analysis.Views;
import org.harmonicsweep.jobs.evidence.Finding.Scope;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.sweeps.claims.Claim;

/**
 * The claims of a study with their verdicts.
 *
 * <p>That what holds for one kind of network holds for the other (C5 of Camuto and Willetts 2022)
 * is seen from the findings by architecture.
 *
 * @param overall one per claim of the study, in the order of the catalogue
 * @param byArchitecture one per claim that was measured and architecture, where there are two
 *     architectures at least
 */
public record ClaimsTable(List<Finding> overall, List<Finding> byArchitecture) {
  private static final String ARCHITECTURES =
      """
      select distinct architecture,
        case when architecture_layers like '%conv%' then 'convolutional' else 'dense' end as kind
      from plan
      order by architecture, kind
      """;

  public ClaimsTable {
    overall = List.copyOf(overall);
    byArchitecture = List.copyOf(byArchitecture);
  }

  /** Registers the views of a result directory, and tests the claims of its study on them. */
  public static ClaimsTable of(SparkSession spark, ResultDirectory results) {
    Views.registerForMany(spark, results.path());
    return tested(spark, Claim.named(results.plan().claims()));
  }

  /** Tests claims on the views that were registered last. */
  static ClaimsTable tested(SparkSession spark, List<Claim> claims) {
    ClaimPoints points = ClaimPoints.read(spark, claims);
    Bootstrap bootstrap = new Bootstrap();
    List<Finding> overall =
        claims.stream()
            .map(claim -> finding(claim, Scope.everything(), points, bootstrap))
            .toList();
    List<Scope> scopes =
        spark.sql(ARCHITECTURES).collectAsList().stream()
            .map(row -> Scope.of(row.getString(0), row.getString(1)))
            .toList();
    List<Finding> apart =
        overall.stream()
            .filter(finding -> scopes.size() > 1 && finding.evidence().isPresent())
            .flatMap(
                finding -> scopes.stream().map(s -> finding(finding.claim(), s, points, bootstrap)))
            .toList();
    return new ClaimsTable(corrected(overall), corrected(apart));
  }

  /** Returns the table for a terminal, at most 100 columns wide; empty without claims. */
  public String text() {
    if (overall.isEmpty()) {
      return "";
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("verdict", "slope", "p", "claim"));
    for (Finding finding : overall) {
      lines.add(
          List.of(
              finding.verdict().words(),
              finding.evidence().flatMap(Evidence::effect).map(ClaimsTable::shown).orElse("–"),
              finding.evidence().map(e -> probability(finding.adjusted())).orElse("–"),
              finding.claim().key()));
      if (finding.reason().isEmpty()) {
        kinds(finding).ifPresent(kinds -> lines.add(List.of("", "", "", "  " + kinds)));
      }
    }
    return "Claims\n"
        + new TextTable("llll", lines).text().indent(2).stripTrailing()
        + "\n\nSlope of ln(quantity) against ln(knob), of noise per unit, at the low end for a rise that turns;"
        + "\n95 % intervals over replicates, p after Holm's correction.";
  }

  /**
   * Returns in how many architectures of either kind the verdict on a claim is the overall one,
   * such as {@code in 1 of 1 convolutional, 2 of 3 dense}; empty without several architectures.
   */
  public Optional<String> kinds(Finding overall) {
    List<Finding> findings =
        byArchitecture.stream().filter(f -> f.claim().equals(overall.claim())).toList();
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        findings.stream()
            .collect(groupingBy(f -> f.scope().kind().orElse(""), TreeMap::new, toList()))
            .entrySet()
            .stream()
            .map(
                kind ->
                    "%d of %d %s"
                        .formatted(
                            kind.getValue().stream()
                                .filter(f -> f.verdict().equals(overall.verdict()))
                                .count(),
                            kind.getValue().size(),
                            kind.getKey()))
            .collect(joining(", ", "in ", "")));
  }

  /** Makes the view {@code claims} known to a Spark session: both lists, one below the other. */
  public void register(SparkSession spark) {
    List<Row> rows =
        Stream.concat(overall.stream(), byArchitecture.stream()).map(ClaimRow::of).toList();
    spark.createDataFrame(rows, ClaimRow.SCHEMA).createOrReplaceTempView("claims");
  }

  /** Returns a p-value for people. */
  public static String probability(double p) {
    return p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  private static String shown(Estimate effect) {
    return number(effect.mean()) + effect.interval().map(ClaimsTable::shown).orElse("");
  }

  private static String shown(Interval interval) {
    return " [" + number(interval.low()) + ", " + number(interval.high()) + "]";
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.equals("-0.00") ? "0.00" : text;
  }

  private static Finding finding(
      Claim claim, Scope scope, ClaimPoints points, Bootstrap bootstrap) {
    List<List<Block>> replicates =
        points.replicates(claim, name -> scope.architecture().map(name::equals).orElse(true));
    Optional<Evidence> evidence =
        Evidence.of(claim, scope.architecture().orElse(""), replicates, bootstrap, Evidence.DRAWS);
    return new Finding(claim, scope, evidence, 1);
  }

  /**
   * Returns the findings with their p-values corrected for how many they are. Those that too few
   * levels and replicates keep from ever being significant do not count (Tarone, A modified
   * Bonferroni method for discrete data, Biometrics 1990).
   */
  static List<Finding> corrected(List<Finding> findings) {
    List<Finding> measured = findings.stream().filter(ClaimsTable::counts).toList();
    double[] adjusted =
        Holm.adjusted(
            measured.stream()
                .map(Finding::evidence)
                .flatMap(Optional::stream)
                .mapToDouble(Evidence::probability)
                .toArray());
    List<Finding> corrected = new ArrayList<>(findings);
    IntStream.range(0, adjusted.length)
        .forEach(
            i ->
                corrected.set(
                    findings.indexOf(measured.get(i)), with(measured.get(i), adjusted[i])));
    return List.copyOf(corrected);
  }

  private static boolean counts(Finding finding) {
    return finding
        .evidence()
        .filter(evidence -> evidence.leastProbability() <= Finding.LEVEL)
        .isPresent();
  }

  private static Finding with(Finding finding, double adjusted) {
    return new Finding(finding.claim(), finding.scope(), finding.evidence(), adjusted);
  }
}
