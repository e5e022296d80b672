package org.harmonicsweep.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.DrillErrors;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.drill.Drill;
import org.harmonicsweep.jobs.drill.Fault;
import org.harmonicsweep.jobs.drill.LoopbackCluster;
import org.harmonicsweep.jobs.drill.Outcome;
import org.harmonicsweep.jobs.drill.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code harmonic drill}. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Proves on this machine that no fault costs a row: starts a Spark cluster of processes on",
      "the loopback addresses, runs a small study undisturbed, then kills, stops and damages on",
      "purpose, runs it again, and compares the published tables byte for byte.",
      "",
      "The exit code is 76 if a fault lost, doubled or changed a row, and 70 if anything else",
      "did not go as documented. docs/drill.md says what each fault is.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  harmonic drill", "  harmonic drill --rounds 20 --faults driver-killed,disk-full"})
final class DrillCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "drill",
      description = "Directory to make, for results and logs. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("drill");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = {
        "How often the driver is killed; every other fault is tried once, and once more for each",
        "ten. Default: ${DEFAULT-VALUE}."
      })
  private int rounds = 3;

  @Option(
      names = "--faults",
      paramLabel = "FAULT",
      split = ",",
      description = "Faults to try, in this order. Default: all.")
  private List<String> faults = List.of();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Of the random moments and places. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, csv, or json: one object per line. Default: table.")
  private DrillTable format = DrillTable.TABLE;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1) {
      throw output.usage("--rounds is " + rounds + ", must be at least 1");
    }
    List<Fault> tried =
        faults.isEmpty() ? List.of(Fault.values()) : faults.stream().map(Fault::of).toList();
    Program program = Program.running(Main.class);
    Path directory = out.toAbsolutePath();
    if (Files.exists(directory)) {
      throw DrillErrors.directoryExists(directory.toString());
    }
    Files.createDirectories(directory);
    List<Outcome> outcomes;
    try (LoopbackCluster cluster = LoopbackCluster.start(program, directory.resolve("cluster"));
        SparkSession spark = Sessions.start("drill")) {
      Drill.Settings settings = new Drill.Settings(tried, rounds, seed);
      outcomes = new Drill(spark, cluster, directory, settings, output.err()::println).run();
    }
    output.out().println(format.text(outcomes));
    refuse(outcomes);
    return ExitCode.DONE.number();
  }

  private static void refuse(List<Outcome> outcomes) {
    List<String> differing = faults(outcomes, outcome -> !outcome.difference().isNone());
    if (!differing.isEmpty()) {
      throw DrillErrors.rowsDiffer(differing);
    }
    List<String> complained = faults(outcomes, outcome -> !outcome.complaints().isEmpty());
    if (!complained.isEmpty()) {
      throw DrillErrors.complaints(complained);
    }
  }

  private static List<String> faults(List<Outcome> outcomes, Predicate<Outcome> chosen) {
    return outcomes.stream().filter(chosen).map(outcome -> outcome.fault().key()).toList();
  }
}
