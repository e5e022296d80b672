package org.harmonicsweep.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.trial.EncoderVariance.fixed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every view on a table so small that the answer is known.
 *
 * <p>Each scenario has a KL weight of its own, and there two variances with three replicates each.
 */
class ViewsTest {
  private static final int STATUS = 1;
  private static final int PAIRS = 2;
  private static final int UNPAIRED = 3;
  private static final int DECADES = 4;
  private static final int COPIES = 5;
  private static final int NESTED = 6;
  private static final int REDUCED = 7;
  private static final int LATE = 8;

  /** Half-width of the 95 % interval of 1, 2, 3: the 97.5 % quantile at 2 df, over √3. */
  private static final double HALF_WIDTH = 4.302652729749464 / Math.sqrt(3);

  /** The table of quantiles has twelve digits. */
  private static final double ROUNDING = 1e-11;

  private static SparkSession spark;
  private static Planted planted;
  private static final List<TrialRow> rows = new ArrayList<>();

  @BeforeAll
  static void write(@TempDir Path out) {
    List<Model> cells =
        Stream.of(STATUS, PAIRS, UNPAIRED, DECADES, COPIES, NESTED, REDUCED, LATE)
            .flatMap(weight -> Stream.of(cell(0.25, weight), cell(1, weight)))
            .toList();
    planted = new Planted(out, cells, 3);
    values(STATUS, 1.0, 2.0, 3.0, 5.0);
    rows.add(
        planted.row(
            trial(STATUS, 4),
            Map.of("status", "failed", "failure_class", "X", "failure_message", "no weights")));
    values(PAIRS, 1.0, 5.0, 3.0, 10.0, 14.0, 12.0);
    values(UNPAIRED, 1.0, 5.0, null, 10.0, null, 12.0);
    values(DECADES, 1e-4, 1e-2, 1e-3, 0.0, 1.0);
    values(LATE, 1.0);
    rows.add(late(0, 600));
    rows.add(late(1, 600));
    rows.add(late(1, 700));
    values(REDUCED, 1.0, 5.0, 3.0, 10.0, 14.0, 13.0);
    values(COPIES, 1.0, 1.0);
    rows.add(Planted.with(row(COPIES, 2, 1.0), "measurement", "old"));
    rows.add(Planted.with(row(COPIES, 3, 1.0), "trial_id", "f".repeat(64)));
    rows.add(Planted.with(row(COPIES, 4, 1.0), "architecture", "an older name"));
    rows.add(nested());
    planted.write(rows);
    planted.write(
        List.of(
            row(COPIES, 0, 1.0), Planted.with(row(COPIES, 1, 1.0), "row_digest", "0".repeat(64))));
    spark = SmallTables.session();
    Views.register(spark, planted.path());
  }

  private static TrialRow late(int trial, double seconds) {
    return planted.row(
        trial(LATE, trial),
        Map.of("status", "timeout", "failure_timeout", seconds, "row_digest", "late " + seconds));
  }

  @Test
  void everyTrialOfThePlanIsEitherShownOrMissing() {
    assertThat(ids("trials", STATUS)).containsExactlyInAnyOrder(id(STATUS, 0, 1, 2, 3, 4));
    assertThat(ids("missing", STATUS)).containsExactly(id(STATUS, 5));
    assertThat(
            ask("select (select count(*) from missing) + (select count(distinct trial_id) from"
                    + " trials) as n")
                .number("n"))
        .hasValue((double) planted.trials().size());
  }

  @Test
  void onlyACopyThatDiffersIsShownTwiceAndIsAConflict() {
    assertThat(ids("trials", COPIES)).containsExactlyInAnyOrder(id(COPIES, 0, 1, 1, 4));
    assertThat(ask("select trial_id, digests, copies from conflicts").rows())
        .containsExactly(List.of(id(COPIES, 1)[0], 2L, 2L));
  }

