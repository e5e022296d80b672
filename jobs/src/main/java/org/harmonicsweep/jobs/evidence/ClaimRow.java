package org.harmonicsweep.jobs.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.sweeps.claims.Claim;
import org.jspecify.annotations.Nullable;

/** A finding as a row of the view {@code claims}. */
final class ClaimRow {
  static final StructType SCHEMA =
      new StructType()
          .add("claim", DataTypes.StringType)
          .add("source", DataTypes.StringType)
          .add("architecture", DataTypes.StringType)
          .add("network_kind", DataTypes.StringType)
          .add("knob", DataTypes.StringType)
          .add("quantity", DataTypes.StringType)
          .add("direction", DataTypes.StringType)
          .add("replicates", DataTypes.IntegerType)
          .add("settings", DataTypes.IntegerType)
          .add("levels", DataTypes.IntegerType)
          .add("rank_correlation", DataTypes.DoubleType)
          .add("slope", DataTypes.DoubleType)
          .add("slope_low", DataTypes.DoubleType)
          .add("slope_high", DataTypes.DoubleType)
          .add("bootstrap_low", DataTypes.DoubleType)
          .add("bootstrap_high", DataTypes.DoubleType)
          .add("end_slope", DataTypes.DoubleType)
          .add("end_slope_low", DataTypes.DoubleType)
          .add("end_slope_high", DataTypes.DoubleType)
          .add("slope_theory", DataTypes.DoubleType)
          .add("p_value", DataTypes.DoubleType)
          .add("p_holm", DataTypes.DoubleType)
          .add("verdict", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("query", DataTypes.StringType);

  private ClaimRow() {}

  static Row of(Finding finding) {
    Claim claim = finding.claim();
    Optional<Evidence> evidence = finding.evidence();
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(claim.key());
    cells.add(claim.source().key());
    cells.add(finding.scope().architecture().orElse(null));
    cells.add(finding.scope().kind().orElse(null));
    cells.add(claim.knob().key());
    cells.add(claim.measure().text());
    cells.add(claim.direction().key());
    cells.add(evidence.map(Evidence::replicates).orElse(null));
    cells.add(evidence.map(Evidence::settings).orElse(null));
    cells.add(evidence.map(Evidence::levels).orElse(null));
    cells.add(evidence.map(Evidence::rankCorrelation).orElse(null));
    addEstimate(cells, evidence.flatMap(Evidence::effect));
    addInterval(cells, evidence.flatMap(Evidence::bootstrap));
    addEstimate(cells, evidence.flatMap(Evidence::end));
    OptionalDouble exponent = claim.exponent();
    cells.add(exponent.isPresent() ? exponent.getAsDouble() : null);
    cells.add(evidence.map(Evidence::probability).orElse(null));
    cells.add(evidence.map(e -> finding.adjusted()).orElse(null));
    cells.add(finding.verdict().words());
    cells.add(finding.reason());
    cells.add(finding.query());
    return RowFactory.create(cells.toArray());
  }

  private static void addEstimate(List<@Nullable Object> cells, Optional<Estimate> estimate) {
    cells.add(estimate.map(Estimate::mean).orElse(null));
    addInterval(cells, estimate.flatMap(Estimate::interval));
  }

  private static void addInterval(List<@Nullable Object> cells, Optional<Interval> interval) {
    cells.add(interval.map(Interval::low).orElse(null));
    cells.add(interval.map(Interval::high).orElse(null));
  }
}
