package org.harmonicsweep.jobs.cli;

import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.store.Bundle;
import org.harmonicsweep.jobs.store.Publication;
import org.harmonicsweep.jobs.store.Publication.Completeness;
import org.harmonicsweep.jobs.store.ResultDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code harmonic publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the bundle that one archives with a paper: the rows in few large files sorted by",
      "trial, their provenance apart, the study, the plan, the meaning of every column, and",
      "checksums. The table is the same, byte for byte, however the study was run.",
      "",
      "The exit code is 66 if trials have no row, if a part is damaged, or if BUNDLE exists.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = "  harmonic publish out/quickstart --to quickstart-1.0")
final class PublishCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Directory of a study's results: out/<study>.")
  private String directory = "";

  @Option(
      names = "--to",
      paramLabel = "BUNDLE",
      required = true,
      description = "Directory to make, a path or URI.")
  private String bundle = "";

  @Option(
      names = "--partial",
      description = "Publish what is there of a study that is not finished, or damaged.")
  private boolean isPartial;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    ResultDirectory results = ResultDirectory.open(Sessions.hadoop(), directory);
    try (SparkSession spark = Sessions.start("publish")) {
      Publication publication = new Publication(new JavaSparkContext(spark.sparkContext()));
      tell(
          publication.publish(
              results, bundle, isPartial ? Completeness.PARTIAL : Completeness.WHOLE));
    }
    return ExitCode.DONE.number();
  }

  private void tell(Bundle made) {
    String missing = made.missing() == 0 ? "" : "; %d trials have no row".formatted(made.missing());
    String settled =
        made.settled() == 0
            ? ""
            : "; %d rows were chosen of several that differ".formatted(made.settled());
    output
        .out()
        .println(
            "%d trials in %d files, %.1f MB%s%s"
                .formatted(
                    made.trials(), made.files().size(), made.bytes() / 1e6, missing, settled));
    output.out().println("bundle   " + made.directory());
  }
}
