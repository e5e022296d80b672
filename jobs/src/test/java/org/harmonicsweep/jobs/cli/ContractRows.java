package org.harmonicsweep.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.jobs.execution.Workplace;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;

/**
 * Trains and measures a study alone in its JVM, without Spark, and prints the kernels' name and the
 * rows' digests: a program for {@link ContractIT}, to be run under other flags and on other Javas.
 */
final class ContractRows {
  private ContractRows() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    out.println(Kernels.create().name());
    rows(Path.of(arguments[0])).forEach(out::println);
  }

  /** Returns a line per trial of a study: its id, and the digests of its weights and its row. */
  static List<String> rows(Path file) throws IOException {
    Study study =
        new SweepReader(Map.of(), data -> false).read(file.toString(), Files.readAllBytes(file));
    DataSplit data =
        new DataLoader(new Configuration(false)).load(study.data(), study.testFraction());
    SweepPlan plan = SweepPlan.of(study, data.identity());
    StudyStamp stamp = new StudyStamp(study.name(), plan.digest(), plan.measurement());
    Experiment experiment = new Experiment(data, study.metrics());
    return plan.trials().stream().map(trial -> line(stamp, experiment.run(trial))).toList();
  }

  private static String line(StudyStamp stamp, TrialResult result) {
    TrialRow row = ResultColumns.row(stamp, result, Workplace.here(0).of(result));
    return String.join(
        " ",
        row.text("trial_id").orElseThrow(),
        row.text("weights_digest").orElseThrow(),
        row.text("row_digest").orElseThrow());
  }
}
