package org.harmonicsweep.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.sweeps.plan.CohortPlanner;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code harmonic plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows what a study would train, and how long that takes; nothing runs.")
final class PlanCommand implements Callable<Integer> {
  @Mixin private final StudyOptions options = new StudyOptions();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Configuration configuration = Sessions.hadoop();
    Study study = options.read(configuration);
    SweepPlan plan =
        SweepPlan.of(
            study,
            new DataLoader(configuration).load(study.data(), study.testFraction()).identity());
    int slots = Runtime.getRuntime().availableProcessors();
    List<Cohort> cohorts = new CohortPlanner(slots).plan(plan.trials());
    PlanText.lines(plan, cohorts, slots).forEach(output.out()::println);
    PlanText.warning(plan).ifPresent(output::warn);
    return 0;
  }
}
