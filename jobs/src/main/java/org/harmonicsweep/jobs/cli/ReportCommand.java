package org.harmonicsweep.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.report.Report;
import org.harmonicsweep.jobs.store.ResultDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code harmonic report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes report.html, a page that needs no other file, from what is there.")
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Directory of a study's results: out/<study>.")
  private String directory = "";

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    ResultDirectory results = ResultDirectory.open(Sessions.hadoop(), directory);
    results.requireReadable();
    try (SparkSession spark = Sessions.start("report")) {
      output.out().println(Words.path(Report.write(spark, results.path())));
    }
    return 0;
  }
}