  @Test
  void anAttemptThatReachedItsTimeIsShownOnlyWhereNoneEndedAndContradictsNone() {
    assertThat(ids("trials", LATE)).containsExactlyInAnyOrder(id(LATE, 0, 1));
    assertThat(
            ask("select trial_id, status, failure_timeout, stopped_in from failures where kl_weight = "
                    + LATE)
                .rows())
        .containsExactly(Arrays.asList(id(LATE, 1)[0], "timeout", 600.0, null));
    assertThat(ids("missing", LATE)).hasSize(4);
  }

  @Test
  void aRowOfAnotherMeasurementOrOfNoPlannedTrialIsNotShown() {
    assertThat(ids("missing", COPIES)).containsExactlyInAnyOrder(id(COPIES, 2, 3, 5));
  }

  @Test
  void theArchitectureIsCalledWhatThePlanCallsIt() {
    assertThat(ask("select distinct architecture from trials").rows())
        .containsExactly(List.of("small"));
  }

  @Test
  void aFailureIsShownWithItsReasonAndHasNoNumbers() {
    Answer failures = ask("select * from failures where kl_weight = " + STATUS);

    assertThat(failures.column("trial_id")).containsExactly(id(STATUS, 4));
    assertThat(failures.value("failure_message")).isEqualTo("no weights");
    assertThat(ids("quantities", STATUS)).doesNotContain(id(STATUS, 4));
  }

  @Test
  void listsBecomeRows() {
    assertThat(ask("select epoch, step, training_loss from curves order by epoch").rows())
        .containsExactly(List.of(1L, 9L, 4.0), List.of(2L, 18L, 3.5));
    assertThat(ask("select network, layer, spectral_norm from layers").rows())
        .containsExactly(List.of("decoder", 1L, 1.5));
    assertThat(ask("select network, power from spectra where network = 'decoder'").rows())
        .containsExactly(List.of("decoder", List.of(2.0, 1.0)));
    assertThat(ask("select network, frequency, power from spectrum_points").rows())
        .containsExactlyInAnyOrder(
            List.of("decoder", 0.0, 2.0),
            List.of("decoder", 0.5, 1.0),
            List.of("encoder", 0.0, 7.0));
    assertThat(ask("select quantity, value from frequency_measures").rows())
        .containsExactly(List.of("hermite_degree", 2.5));
    assertThat(ask("select lower, point from witnesses").rows())
        .containsExactly(List.of(3.5, List.of(0.5, -0.5)));
  }

  @Test
  void aCellHasMeanDeviationAndStudentsInterval() {
    Answer cell = cell("cells", 0.25, STATUS);

    assertThat(cell.number("n")).hasValue(3.0);
    assertThat(cell.number("n_failed")).hasValue(0.0);
    assertThat(cell.number("decoder_lipschitz_lower_mean")).hasValue(2.0);
    assertThat(cell.number("decoder_lipschitz_lower_sd")).hasValue(1.0);
    assertClose(cell, "decoder_lipschitz_lower_low", 2 - HALF_WIDTH);
    assertClose(cell, "decoder_lipschitz_lower_high", 2 + HALF_WIDTH);
    assertThat(cell.number("test_elbo_mean")).as("never measured").isEmpty();
  }

  @Test
  void aSingleReplicateHasAMeanButNoInterval() {
    Answer cell = cell("cells", 1, STATUS);

    assertThat(cell.number("n")).hasValue(1.0);
    assertThat(cell.number("n_failed")).hasValue(1.0);
    assertThat(cell.number("decoder_lipschitz_lower_mean")).hasValue(5.0);
    assertThat(cell.number("decoder_lipschitz_lower_sd")).isEmpty();
    assertThat(cell.number("decoder_lipschitz_lower_low")).isEmpty();
  }

  @Test
  void aGeometricMeanIsTheMeanOfLogarithmsAndNeedsPositiveValues() {
    assertClose(cell("cell_quantities", 0.25, DECADES), "geometric_mean", 1e-3);
    assertThat(cell("cell_quantities", 1, DECADES).number("geometric_mean")).isEmpty();
  }

