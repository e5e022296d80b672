package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no Spark; the others are run as real processes by {@code HarmonicIT}. */
class MainTest {
  @TempDir private Path directory;

  private static final List<String> COMMANDS =
      List.of(
          "plan",
          "run",
          "show",
          "reproduce",
          "export",
          "measure",
          "status",
          "sql",
          "claims",
          "report",
          "publish",
          "drill");

  static Stream<String> commands() {
    return COMMANDS.stream();
  }

  @Test
  void helpNamesEveryCommandAndEveryExitCode() {
    CommandLineRun run = CommandLineRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(COMMANDS)
        .contains("Examples:")
        .contains("64", "65", "66", "70", "75", "76");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasItsHelp(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("harmonic " + command);
  }

  @Test
  void theVersionIsToldWithTheJava() {
    assertThat(CommandLineRun.of("--version").out())
        .startsWith("harmonic-sweep ")
        .contains(Runtime.version().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "paln study.yaml",
        "plan",
        "plan a b",
        "run --uot x study.yaml",
        "run study.yaml --tolerate 2",
        "run study.yaml --tolerate NaN",
        "run study.yaml --tolerate many",
        "sql out/x",
        "sql out/x q --format xml",
        "status",
        "report",
        "reproduce out/x",
        "show out/x",
        "export out/x",
        "export out/x 3fa9c1 --format pickle",
        "measure",
        "measure x.onnx --shape 28x28",
        "measure x.onnx --replicate -1",
      })
  void wrongUsageIsCode64AndNoStackTrace(String line) {
    CommandLineRun run = CommandLineRun.of(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).startsWith("harmonic: ").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMisspeltCommandIsMetWithASuggestion() {
    assertThat(CommandLineRun.of("stauts", "out").err()).contains("status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void aMissingStudyIsCode66(String command) {
    CommandLineRun run = CommandLineRun.of(command, directory.resolve("none.yaml").toString());

    assertThat(run.exitCode()).isEqualTo(66);
    assertThat(run.err()).contains("none.yaml: there is no such study file").hasLineCount(1);
  }

  @Test
  void aDirectoryIsNoStudy() {
    assertOneLine(66, CommandLineRun.of("plan", directory.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void aBadStudyIsCode65WithItsPlace(String command) throws IOException {
    String study = TinyStudy.in(directory, TinyStudy.TEXT.replace("kl_weight", "kl_wieght"));

    CommandLineRun run = CommandLineRun.of(command, study, "--set", "X=1");
    assertThat(run.exitCode()).isEqualTo(64);

    run = CommandLineRun.of(command, study);
    assertOneLine(65, run);
    assertThat(run.err()).contains("tiny.yaml:10:3:").contains("kl_weight");
  }

  @Test
  void bytesThatAreNoTextAreCode65() throws IOException {
    Path study = directory.resolve("binary.yaml");
    Files.write(study, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

    assertOneLine(65, CommandLineRun.of("plan", study.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void missingDataAreCode66AndNothingIsMade(String command) throws IOException {
    String study =
        TinyStudy.in(
            directory,
            TinyStudy.TEXT.replaceFirst(
                "data: .*",
                "data: {source: idx, images: \\$\\{MNIST\\}/images, test_fraction: 0.1}"));

    CommandLineRun run =
        CommandLineRun.of(command, study, "--set", "MNIST=" + directory.resolve("nowhere"));

    assertOneLine(66, run);
    assertThat(run.err()).contains("nowhere");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void aSettingThatTheStudyHasNoUseForIsCode64() throws IOException {
    String study =
        TinyStudy.in(directory, TinyStudy.TEXT.replace("samples: 60", "samples: ${N:60}"));

    assertOneLine(64, CommandLineRun.of("plan", study, "--set", "M=70"));
    assertOneLine(64, CommandLineRun.of("plan", study, "--set", "N"));
    assertThat(CommandLineRun.of("plan", study, "--set", "M=70").err()).contains("it has N");
    assertThat(CommandLineRun.of("plan", study, "--set", "N=70").out()).contains("56 training");
  }

  @Test
  void thePlanTellsCellsTrialsAndCost() throws IOException {
    CommandLineRun run = CommandLineRun.of("plan", TinyStudy.in(directory, TinyStudy.TEXT));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("tiny: Does it run?")
        .contains("2 features, 48 training and 12 held-out samples")
        .contains("0.1, 0.3, learned")
        .contains("6 cells, 12 trials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status DIR",
        "sql DIR select",
        "report DIR",
        "claims DIR",
        "reproduce DIR 3fa9c1",
        "show DIR 3fa9c1"
      })
  void aDirectoryWithoutResultsIsCode66(String line) {
    assertOneLine(66, CommandLineRun.of(line.replace("DIR", directory.toString()).split(" ")));
    assertOneLine(
        66, CommandLineRun.of(line.replace("DIR", directory.resolve("no") + "").split(" ")));
  }

  @Test
  void withoutADirectoryTheClaimsAreListedThatAStudyMayName() {
    CommandLineRun run = CommandLineRun.of("claims");

    assertThat(run.exitCode()).isZero();
    for (Claim claim : Claim.values()) {
      assertThat(run.out()).contains("\n" + claim.key() + "\n  " + claim.sentence());
    }
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void statusCountsWhatIsDoneWithoutARunningDriver() throws IOException {
    SweepPlan plan = Studies.plan("waves", 2, 2);
    ResultDirectory results =
        ResultDirectory.create(new Configuration(), directory.toString(), "waves");
    results.record(plan, "test");
    results
        .writer("run")
        .commit(
            "a",
            plan.trials().stream().limit(3).map(t -> Studies.diverged(plan, t, 1)).toList(),
            0);

    CommandLineRun run = CommandLineRun.of("status", directory.resolve("waves").toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("4 trials in 2 cells")
        .containsPattern("done +3\n")
        .containsPattern("missing +1\n")
        .containsPattern("failed +0\n")
        .containsPattern("diverged +3\n")
        // three trials of 1.5 s that all ended at the same time ran side by side
        .containsPattern("rate +120 trials per minute")
        .containsPattern("to go +about 1 s");
  }

  @Test
  void statusNamesDamagedParts() throws IOException {
    SweepPlan plan = Studies.plan("waves", 1, 1);
    ResultDirectory results =
        ResultDirectory.create(new Configuration(), directory.toString(), "waves");
    results.record(plan, "test");
    Files.writeString(directory.resolve("waves/trials/part-b.parquet"), "PAR1");

    assertThat(CommandLineRun.of("status", directory.resolve("waves").toString()).out())
        .contains("part-b.parquet");
    CommandLineRun report = CommandLineRun.of("report", directory.resolve("waves").toString());
    assertOneLine(66, report);
    assertThat(report.err()).contains("part-b.parquet");
  }

  @Test
  void twoRowsOfATrialThatDifferAreCode76() throws IOException {
    SweepPlan plan = Studies.plan("waves", 1, 1);
    ResultDirectory results =
        ResultDirectory.create(new Configuration(), directory.toString(), "waves");
    results.record(plan, "test");
    for (int step = 1; step <= 2; step++) {
      results
          .writer("run")
          .commit("c" + step, List.of(Studies.diverged(plan, plan.trials().get(0), step)), 0);
    }

    assertOneLine(76, CommandLineRun.of("status", directory.resolve("waves").toString()));
  }

  @Test
  void ofAnInexactEngineTheyAreCounted() throws IOException {
    SweepPlan plan = Studies.plan(Studies.on(Engine.dl4j(), Studies.tiny("waves", 1, 1)));
    ResultDirectory results =
        ResultDirectory.create(new Configuration(), directory.toString(), "waves");
    results.record(plan, "test");
    for (int step = 1; step <= 2; step++) {
      results
          .writer("run")
          .commit("c" + step, List.of(Studies.diverged(plan, plan.trials().get(0), step)), 0);
    }

    CommandLineRun run = CommandLineRun.of("status", directory.resolve("waves").toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("done +1\n").containsPattern("settled +1 have rows");
  }

  @Test
  void nothingIsWrittenByCommandsThatOnlyLook() throws IOException {
    String study = TinyStudy.in(directory, TinyStudy.TEXT);
    CommandLineRun.of("plan", study);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(Path.of(study));
    }
  }

  private static void assertOneLine(int exitCode, CommandLineRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).startsWith("harmonic: ").hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
