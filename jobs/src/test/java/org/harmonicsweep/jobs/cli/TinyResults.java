package org.harmonicsweep.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.Provenance;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.RowDigest;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.trial.Trial;

/**
 * Results of {@link TinyStudy}, made without Spark.
 *
 * @param directory that holds the directory of the study
 */
record TinyResults(Path directory) {
  private static final Configuration CONFIGURATION = new Configuration();

  /** Records a study as the one of the directory, and returns the rows of its trials. */
  List<TrialRow> train(String text) {
    Study study = new SweepReader(Map.of(), file -> true).read("tiny.yaml", text);
    DataSplit data = new DataLoader(CONFIGURATION).load(study.data(), study.testFraction());
    SweepPlan plan = SweepPlan.of(study, data.identity());
    results().record(plan, "test");
    Experiment experiment = new Experiment(data, study.metrics());
    StudyStamp stamp = new StudyStamp(study.name(), plan.digest(), plan.measurement());
    Provenance elsewhere =
        new Provenance(1, 1, 1, "there", "2026-01-02T03:04:05Z", "11", "none", 0);
    List<TrialRow> rows = new ArrayList<>();
    for (Trial trial : plan.trials()) {
      TrialResult result = experiment.run(trial);
      rows.add(ResultColumns.row(stamp, result, elsewhere));
    }
    return rows;
  }

  void commit(String cohort, List<TrialRow> rows) throws IOException {
    results().writer("run").commit(cohort, rows, 0);
  }

  ResultDirectory results() {
    return ResultDirectory.create(CONFIGURATION, directory.toString(), "tiny");
  }

  static String id(TrialRow row) {
    return text(row, "trial_id");
  }

  static String text(TrialRow row, String column) {
    return row.text(column).orElseThrow();
  }

  /** Changes a column, and the digest with it. */
  static TrialRow changed(TrialRow row, String column, UnaryOperator<Object> change) {
    TrialRow changed = with(row, column, change.apply(row.value(column).orElseThrow()));
    return with(changed, "row_digest", RowDigest.of(changed));
  }

  static TrialRow with(TrialRow row, String column, Object value) {
    List<Object> values = new ArrayList<>(row.values());
    values.set(ResultColumns.all().stream().map(Column::name).toList().indexOf(column), value);
    return new TrialRow(values);
  }

  static Object put(Object list, int item, UnaryOperator<Object> change) {
    List<Object> items = new ArrayList<>((List<?>) list);
    items.set(item, change.apply(items.get(item)));
    return Collections.unmodifiableList(items);
  }
}