  @Test
  void contrastsPairReplicates() {
    Answer contrast = cell("contrasts", 1, PAIRS);

    // the values scatter, their differences do not: only pairing sees that
    assertThat(contrast.number("baseline_variance")).hasValue(0.25);
    assertThat(contrast.number("n")).hasValue(3.0);
    assertThat(contrast.number("difference")).hasValue(9.0);
    assertThat(contrast.number("difference_low")).hasValue(9.0);
    assertThat(contrast.number("variance_reduction")).as("nothing is left of it").isEmpty();
    assertClose(contrast, "ratio", Math.cbrt(10 * 14 * 12 / 15.0));
    assertThat(ask("select * from contrasts where encoder_variance = 0.25").rows()).isEmpty();
  }

  @Test
  void pairingTakesOutWhatReplicatesShare() {
    Answer contrast = cell("contrasts", 1, REDUCED);

    // 1, 5, 3 have variance 4; 10, 14, 13 have 13/3; their differences 9, 9, 10 have 1/3
    assertClose(contrast, "variance_reduction", 25);
    assertClose(contrast, "interquartile_mean", 28 / 3.0);
    assertThat(
            ask("select replicate, difference from contrast_pairs where kl_weight = " + REDUCED)
                .rows())
        .containsExactlyInAnyOrder(List.of(0L, 9.0), List.of(1L, 9.0), List.of(2L, 10.0));
  }

  @Test
  void anInterquartileMeanLeavesOutAQuarterAtEitherEnd(@TempDir Path out) {
    Planted five = new Planted(out, List.of(cell(1, 1)), 5);
    List<TrialRow> values = new ArrayList<>();
    for (double value : new double[] {100, 2, 3, 7, -50}) {
      Trial trial = five.trials().get(values.size());
      values.add(five.row(trial, Map.of("decoder_lipschitz_lower", value)));
    }
    five.write(values);
    SparkSession other = SmallTables.session();
    Views.register(other, five.path());

    assertThat(
            Answer.spark(other, "select interquartile_mean from cell_quantities")
                .number("interquartile_mean"))
        .hasValue(4.0);
  }

  @Test
  void aReplicateWithoutItsPairIsLeftOut() {
    Answer contrast = cell("contrasts", 1, UNPAIRED);

    assertThat(contrast.number("n")).hasValue(1.0);
    assertThat(contrast.number("difference")).hasValue(9.0);
    assertThat(contrast.number("difference_low")).isEmpty();
  }

  @Test
  void aMarginAveragesTheGridWithinAReplicateBeforeItLooksAtReplicates() {
    Answer margin = ask("select * from margins where factor = 'kl_weight' and level = " + PAIRS);

    // (1 + 10) / 2, (5 + 14) / 2, (3 + 12) / 2 have mean 7.5 and deviation 2
    assertThat(margin.number("trials")).hasValue(6.0);
    assertThat(margin.number("replicates")).hasValue(3.0);
    assertThat(margin.number("mean")).hasValue(7.5);
    assertClose(margin, "low", 7.5 - 2 * HALF_WIDTH);
  }

  @Test
  void theSlopeOfTwoPointsIsExact() {
    Answer decay =
        ask(
            "select * from variance_decay where quantity = 'decoder_lipschitz_lower' and kl_weight"
                + " = "
                + STATUS);

    // ln 5 - (ln 1 + ln 2 + ln 3) / 3 over ln 4
    assertClose(decay, "slope", (Math.log(5) - Math.log(6) / 3) / Math.log(4));
    assertThat(decay.number("slope_theory")).hasValue(-0.25);
    assertThat(decay.value("network")).isEqualTo("decoder");
    assertThat(decay.number("n")).hasValue(4.0);
  }

  @Test
  void theGapIsRelativeAndOnlyThereWhereTheoryIs() {
    assertThat(ask("select quantity, measured, theory, gap from theory_gap").rows())
        .containsExactly(List.of("decoder_lipschitz_lower", 3.0, 2.0, 0.5));
  }

