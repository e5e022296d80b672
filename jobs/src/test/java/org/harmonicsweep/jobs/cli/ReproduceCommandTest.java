package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harmonicsweep.jobs.cli.TinyResults.changed;
import static org.harmonicsweep.jobs.cli.TinyResults.id;
import static org.harmonicsweep.jobs.cli.TinyResults.put;
import static org.harmonicsweep.jobs.cli.TinyResults.text;
import static org.harmonicsweep.jobs.cli.TinyResults.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.harmonicsweep.results.TrialRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproduceCommandTest {
  /** Two trials, and both families of metrics. */
  private static final String TEXT =
      TinyStudy.TEXT.replace("[0.1, 0.3, learned]", "[learned]").replace("[1, 2]", "[1]");

  @TempDir private Path directory;

  @Test
  void anyRowIsReproducedFromTheFirstDigitsOfItsTrial() throws IOException {
    List<TrialRow> rows = train(TEXT);
    commit("a", rows);

    for (TrialRow row : rows) {
      CommandLineRun run = reproduce(id(row).substring(0, 6));

      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out())
          .matches(
              "row %s… reproduced: \\d+ columns, 2 epochs, weights %s…\n"
                  .formatted(
                      id(row).substring(0, 12), text(row, "weights_digest").substring(0, 12)));
    }
    assertThat(reproduce(id(rows.get(1))).exitCode()).isZero();
  }

  @Test
  void aRowThatDivergedIsReproduced() throws IOException {
    List<TrialRow> rows = train(TEXT.replace("learning_rate: 1e-2", "learning_rate: 1e+9"));
    commit("a", rows);
    assertThat(text(rows.get(0), "status")).isEqualTo("diverged");

    CommandLineRun run = reproduce(id(rows.get(0)));

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("diverged at step ");
  }

  @Test
  void aRowThatFailedIsReproduced() throws IOException {
    List<TrialRow> rows = train(TEXT.replace("encoder: [4]", "encoder: [40000, 40000, 40000]"));
    commit("a", rows);
    assertThat(text(rows.get(0), "status")).isEqualTo("failed");

    CommandLineRun run = reproduce(id(rows.get(0)));

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("failed with java.lang.ArithmeticException");
  }

  @Test
  void aStudyThatWasExtendedAndMeasuredOtherwiseSinceReproducesItsOldRows() throws IOException {
    List<TrialRow> rows = train(TEXT);
    commit("a", rows);
    train(TEXT.replace("replicates: 2", "replicates: 3").replace("[spectrum, lipschitz]", "[]"));

    CommandLineRun run = reproduce(id(rows.get(0)));

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void anotherLastBitIsCode76AndItsColumnIsNamed() throws IOException {
    List<TrialRow> rows = train(TEXT);
    commit(
        "a",
        List.of(changed(rows.get(0), "decoder_lipschitz_upper", x -> Math.nextUp((Double) x))));

    CommandLineRun run = reproduce(id(rows.get(0)));

    assertThat(run.exitCode()).isEqualTo(76);
    assertThat(run.out())
        .startsWith("decoder_lipschitz_upper\n  stored    ")
        .containsPattern("stored +\\S+ \\(0x[0-9a-f]{16}\\)\n  here +\\S+ \\(0x[0-9a-f]{16}\\)\n")
        .contains("contract  strict-", "both times")
        .containsPattern("java +11 stored, 17\\S* here")
        .containsPattern("processor +none stored, ")
        .doesNotContain("changed after");
    assertThat(run.err()).contains("decoder_lipschitz_upper differs first, 2 of ").hasLineCount(2);
  }

  @Test
  void anotherEpochIsNamedWithItsLoss() throws IOException {
    List<TrialRow> rows = train(TEXT);
    TrialRow forged =
        changed(rows.get(0), "curve", curve -> put(curve, 1, epoch -> put(epoch, 3, x -> 0.5)));
    commit("a", List.of(changed(forged, "weights_digest", x -> "0".repeat(64))));

    CommandLineRun run = reproduce(id(rows.get(0)));

    assertThat(run.exitCode()).isEqualTo(76);
    assertThat(run.out())
        .startsWith("weights_digest\n")
        .contains("curve[1].test_elbo, from epoch 2 on\n  stored    0.5 (0x3fe0000000000000)\n");
    assertThat(run.err()).contains("weights_digest differs first, 3 of ");
  }

  @Test
  void aValueThatWasChangedWithoutItsDigestIsToldSo() throws IOException {
    List<TrialRow> rows = train(TEXT);
    commit("a", List.of(with(rows.get(0), "test_kl", 0.5)));

    CommandLineRun run = reproduce(id(rows.get(0)));

    assertThat(run.exitCode()).isEqualTo(76);
    assertThat(run.out()).contains("it was changed after its writing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "waves1", "12345", "-0"})
  void whatIsNoTrialIsCode64(String trial) throws IOException {
    commit("a", train(TEXT));

    assertThat(reproduce(trial).exitCode()).isEqualTo(64);
  }

  @Test
  void anUnknownTrialIsCode66() throws IOException {
    commit("a", train(TEXT));

    CommandLineRun run = reproduce("000000");

    assertOneLine(66, run);
    assertThat(run.err()).contains("no row of a trial that begins with 000000");
  }

  @Test
  void digitsOfTwoTrialsAreCode64AndBothAreShown() throws IOException {
    List<TrialRow> rows = train(TEXT);
    String one = "a".repeat(63) + "1";
    String two = "a".repeat(63) + "2";
    commit(
        "a",
        List.of(
            changed(rows.get(0), "trial_id", x -> one),
            changed(rows.get(1), "trial_id", x -> two)));

    CommandLineRun run = reproduce("aaaaaaa");

    assertOneLine(64, run);
    assertThat(run.err()).contains("2 trials begin with aaaaaaa", one + " or " + two);
  }

  @Test
  void aRowOfAnotherContractIsCode66() throws IOException {
    assertThat(refusal("contract", "strict-0")).contains("strict-0", "the version that made it");
  }

  @Test
  void aRowOfOtherMetricsIsCode66() throws IOException {
    assertThat(refusal("measurement", "0".repeat(64)))
        .contains("metrics that this version does not");
  }

  @Test
  void otherDataAreCode66() throws IOException {
    List<TrialRow> rows = train(TEXT);
    commit("a", rows);
    train(TEXT.replace("samples: 60", "samples: 61"));

    CommandLineRun run = reproduce(id(rows.get(0)));

    assertOneLine(66, run);
    assertThat(run.err()).contains("the data are not those", text(rows.get(0), "data_digest"));
  }

  @Test
  void aTrialThatTheStudyLeftOutSinceIsCode66() throws IOException {
    List<TrialRow> rows = train(TEXT);
    commit("a", rows);
    train(TEXT.replace("replicates: 2", "replicates: 1"));

    CommandLineRun run = reproduce(id(rows.get(1)));

    assertOneLine(66, run);
    assertThat(run.err()).contains("study.yaml").contains("not among its trials any more");
  }

  @Test
  void aDamagedPartIsCode66() throws IOException {
    List<TrialRow> rows = train(TEXT);
    Files.writeString(directory.resolve("tiny/trials/part-a.parquet"), "PAR1");

    assertOneLine(66, reproduce(id(rows.get(0))));
  }

  private String refusal(String column, String value) throws IOException {
    List<TrialRow> rows = train(TEXT);
    commit("a", List.of(changed(rows.get(0), column, x -> value)));
    CommandLineRun run = reproduce(id(rows.get(0)));
    assertOneLine(66, run);
    return run.err();
  }

  private CommandLineRun reproduce(String trial) {
    return CommandLineRun.of("reproduce", directory.resolve("tiny").toString(), trial);
  }

  private List<TrialRow> train(String text) {
    return new TinyResults(directory).train(text);
  }

  private void commit(String cohort, List<TrialRow> rows) throws IOException {
    new TinyResults(directory).commit(cohort, rows);
  }

  private static void assertOneLine(int exitCode, CommandLineRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).startsWith("harmonic: ").hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
