package org.harmonicsweep.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.pipeline.QuietPipeline;
import org.harmonicsweep.jobs.pipeline.RunResult;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;

/**
 * Runs a study as {@code harmonic run} does, but for the report, and prints what the executors say
 * of their start: a program for {@link ContractIT}.
 */
final class ContractRun {
  private ContractRun() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Study study =
        new SweepReader(Map.of(), data -> false).read(file.toString(), Files.readAllBytes(file));
    try (SparkSession spark = Sessions.start(study.name())) {
      RunResult result = QuietPipeline.on(spark).run(study, arguments[1], "run");
      result.execution().warnings().forEach(System.out::println);
    }
  }
}