  @Test
  void beforeTheFirstPartEverythingIsMissing(@TempDir Path out) {
    SparkSession other = SmallTables.session();
    Views.register(other, new Planted(out, List.of(cell(1, 1)), 2).path());

    assertThat(Answer.spark(other, "select trial_id from missing").rows()).hasSize(2);
    assertThat(Answer.spark(other, "select trial_id from trials").rows()).isEmpty();
    assertThat(SummaryTable.of(other).text()).isEqualTo("No trial has numbers to show yet.");
  }

  private static Answer ask(String query) {
    return Answer.spark(spark, query);
  }

  private static Answer cell(String view, double variance, int scenario) {
    return ask(
        "select * from %s where encoder_variance = %s and kl_weight = %d"
            .formatted(view, variance, scenario));
  }

  private static Model cell(double variance, double klWeight) {
    return Planted.cell(fixed(variance), klWeight, 0);
  }

  private static Trial trial(int scenario, int index) {
    return planted.trials().get(6 * (scenario - 1) + index);
  }

  private static TrialRow row(int scenario, int index, double lower) {
    return planted.row(trial(scenario, index), Map.of("decoder_lipschitz_lower", lower));
  }

  @Test
  void whatIsKeptForManyQueriesIsForgottenWhenViewsAreRegisteredAgain(@TempDir Path out) {
    SparkSession session = SmallTables.session();
    Planted growing = new Planted(out, List.of(cell(1, STATUS)), 3);
    String count = "select count(*) from quantities where quantity = 'test_elbo'";
    List<Long> counts = new ArrayList<>();
    for (Trial trial : growing.trials()) {
      growing.write(List.of(growing.row(trial, Map.of("test_elbo", -1.0))));
      Views.registerForMany(session, growing.path());
      counts.add(session.sql(count).first().getLong(0));
    }
    growing.write(List.of(growing.row(growing.trials().get(0), Map.of("row_digest", "another"))));
    Views.register(session, growing.path());
    counts.add(session.sql("select count(*) from trials").first().getLong(0));

    assertThat(counts).containsExactly(1L, 2L, 3L, 4L);
  }

  private static void values(int scenario, Double... values) {
    for (int index = 0; index < values.length; index++) {
      if (values[index] != null) {
        rows.add(row(scenario, index, values[index]));
      }
    }
  }

  private static TrialRow nested() {
    return planted.row(
        trial(NESTED, 0),
        Map.of(
            "curve", List.of(losses(1L, 9L, 4.0), losses(2L, 18L, 3.5)),
            "layers", List.of(List.of("decoder", 1L, 1.5)),
            "spectra",
                List.of(
                    spectrum("decoder", List.of(0.0, 0.5), List.of(2.0, 1.0)),
                    spectrum("encoder", List.of(0.0), List.of(7.0))),
            "frequency_measures",
                List.of(Arrays.asList("decoder", "hermite_degree", "prior", null, 2.5)),
            "witnesses", List.of(List.of("decoder", 3.5, List.of(0.5, -0.5))),
            "decoder_lipschitz_lower", 3.0,
            "decoder_lipschitz_lower_theory", 2.0));
  }

  private static List<Object> losses(long epoch, long step, double loss) {
    return List.of(epoch, step, loss, 1.0, 2.0, 3.0);
  }

  private static List<Object> spectrum(String network, List<Double> frequency, List<Double> power) {
    return Arrays.asList(network, "isotropic", 0.5, 1e-12, 0.1, 0.2, 0.3, 0.4, frequency, power);
  }

  private static Object[] id(int scenario, int... indices) {
    return Arrays.stream(indices).mapToObj(i -> trial(scenario, i).id().value()).toArray();
  }

  private static List<Object> ids(String view, int scenario) {
    return ask("select trial_id from %s where kl_weight = %d".formatted(view, scenario))
        .column("trial_id");
  }

  private static void assertClose(Answer answer, String column, double expected) {
    assertThat(answer.number(column).orElseThrow())
        .isCloseTo(expected, within(ROUNDING * Math.abs(expected)));
  }
}
