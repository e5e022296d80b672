package org.harmonicsweep.jobs.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.evidence.ClaimsTable;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.sweeps.claims.Claim;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code harmonic claims}. */
@Command(
    name = "claims",
    mixinStandardHelpOptions = true,
    description = {
      "Says which claims a study supports, which it contradicts and which it leaves open.",
      "",
      "Without a directory: lists the claims that a study may name.",
      ""
    },
    footerHeading = "%nAs a table:%n",
    footer = "  harmonic sql DIR \"select * from claims\" --format csv")
final class ClaimsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Directory of a study's results: out/<study>.")
  private @Nullable String directory;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    output.out().println(Optional.ofNullable(directory).map(this::tested).orElseGet(this::known));
    return 0;
  }

  private String tested(String path) {
    ResultDirectory results = ResultDirectory.open(Sessions.hadoop(), path);
    results.requireReadable();
    try (SparkSession spark = Sessions.start("claims")) {
      ClaimsTable claims = ClaimsTable.of(spark, results);
      return claims.overall().isEmpty() ? "The study asks about no claim." : claims.text();
    }
  }

  private String known() {
    return Arrays.stream(Claim.values())
        .map(claim -> "%n%s%n  %s%n".formatted(claim.key(), claim.sentence()))
        .collect(Collectors.joining("", "Claims that a study may name under 'claims':\n", ""))
        .stripTrailing();
  }
}
