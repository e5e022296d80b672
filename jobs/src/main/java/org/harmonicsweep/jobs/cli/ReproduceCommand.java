package org.harmonicsweep.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.execution.SlowStart;
import org.harmonicsweep.jobs.reproduction.Reproduction;
import org.harmonicsweep.jobs.reproduction.Rerun;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.jobs.store.StoredStudy;
import org.harmonicsweep.results.Difference;
import org.harmonicsweep.sweeps.plan.CostModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code harmonic reproduce}. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Trains one row again on this machine, without Spark, and compares every bit.",
      "",
      "The exit code is 0 if all columns agree, and 76 if one differs: then it says which,",
      "from which epoch on, and whether Java and processor are those of the row. Where, when",
      "and how fast a row was made is not compared. A row of another numeric contract, other",
      "data or other metrics cannot be reproduced: exit code 66.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = "  harmonic reproduce out/quickstart 3fa9c1")
final class ReproduceCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Directory of a study's results: out/<study>.")
  private String directory = "";

  @Parameters(
      index = "1",
      paramLabel = "TRIAL",
      description = "A trial_id, or its first six digits or more.")
  private String trial = "";

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Configuration configuration = Sessions.hadoop();
    ResultDirectory results = ResultDirectory.open(configuration, directory);
    Rerun rerun = Rerun.of(configuration, new StoredStudy(configuration, results), trial);
    SlowStart.warning().ifPresent(output::warn);
    output
        .err()
        .println(
            "training %s again, about %s"
                .formatted(
                    ReproductionText.brief(rerun.trial().id().value()),
                    Words.duration(CostModel.seconds(rerun.trial()))));
    Reproduction reproduction = rerun.run();
    ReproductionText.lines(reproduction).forEach(output.out()::println);
    requireEqual(reproduction);
    return ExitCode.DONE.number();
  }

  private static void requireEqual(Reproduction reproduction) {
    if (!reproduction.comparison().isEqual()) {
      Difference first = reproduction.comparison().differences().get(0);
      throw JobErrors.notReproduced(
          reproduction.again().text("trial_id").orElseThrow(),
          first.place(),
          reproduction.comparison().differences().size(),
          reproduction.comparison().compared());
    }
  }
}
