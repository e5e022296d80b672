package org.harmonicsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.results.ResultColumns.TheoryPair;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultColumnsTest {

  /** Columns that say something of the trained model, and so are null when there is none. */
  private static final List<String> MEASURED =
      names(ResultColumns.all()).stream()
          .filter(
              name ->
                  name.matches("(test|training)_(loss|elbo|reconstruction|kl)")
                      || name.matches("(encoder|decoder|reconstruct)_.*(?<!variance)(?<!_mode)")
                      || name.startsWith("posterior_variance")
                      || Set.of("steps", "weights_digest", "curve", "spectra", "layers")
                          .contains(name)
                      || Set.of(
                              "frequency_measures",
                              "noise_stability",
                              "modes",
                              "witnesses",
                              "input_noise_stability",
                              "damages",
                              "margins")
                          .contains(name))
          .toList();

  static Stream<Column> columnsAndFields() {
    return ResultColumns.all().stream().flatMap(ResultColumnsTest::withFields);
  }

  private static Stream<Column> withFields(Column column) {
    return Stream.concat(
        Stream.of(column),
        ResultDocument.fields(column.type()).stream().flatMap(ResultColumnsTest::withFields));
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  @ParameterizedTest
  @MethodSource("columnsAndFields")
  void everyColumnSaysWhatItMeansAndEveryNumberItsUnit(Column column) {
    assertThat(column.meaning()).isNotBlank().doesNotContain("\n").doesNotContain("%s");
    String type = ResultDocument.typeName(column.type());
    if (type.endsWith("whole") || type.endsWith("real")) {
      assertThat(column.unit()).isNotBlank();
    } else {
      assertThat(column.unit()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("columnsAndFields")
  void fieldsOfOneStructHaveNamesOfTheirOwn(Column column) {
    assertThat(names(ResultDocument.fields(column.type()))).doesNotHaveDuplicates();
  }

  @Test
  void noTwoColumnsShareAName() {
    assertThat(names(ResultColumns.all())).doesNotHaveDuplicates();
  }

  @Test
  void namesThatOthersQueryStandInTheirOrder() {
    assertThat(names(ResultColumns.all()))
        .startsWith("trial_id", "study", "plan_digest", "status")
        .endsWith("provenance")
        .containsSubsequence(
            "engine",
            "contract",
            "architecture",
            "architecture_layers",
            "latent",
            "likelihood",
            "encoder_variance",
            "encoder_variance_mode",
            "kl_weight",
            "input_noise",
            "noise_target",
            "replicate",
            "seed",
            "epochs",
            "batch",
            "learning_rate",
            "steps",
            "data_digest",
            "features",
            "training_samples",
            "test_samples",
            "weights_digest",
            "measurement",
            "row_digest",
            "training_loss",
            "test_elbo",
            "test_reconstruction",
            "test_kl",
            "posterior_variance",
            "posterior_variance_theory",
            "decoder_high_frequency_share",
            "decoder_high_frequency_share_scaled",
            "encoder_high_frequency_share",
            "encoder_high_frequency_share_chord",
            "decoder_mean_hermite_degree",
            "decoder_mean_hermite_degree_theory",
            "encoder_lipschitz_lower",
            "encoder_lipschitz_lower_theory",
            "encoder_lipschitz_upper",
            "decoder_lipschitz_lower",
            "decoder_lipschitz_upper",
            "reconstruct_lipschitz_lower",
            "reconstruct_lipschitz_upper",
            "curve",
            "spectra",
            "frequency_measures",
            "layers",
            "witnesses");
  }

  @Test
  void everyTheoryColumnStandsRightAfterWhatItPredicts() {
    List<String> names = names(ResultColumns.all());
    assertThat(ResultColumns.theoryPairs())
        .contains(
            new TheoryPair("decoder_lipschitz_lower", "decoder_lipschitz_lower_theory"),
            new TheoryPair("posterior_variance", "posterior_variance_theory"))
        .hasSize(11)
        .allSatisfy(
            pair ->
                assertThat(names.indexOf(pair.theory()))
                    .isEqualTo(names.indexOf(pair.quantity()) + 1)
                    .isPositive());
  }

  @Test
  void theoryHasTheUnitOfWhatItPredicts() {
    assertThat(ResultColumns.theoryPairs())
        .allSatisfy(pair -> assertThat(unit(pair.theory())).isEqualTo(unit(pair.quantity())));
  }

  private static String unit(String name) {
    return ResultColumns.all().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow()
        .unit();
  }

  @Test
  void completedTrialFillsItsColumns() {
    TrialRow row = SampleResults.row();
    assertThat(row.text("status")).hasValue("ok");
    assertThat(row.text("trial_id")).hasValue(SampleResults.trial().id().value());
    assertThat(row.text("study")).hasValue("variance");
    assertThat(row.text("architecture_layers")).hasValue("96-48:48-96 tanh");
    assertThat(row.whole("latent")).hasValue(3);
    assertThat(row.real("encoder_variance")).hasValue(0.25);
    assertThat(row.text("encoder_variance_mode")).hasValue("fixed");
    assertThat(row.real("kl_weight")).hasValue(1.5);
    assertThat(row.text("noise_target")).hasValue("clean");
    assertThat(row.whole("replicate")).hasValue(4);
    assertThat(row.whole("seed")).hasValue(7);
    assertThat(row.whole("steps")).hasValue(180);
    assertThat(row.real("training_loss")).hasValue(11);
    assertThat(row.real("test_elbo")).hasValue(-12);
    assertThat(row.real("test_reconstruction")).hasValue(13);
    assertThat(row.real("test_kl")).hasValue(14);
    assertThat(row.whole("failure_step")).isEmpty();
    assertThat(row.text("failure_class")).isEmpty();
  }

  @Test
  void eachMetricStandsInItsOwnColumn() {
    TrialRow row = SampleResults.row();
    assertThat(row.real("decoder_high_frequency_share")).hasValue(101);
    assertThat(row.real("decoder_high_frequency_share_scaled")).hasValue(201);
    assertThat(row.real("encoder_high_frequency_share")).hasValue(301);
    assertThat(row.real("encoder_high_frequency_share_chord")).hasValue(401);
    assertThat(row.real("decoder_centroid")).hasValue(102);
    assertThat(row.real("decoder_bandwidth_scaled")).hasValue(203);
    assertThat(row.real("decoder_mean_hermite_degree")).hasValue(1.75);
    assertThat(row.real("decoder_mean_hermite_degree_theory")).hasValue(1);
    assertThat(row.real("decoder_filter_split")).hasValue(0.0625);
    assertThat(row.real("encoder_lipschitz_lower")).hasValue(2);
    assertThat(row.real("encoder_lipschitz_lower_theory")).hasValue(2.25);
    assertThat(row.real("decoder_lipschitz_upper")).hasValue(6);
    assertThat(row.text("decoder_lipschitz_certificate")).hasValue("eclipse_fast");
    assertThat(row.real("reconstruct_lipschitz_product")).hasValue(24);
    assertThat(row.real("reconstruct_lipschitz_combettes_pesquet")).hasValue(18);
    assertThat(row.real("reconstruct_lipschitz_eclipse_fast")).hasValue(12);
    assertThat(row.real("posterior_variance")).hasValue(0.25);
  }

  @Test
  void eachMeasureOfRobustnessStandsInItsOwnColumn() {
    TrialRow row = SampleResults.row();
    assertThat(row.real("encoder_stability")).hasValue(501);
    assertThat(row.real("encoder_stability_first_order")).hasValue(502);
    assertThat(row.real("encoder_stability_divergence")).hasValue(503);
    assertThat(row.real("reconstruct_stability")).hasValue(504);
    assertThat(row.real("reconstruct_stability_first_order")).hasValue(505);
    assertThat(row.real("reconstruct_damage")).hasValue(511);
    assertThat(row.real("reconstruct_damage_sampled")).hasValue(513);
    assertThat(row.real("reconstruct_likelihood_loss")).hasValue(514);
    assertThat(row.real("reconstruct_likelihood_loss_relative_box")).hasValue(525);
    // an image that withstands the whole grid counts as its end, 6
    assertThat(row.real("reconstruct_margin")).hasValue(4);
    assertThat(row.real("reconstruct_margin_exhausted")).hasValue(0.5);
    assertThat(row.real("reconstruct_margin_bound")).hasValue(1);
    assertThat(row.real("reconstruct_margin_certified_moment")).hasValue(541);
    assertThat(row.real("reconstruct_margin_certified_tail")).hasValue(542);
    assertThat(row.real("encoder_target_divergence")).hasValue(532);
    assertThat(row.real("encoder_target_divergence_before")).hasValue(531);
    assertThat(row.list("margins").orElseThrow().get(1).toString()).isEqualTo("[null, 1.5, 0.875]");
  }

  @Test
  void whatHasALengthIsNested() {
    TrialRow row = SampleResults.row();
    assertThat(row.list("curve").orElseThrow().get(1))
        .isEqualTo(List.of(2L, 180L, 11.0, -12.0, 13.0, 14.0));
    assertThat(row.list("layers").orElseThrow())
        .hasSize(6)
        .element(3)
        .isEqualTo(List.of("decoder", 2L, 4.0));
    assertThat(row.list("witnesses").orElseThrow().get(0))
        .isEqualTo(List.of("encoder", 2.0, List.of(0.5, -0.5)));
    assertThat(row.list("noise_stability").orElseThrow())
        .isEqualTo(List.of(Arrays.asList("decoder", "prior", 0.5, 0.375, null)));
    assertThat(row.real("encoder_mean_hermite_degree_theory")).hasValue(1.125);
    assertThat(row.real("reconstruct_mean_hermite_degree_theory")).hasValue(1.375);
    assertThat(row.list("modes").orElseThrow())
        .isEqualTo(
            List.of(
                List.of(1L, "decoder_gain", 1.5, 1.625, 0.125),
                Arrays.asList(2L, "encoder_gain", null, 0.0, 0.25)));
    assertThat(row.list("provenance"))
        .hasValue(
            Arrays.asList(
                3.5,
                2.5,
                3.25,
                "node",
                "2025-01-01T00:00:00Z",
                "17.0.9",
                "amd64/512",
                2L,
                null,
                null));
  }

  @Test
  void whatIsUndefinedIsNullAndNeverNanOrInfinite() {
    TrialRow row = SampleResults.row();
    assertThat(row.real("posterior_variance_theory")).isEmpty();
    assertThat(row.real("reconstruct_lipschitz_lower_theory")).isEmpty();
    assertThat(row.real("reconstruct_high_frequency_share")).isEmpty();
    assertThat(row.real("decoder_decay_rate")).isEmpty();
    List<?> spectrum = (List<?>) row.list("spectra").orElseThrow().get(0);
    assertThat(spectrum.get(spectrum.size() - 1).toString()).isEqualTo("[0.0, 4.0, null]");
  }

  @Test
  void everyCellHasTheTypeOfItsColumn() {
    TrialRow row = SampleResults.row();
    List<Column> columns = ResultColumns.all();
    for (int i = 0; i < columns.size(); i++) {
      assertFits(columns.get(i).type(), row.values().get(i));
    }
  }

  private static void assertFits(ColumnType type, Object cell) {
    if (cell == null) {
      return;
    }
    Runnable check =
        type.match(
            new ColumnType.Cases<>(
                () -> () -> assertThat(cell).isInstanceOf(String.class),
                () -> () -> assertThat(cell).isInstanceOf(Long.class),
                () -> () -> assertThat(cell).isInstanceOf(Double.class),
                element -> () -> ((List<?>) cell).forEach(item -> assertFits(element, item)),
                fields -> () -> assertFieldsFit(fields, (List<?>) cell)));
    check.run();
  }

  private static void assertFieldsFit(List<Column> fields, List<?> cells) {
    assertThat(cells).hasSameSizeAs(fields);
    for (int i = 0; i < fields.size(); i++) {
      assertFits(fields.get(i).type(), cells.get(i));
    }
  }

  static Stream<TrialOutcome> endingsWithoutModel() {
    return Stream.of(
        new TrialOutcome.Diverged(17),
        new TrialOutcome.Failed("java.lang.IllegalStateException", "", "f".repeat(64)),
        new TrialOutcome.TimedOut(new TimeLimit(600), "spectrum", Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("endingsWithoutModel")
  void trialWithoutModelHasNoMetricButAllItsParameters(TrialOutcome outcome) {
    TrialRow row = SampleResults.row(SampleResults.trial(), outcome);
    assertThat(MEASURED).hasSizeGreaterThan(60);
    for (Column column : ResultColumns.all()) {
      boolean expected = !MEASURED.contains(column.name()) && !column.name().startsWith("failure_");
      if (expected || MEASURED.contains(column.name())) {
        assertThat(row.value(column.name()).isPresent()).as(column.name()).isEqualTo(expected);
      }
    }
  }

  @Test
  void divergedTrialSaysWhere() {
    TrialRow row = SampleResults.row(SampleResults.trial(), new TrialOutcome.Diverged(17));
    assertThat(row.text("status")).hasValue("diverged");
    assertThat(row.whole("failure_step")).hasValue(17);
    assertThat(row.text("failure_class")).isEmpty();
  }

  @Test
  void failedTrialSaysWhy() {
    TrialRow row =
        SampleResults.row(
            SampleResults.trial(), new TrialOutcome.Failed("Some", "", "f".repeat(64)));
    assertThat(row.text("status")).hasValue("failed");
    assertThat(row.whole("failure_step")).isEmpty();
    assertThat(row.text("failure_class")).hasValue("Some");
    // the exception had no message: that is known, so it is empty and not null
    assertThat(row.text("failure_message")).hasValue("");
    assertThat(row.text("failure_stack_hash")).hasValue("f".repeat(64));
  }

  @Test
  void timedOutTrialSaysWhichTimeAndHowFarItCame() {
    TrialRow row = late("training", 17);
    assertThat(row.text("status")).hasValue("timeout");
    assertThat(row.text("failure_message")).hasValue("reached trial_timeout of 600 s");
    assertThat(row.real("failure_timeout")).hasValue(600);
    assertThat(row.provenance("stopped_in")).hasValue("training");
    assertThat(row.provenance("stopped_at_step")).hasValue("17");
    for (String column : List.of("failure_step", "failure_class", "failure_stack_hash")) {
      assertThat(row.value(column)).as(column).isEmpty();
    }
  }

  @Test
  void howFarATrialCameUntilItsTimeIsNoPartOfItsDigest() {
    assertThat(late("training", 17).text("row_digest"))
        .isEqualTo(late("training", 18).text("row_digest"))
        .isEqualTo(
            SampleResults.row(
                    SampleResults.trial(),
                    new TrialOutcome.TimedOut(new TimeLimit(600), "lipschitz", Optional.empty()))
                .text("row_digest"));
  }

  @Test
  void theTimeThatWasReachedIsNoMeasuredNumber() {
    assertThat(MEASURED).doesNotContain("failure_timeout");
  }

  private static TrialRow late(String phase, long step) {
    return SampleResults.row(
        SampleResults.trial(),
        new TrialOutcome.TimedOut(new TimeLimit(600), phase, Optional.of(step)));
  }

  @Test
  void learnedVarianceIsNoNumber() {
    TrialRow row =
        SampleResults.row(
            withVariance(SampleResults.trial(), EncoderVariance.learned()),
            SampleResults.completed());
    assertThat(row.real("encoder_variance")).isEmpty();
    assertThat(row.text("encoder_variance_mode")).hasValue("learned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLEAN", "NOISY"})
  void withoutNoiseThereIsNoTargetToTellApart(String target) {
    Trial trial = SampleResults.trial();
    Model model = trial.model();
    Trial quiet =
        new Trial(
            new Model(
                model.architecture(),
                model.latent(),
                model.likelihood(),
                model.encoderVariance(),
                model.klWeight(),
                new InputNoise(0, InputNoise.Target.valueOf(target))),
            trial.training(),
            trial.seeds(),
            trial.data(),
            trial.engine());
    assertThat(SampleResults.row(quiet, SampleResults.completed()).text("noise_target")).isEmpty();
  }

  static Trial withVariance(Trial trial, EncoderVariance variance) {
    Model model = trial.model();
    return new Trial(
        new Model(
            model.architecture(),
            model.latent(),
            model.likelihood(),
            variance,
            model.klWeight(),
            model.inputNoise()),
        trial.training(),
        trial.seeds(),
        trial.data(),
        trial.engine());
  }

  @Test
  void rowOfTheWrongLengthIsRefused() {
    List<Object> values = new ArrayList<>(SampleResults.row().values());
    values.remove(0);
    assertThatThrownBy(() -> new TrialRow(values)).hasMessageContaining("one for each");
  }

  @Test
  void unknownColumnAndWrongTypeAreRefused() {
    TrialRow row = SampleResults.row();
    assertThatThrownBy(() -> row.value("latnet")).hasMessageContaining("latnet");
    assertThatThrownBy(() -> row.real("latent")).hasMessageContaining("holds a Long");
  }
}
