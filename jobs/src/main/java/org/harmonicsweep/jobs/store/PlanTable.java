package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.util.List;
import java.util.Set;
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
  private static final Set<String> PARAMETERS =
      Set.of(
          "trial_id",
          "study",
          "plan_digest",
          "engine",
          "contract",
          "architecture",
          "architecture_layers",
          "latent",
          "likelihood",
          "encoder_variance",
          "encoder_variance_mode",
          "kl_weight",
          "input_noise",
          "noise_target",
          "replicate",
          "seed",
          "epochs",
          "batch",
          "learning_rate",
          "data_digest",
          "features",
          "training_samples",
          "test_samples",
          "measurement");

  private PlanTable() {}

  static TableSchema schema() {
    return new TableSchema(
        ResultColumns.all().stream().filter(c -> PARAMETERS.contains(c.name())).toList());
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
