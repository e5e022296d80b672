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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code harmonic reproduce}. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Trains one row again on this machine, without Spark, and compares every bit; of an engine",
      "that promises no bits (dl4j, dl4j-spark) the measured numbers, within tolerances.",
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
  @Mixin private final TrialArguments arguments = new TrialArguments();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Configuration configuration = Sessions.hadoop();
    ResultDirectory results = ResultDirectory.open(configuration, arguments.directory());
    Rerun rerun =
        Rerun.of(configuration, new StoredStudy(configuration, results), arguments.trial());
    SlowStart.warning().ifPresent(output::warn);
    output.err().println(ReproductionText.start(rerun.trial()));
    Reproduction reproduction = rerun.run();
    ReproductionText.lines(reproduction).forEach(output.out()::println);
    requireEqual(reproduction);
    return ExitCode.DONE.number();
  }

  private static void requireEqual(Reproduction reproduction) {
    if (!reproduction.isReproduced()) {
      Difference first = reproduction.differences().get(0);
      throw JobErrors.notReproduced(
          reproduction.again().text("trial_id").orElseThrow(),
          first.place(),
          reproduction.differences().stream().map(Difference::column).distinct().count(),
          reproduction.compared());
    }
  }
}
