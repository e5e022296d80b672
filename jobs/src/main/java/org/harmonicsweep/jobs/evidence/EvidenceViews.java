package org.harmonicsweep.jobs.evidence;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.sweeps.claims.Claim;

/** The views that no SQL can compute: they draw random numbers. */
public final class EvidenceViews {
  private static final String CLAIMS = "claims";

  private static final List<IntervalView> INTERVALS =
      List.of(IntervalView.ofCells(), IntervalView.ofContrasts(), IntervalView.ofDecays());

  /** Their names. */
  public static final List<String> NAMES =
      Stream.concat(Stream.of(CLAIMS), INTERVALS.stream().map(IntervalView::name)).toList();

  private EvidenceViews() {}

  /**
   * Computes those of them that a query names, over the views that were registered last: to compute
   * all would make every query wait.
   */
  public static void register(SparkSession spark, ResultDirectory results, String query) {
    String text = query.toLowerCase(Locale.ROOT);
    if (text.contains(CLAIMS)) {
      ClaimsTable.tested(spark, Claim.named(results.plan().claims())).register(spark);
    }
    for (IntervalView view : INTERVALS) {
      if (text.contains(view.name())) {
        view.register(spark);
      }
    }
  }
}
