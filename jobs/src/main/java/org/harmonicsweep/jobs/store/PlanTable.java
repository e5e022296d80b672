package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.ParquetWriter;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Trial;

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
    StudyStamp stamp = new StudyStamp(plan.study().name(), plan.digest(), plan.measurement());
    MemoryFile file = new MemoryFile();
    try (ParquetWriter<List<?>> rows = PartFile.writer(file, schema())) {
      for (Trial trial : plan.trials()) { // one after another: a plan may have millions
        rows.write(ResultColumns.parameters(stamp, trial));
      }
    }
    return file.bytes();
  }
}
