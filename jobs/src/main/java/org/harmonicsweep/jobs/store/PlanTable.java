package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.util.List;
import org.harmonicsweep.experiment.TrialOutcome.Diverged;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.Provenance;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * The plan as a table: one row per trial, with its parameters named and typed as in {@code trials}.
 *
 * <p>So "what is missing" is a question of SQL, with the parameters at hand.
 */
final class PlanTable {
  private PlanTable() {}

  static TableSchema schema() {
    return new TableSchema(ResultColumns.parameters());
  }

  static byte[] bytes(SweepPlan plan) throws IOException {
    TableSchema schema = schema();
    StudyStamp stamp = new StudyStamp(plan.study().name(), plan.digest(), plan.measurement());
    return PartFile.bytes(
        schema, plan.trials().stream().map(trial -> values(schema, stamp, trial)).toList());
  }

  /** What a result row says of the trial is known before there is a result. */
  private static List<@Nullable Object> values(TableSchema schema, StudyStamp stamp, Trial trial) {
    TrialResult nothingYet = new TrialResult(trial, new Diverged(1), 0, 0, 0);
    TrialRow row = ResultColumns.row(stamp, nothingYet, new Provenance(0, 0, 0, "", "", "", "", 0));
    return schema.columns().stream()
        .map(Column::name)
        .<@Nullable Object>map(name -> row.value(name).orElse(null))
        .toList();
  }
}
