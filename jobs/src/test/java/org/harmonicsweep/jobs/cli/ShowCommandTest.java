package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harmonicsweep.jobs.cli.TinyResults.changed;
import static org.harmonicsweep.jobs.cli.TinyResults.id;
import static org.harmonicsweep.jobs.cli.TinyResults.put;
import static org.harmonicsweep.jobs.cli.TinyResults.text;
import static org.harmonicsweep.jobs.cli.TinyResults.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowCommandTest {
  /** Two trials, and both families of metrics. */
  private static final String TEXT =
      TinyStudy.TEXT.replace("[0.1, 0.3, learned]", "[learned]").replace("[1, 2]", "[1]");

  @TempDir private Path directory;

  @Test
  void aRowIsShownWithUnitsMeaningsAndProvenance() throws IOException {
    TrialRow row = train(TEXT).get(0);
    commit(List.of(row));

    CommandLineRun run = show(id(row).substring(0, 6));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("trial " + id(row) + ": ok\n")
        .containsPattern("kl_weight +1 ")
        .containsPattern(
            "decoder_lipschitz_upper +\\S+ +output units per input unit +smallest certified bound")
        .containsPattern("curve +2 +items ")
        .containsPattern("host +there ")
        .containsPattern("without a value: .*encoder_variance");
  }

  @Test
  void everyColumnIsMentioned() throws IOException {
    TrialRow row = train(TEXT).get(0);
    commit(List.of(row));

    String out = show(id(row)).out();

    for (Column column : ResultColumns.all()) {
      assertThat(out).containsPattern("(?m)(^  |: |, |^)" + column.name() + "(,|$| )");
    }
  }

  @Test
  void jsonHoldsTheWholeRowInFullPrecision() throws IOException {
    TrialRow row = train(TEXT).get(0);
    commit(List.of(row));

    JsonNode json = new ObjectMapper().readTree(show(id(row), "--json").out());

    JsonNode values = json.get("row");
    assertThat(values.size()).isEqualTo(ResultColumns.all().size());
    assertThat(values.get("test_elbo").doubleValue())
        .isEqualTo(row.real("test_elbo").orElseThrow());
    assertThat(values.get("curve").get(1).get("epoch").longValue()).isEqualTo(2);
    assertThat(values.get("encoder_variance").isNull()).isTrue();
    assertThat(values.get("provenance").get("host").textValue()).isEqualTo("there");
    assertThat(json.get("columns").get("test_elbo").get("unit").textValue()).isNotEmpty();
    assertThat(json.has("witness_check")).isFalse();
  }

  @Test
  void witnessesOfATrainedRowHold() throws IOException {
    TrialRow row = train(TEXT).get(0);
    commit(List.of(row));

    CommandLineRun run = show(id(row), "--check");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).startsWith("training " + id(row).substring(0, 12));
    for (String network : List.of("encoder", "decoder", "reconstruct", "decoder_local")) {
      assertThat(run.out())
          .containsPattern(network + ": stored lower bound .*: equal but for rounding");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.999, 1.001})
  void aBoundThatIsNotThatOfItsWitnessIsCode76(double factor) throws IOException {
    TrialRow row = train(TEXT).get(0);
    commit(
        List.of(
            changed(
                row,
                "witnesses",
                list -> put(list, 1, item -> put(item, 1, x -> factor * (Double) x)))));

    CommandLineRun run = show(id(row), "--check");

    assertThat(run.exitCode()).isEqualTo(76);
    assertThat(run.out()).containsPattern("decoder: stored .*: NOT EQUAL");
    assertThat(run.err()).contains("the Jacobian of the decoder at the stored witness");
    assertThat(show(id(row)).exitCode()).isZero();
  }

  @Test
  void weightsThatComeOutOtherwiseAreCode76() throws IOException {
    TrialRow row = train(TEXT).get(0);
    commit(List.of(changed(row, "weights_digest", x -> "0".repeat(64))));

    CommandLineRun run = show(id(row), "--check", "--json");

    assertThat(run.exitCode()).isEqualTo(76);
    JsonNode check = new ObjectMapper().readTree(run.out()).get("witness_check");
    assertThat(check.get("same_model").booleanValue()).isFalse();
    assertThat(check.get("checks")).hasSize(4).allMatch(c -> c.get("holds").booleanValue());
  }

  @Test
  void aRowWithoutWitnessesHasNothingToCheck() throws IOException {
    TrialRow row = train(TEXT.replace("[spectrum, lipschitz]", "[]")).get(0);
    commit(List.of(row));

    CommandLineRun run = show(id(row), "--check");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).endsWith("witnesses, checked here\n  the row has none\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aDivergedRowIsShownWithItsStep() throws IOException {
    TrialRow row = train(TEXT.replace("learning_rate: 1e-2", "learning_rate: 1e+9")).get(0);
    commit(List.of(row));

    CommandLineRun run = show(id(row));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("trial " + id(row) + ": diverged\n")
        .containsPattern("failure_step +\\d+ ")
        .contains("without a value: ", "test_elbo");
  }

  @Test
  void aRowThatReachedItsTimeIsShownWithHowFarItCame() throws IOException {
    SweepPlan plan = Studies.plan("tiny", 2, 1);
    Trial training = plan.trials().get(0);
    Trial measuring = plan.trials().get(1);
    new TinyResults(directory).results().record(plan, "test");
    commit(
        List.of(
            Studies.late(plan, training, 0.25, 7),
            Studies.row(
                plan,
                measuring,
                new TrialOutcome.TimedOut(new TimeLimit(600), "robustness", Optional.empty()))));

    CommandLineRun run = show(training.id().value());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith(
            "trial %s: timeout, reached trial_timeout of 0.25 s in training at step 7\n"
                .formatted(training.id().value()))
        .containsPattern("failure_timeout +0.25 +s ")
        .containsPattern("without a value: .*test_elbo");
    assertThat(show(measuring.id().value()).out())
        .startsWith(
            "trial %s: timeout, reached trial_timeout of 600 s in robustness\n"
                .formatted(measuring.id().value()))
        .doesNotContain("stopped_at_step ");
    JsonNode json = new ObjectMapper().readTree(show(training.id().value(), "--json").out());
    assertThat(json.get("row").get("status").textValue()).isEqualTo("timeout");
    assertThat(json.get("row").get("provenance").get("stopped_at_step").longValue()).isEqualTo(7);
  }

  @Test
  void anUnknownTrialIsCode66() throws IOException {
    commit(train(TEXT));

    assertOneLine(66, show("000000"), "no row of a trial that begins with 000000");
  }

  @Test
  void digitsOfTwoTrialsAreCode64() throws IOException {
    List<TrialRow> rows = train(TEXT);
    String one = "a".repeat(63) + "1";
    String two = "a".repeat(63) + "2";
    commit(List.of(with(rows.get(0), "trial_id", one), with(rows.get(1), "trial_id", two)));

    assertOneLine(64, show("aaaaaaa"), "2 trials begin with aaaaaaa");
    assertThat(show(one).exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "waves1", "12345"})
  void whatIsNoTrialIsCode64(String trial) throws IOException {
    commit(train(TEXT));

    assertOneLine(64, show(trial), "is no trial");
  }

  @Test
  void aTrialThatCannotBeTrainedHereIsShownButNotChecked() throws IOException {
    TrialRow row = train(TEXT).get(0);
    commit(List.of(changed(row, "contract", x -> "strict-0")));

    assertThat(show(id(row)).exitCode()).isZero();
    assertThat(show(id(row), "--check").exitCode()).isEqualTo(66);
  }

  private CommandLineRun show(String trial, String... options) {
    String[] arguments = new String[3 + options.length];
    arguments[0] = "show";
    arguments[1] = directory.resolve("tiny").toString();
    arguments[2] = trial;
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandLineRun.of(arguments);
  }

  private List<TrialRow> train(String study) {
    return new TinyResults(directory).train(study);
  }

  private void commit(List<TrialRow> rows) throws IOException {
    assertThat(rows).allSatisfy(row -> assertThat(text(row, "trial_id")).hasSize(64));
    new TinyResults(directory).commit("a", rows);
  }

  private static void assertOneLine(int exitCode, CommandLineRun run, String message) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).startsWith("harmonic: ").contains(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }
}
