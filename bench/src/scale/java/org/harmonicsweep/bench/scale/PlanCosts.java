package org.harmonicsweep.bench.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.sweeps.plan.CostModel;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.trial.Trial;

/** Prints what the cost model says of each trial of a study: {@code trial_id,seconds}. */
final class PlanCosts {
  private PlanCosts() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Study study =
        new SweepReader(Map.of(), path -> true).read(file.toString(), Files.readAllBytes(file));
    DataSplit data = new DataLoader(new Configuration()).load(study.data(), study.testFraction());
    for (Trial trial : study.trials(data.identity())) {
      System.out.printf(Locale.ROOT, "%s,%.6g%n", trial.id().value(), CostModel.seconds(trial));
    }
  }
}
