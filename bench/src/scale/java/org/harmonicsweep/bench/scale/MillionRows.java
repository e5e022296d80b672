package org.harmonicsweep.bench.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.jobs.store.PartFile;
import org.harmonicsweep.results.Provenance;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.Trial;

/**
 * Fills the directory of a study with a row per trial, by the product's own columns and part files,
 * without training more than one: every row says of its trial how that one ended.
 *
 * <p>Arguments: the study, the directory of {@code --out}, rows per part.
 */
final class MillionRows {
  private MillionRows() {}

  public static void main(String[] arguments) throws Exception {
    Declared declared = Declared.in(arguments[0]);
    Study study = declared.study();
    DataSplit data = declared.data();
    int size = Integer.parseInt(arguments[2]);
    SweepPlan plan = SweepPlan.of(study, data.identity());
    StudyStamp stamp = new StudyStamp(study.name(), plan.digest(), plan.measurement());
    TrialResult one = new Experiment(data, study.metrics()).run(plan.trials().get(0));
    Path parts = Path.of(arguments[1], study.name(), "trials");
    Files.createDirectories(parts);
    int count = (plan.trials().size() + size - 1) / size;
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int to = Math.min(plan.trials().size(), (i + 1) * size);
              write(parts, stamp, one, plan.trials().subList(i * size, to));
            });
    System.out.println(plan.trials().size() + " rows in " + count + " parts");
  }

  private static void write(Path parts, StudyStamp stamp, TrialResult one, List<Trial> trials) {
    TrialRow[] rows = new TrialRow[trials.size()];
    for (int i = 0; i < rows.length; i++) {
      TrialResult result = new TrialResult(trials.get(i), one.outcome(), 1e-4, 0, 1e-4);
      Provenance here =
          new Provenance(1e-4, 1e-4, 1e-4, "bench", "2026-01-01T00:00:00Z", "17", "bench", 0);
      rows[i] = ResultColumns.row(stamp, result, here);
    }
    String name = "part-" + new Cohort(trials, 1).digest(stamp.measurement()) + ".parquet";
    try {
      PartFile.write(
          new Configuration(),
          new org.apache.hadoop.fs.Path(parts.resolve(name).toUri()),
          Arrays.asList(rows));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
