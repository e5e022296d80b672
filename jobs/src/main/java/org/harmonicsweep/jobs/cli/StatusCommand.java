package org.harmonicsweep.jobs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.harmonicsweep.jobs.store.ResultDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code harmonic status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what is done and what is missing of a study, also while a run goes on",
      "elsewhere: it reads the parts, and asks nobody."
    })
final class StatusCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Directory of a study's results: out/<study>.")
  private String directory = "";

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    ResultDirectory results = ResultDirectory.open(Sessions.hadoop(), directory);
    PrintWriter out = output.out();
    Status.of(results.plan(), results.plannedTrials(), results.ledger())
        .lines()
        .forEach(out::println);
    return 0;
  }
}
