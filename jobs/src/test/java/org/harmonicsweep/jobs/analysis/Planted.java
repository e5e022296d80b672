package org.harmonicsweep.jobs.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.jobs.store.PartFile;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.Provenance;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Origins;
import org.harmonicsweep.sweeps.spec.Replication;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.Tolerance;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/** A result directory whose numbers were made up, written by the code that writes real ones. */
public final class Planted {
  private final ResultDirectory directory;
  private final SweepPlan plan;
  private final Configuration configuration = new Configuration();
  private int parts;

  /** Plans the given cells. */
  public Planted(java.nio.file.Path out, List<Model> cells, int replicates) {
    this(out, "planted", "Does it hold?", cells, replicates);
  }

  /** Plans the given cells for a study of the given name and question. */
  public Planted(
      java.nio.file.Path out, String name, String question, List<Model> cells, int replicates) {
    Study study =
        new Study(
            name,
            question,
            new DataSource.Disks(100, 8, 1),
            0.1,
            cells,
            Replication.times(replicates),
            7,
            new Training(2, 10, 1e-3),
            List.of(Engine.strict()),
            MetricSet.of(List.of(MetricFamily.SPECTRUM, MetricFamily.LIPSCHITZ)),
            Claim.testableOn(cells),
            Tolerance.unsaid(),
            "study: planted\n",
            Origins.of("planted.yaml"));
    this.plan = SweepPlan.of(study, DataIdentity.ofVectors("a".repeat(64), 4, 90, 10));
    this.directory = ResultDirectory.create(configuration, out.toString(), "planted");
    directory.record(plan, "test");
  }

  /** Returns a cell of the architecture {@code small} with two latent dimensions. */
  public static Model cell(EncoderVariance variance, double klWeight, double inputNoise) {
    return cell("small", 8, variance, klWeight, inputNoise);
  }

  /** Returns a cell of an architecture with one hidden layer. */
  public static Model cell(
      String name, int width, EncoderVariance variance, double klWeight, double inputNoise) {
    return new Model(
        Architecture.dense(name, List.of(width), List.of(width), Activation.TANH),
        2,
        Likelihood.GAUSSIAN,
        variance,
        klWeight,
        InputNoise.denoising(inputNoise));
  }

  /** Returns the path of the directory. */
  public String path() {
    return directory.display();
  }

  /** Returns the trials of the plan. */
  public List<Trial> trials() {
    return plan.trials();
  }

  /** Returns the row of a trial that ended well, with the given values by column. */
  public TrialRow row(Trial trial, Map<String, Object> values) {
    TrialRow row =
        ResultColumns.row(
            new StudyStamp(plan.study().name(), plan.digest(), plan.measurement()),
            new TrialResult(trial, new TrialOutcome.Diverged(3), 1, 0.5, 1.5),
            new Provenance(1.5, 1, 1.5, "host", "2025-01-01T00:00:00Z", "17", "amd64/256", 0));
    return with(with(with(row, "status", "ok"), "failure_step", null), values);
  }

  /** Returns a row with some values replaced. */
  public static TrialRow with(TrialRow row, Map<String, Object> values) {
    TrialRow changed = row;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      changed = with(changed, value.getKey(), value.getValue());
    }
    return changed;
  }

  /** Returns a row with one value replaced. */
  public static TrialRow with(TrialRow row, String column, Object value) {
    List<String> names = ResultColumns.all().stream().map(Column::name).toList();
    List<Object> values = new ArrayList<>(row.values());
    values.set(names.indexOf(column), value);
    return new TrialRow(values);
  }

  /** Writes one part. */
  public void write(List<TrialRow> rows) {
    Path file = new Path(path() + "/trials/part-" + parts++ + ".parquet");
    try {
      PartFile.write(configuration, file, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
