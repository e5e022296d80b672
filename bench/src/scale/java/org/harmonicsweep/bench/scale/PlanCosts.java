package org.harmonicsweep.bench.scale;

import java.util.Locale;
import org.harmonicsweep.sweeps.plan.CostModel;
import org.harmonicsweep.trial.Trial;

/** Prints what the cost model says of each trial of a study: {@code trial_id,seconds}. */
final class PlanCosts {
  private PlanCosts() {}

  public static void main(String[] arguments) throws Exception {
    Declared declared = Declared.in(arguments[0]);
    for (Trial trial : declared.study().trials(declared.data().identity())) {
      System.out.printf(Locale.ROOT, "%s,%.6g%n", trial.id().value(), CostModel.seconds(trial));
    }
  }
}
