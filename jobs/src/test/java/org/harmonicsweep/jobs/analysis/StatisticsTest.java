package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.trial.EncoderVariance.fixed;
import static org.harmonicsweep.trial.EncoderVariance.learned;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Intervals and fits against another library, on DuckDB: {@link DuckDbTest} ties Spark to it, and
 * it answers at once.
 */
class StatisticsTest {
  private static final List<Double> VARIANCES = List.of(0.0025, 0.01, 0.09, 0.25, 1.0);
  private static final int REPLICATES = 4;

  /** Both libraries find quantiles by iteration; an interval's end may cancel a digit more. */
  private static final double QUANTILE = 1e-8;

  /** Sums of a few dozen numbers in another order. */
  private static final double ROUNDING = 1e-11;

  @TempDir private Path out;

  @Test
  void theTableOfQuantilesIsStudents() throws SQLException {
    Planted planted = planted();
    planted.write(List.of());
    try (Connection duckDb = DuckDb.over(planted.path())) {
      Answer table = Answer.duckDb(duckDb, "select df, quantile from student_t order by df");

      assertThat(table.rows()).hasSize(StudentQuantiles.GREATEST_DF);
      for (List<Object> row : table.rows()) {
        double expected =
            new TDistribution(((Number) row.get(0)).doubleValue())
                .inverseCumulativeProbability(0.975);
        assertThat((Double) row.get(1)).isCloseTo(expected, within(QUANTILE * expected));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void intervalsAreThoseOfAnotherLibrary(long seed) throws SQLException {
    Planted planted = planted();
    List<TrialRow> rows = powerLaw(planted, "decoder_lipschitz_lower", seed, -0.25, 0.3);
    planted.write(rows);

    try (Connection duckDb = DuckDb.over(planted.path())) {
      for (double variance : VARIANCES) {
        double[] values = values(rows, variance);
        DescriptiveStatistics statistics = new DescriptiveStatistics(values);
        double half = halfWidth(values);
        double logMean = DoubleStream.of(values).map(StrictMath::log).average().orElseThrow();
        Answer cell =
            Answer.duckDb(
                duckDb, "select * from cell_quantities where encoder_variance = " + variance);

        assertClose(cell, "mean", statistics.getMean(), ROUNDING);
        assertClose(cell, "sd", statistics.getStandardDeviation(), ROUNDING);
        assertClose(cell, "low", statistics.getMean() - half, QUANTILE);
        assertClose(cell, "high", statistics.getMean() + half, QUANTILE);
        assertClose(cell, "geometric_mean", StrictMath.exp(logMean), ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aFitIsThatOfAnotherLibrary(long seed) throws SQLException {
    Planted planted = planted();
    List<TrialRow> rows = powerLaw(planted, "decoder_lipschitz_lower", seed, -0.25, 0.1);
    planted.write(rows);
    SimpleRegression regression = regression(rows, "decoder_lipschitz_lower");

    Answer fit = fit(planted, "decoder_lipschitz_lower");

    assertClose(fit, "slope", regression.getSlope(), ROUNDING);
    assertClose(fit, "intercept", regression.getIntercept(), ROUNDING);
    assertClose(fit, "r_squared", regression.getRSquare(), ROUNDING);
    // trials of a replicate share their random numbers: the replicates' slopes are what is
    // independent
    double half = halfWidth(slopes(rows, "decoder_lipschitz_lower"));
    assertClose(fit, "slope_low", regression.getSlope() - half, QUANTILE);
    assertClose(fit, "slope_high", regression.getSlope() + half, QUANTILE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPlantedPowerLawIsRecovered(long seed) throws SQLException {
    Planted planted = planted();
    planted.write(powerLaw(planted, "decoder_high_frequency_share", seed, -0.8, 0.1));

    Answer fit = fit(planted, "decoder_high_frequency_share");

    // 20 points of deviation 0.1 over ln variances of deviation 2: standard error 0.011; 4 of them
    assertThat(fit.number("slope").orElseThrow()).isCloseTo(-0.8, within(0.045));
    assertThat(fit.number("r_squared").orElseThrow()).isGreaterThan(0.98);
    assertThat(fit.number("n")).hasValue(20.0);
  }

  @Test
  void withoutNoiseTheFitIsExact() throws SQLException {
    Planted planted = planted();
    planted.write(powerLaw(planted, "encoder_lipschitz_lower", 1, 0.25, 0));

    Answer fit = fit(planted, "encoder_lipschitz_lower");

    assertClose(fit, "slope", 0.25, ROUNDING);
    assertClose(fit, "r_squared", 1, ROUNDING);
    assertClose(fit, "slope_theory", 0.25, 0);
  }

  @Test
  void sharesAtTheFloorAreCountedAndLeftOut() throws SQLException {
    Planted planted = planted();
    List<TrialRow> rows = new ArrayList<>();
    for (TrialRow row : powerLaw(planted, "decoder_high_frequency_share", 1, -0.8, 0)) {
      boolean last = row.real("encoder_variance").orElse(0) == 1;
      rows.add(last ? Planted.with(row, "decoder_high_frequency_share", 1e-11) : row);
    }
    planted.write(rows);

    Answer fit = fit(planted, "decoder_high_frequency_share");

    assertClose(fit, "slope", -0.8, ROUNDING);
    assertThat(fit.number("n")).hasValue(16.0);
    assertThat(fit.number("n_floored")).hasValue(4.0);
    assertThat(fit.number("n_variances")).hasValue(4.0);
    assertThat(fit.number("slope_theory")).isEmpty();
  }

  @Test
  void oneVarianceHasNoSlope() throws SQLException {
    Planted planted = new Planted(out, List.of(Planted.cell(fixed(0.1), 1, 0)), REPLICATES);
    planted.write(powerLaw(planted, "decoder_lipschitz_lower", 1, 0, 0.1));

    Answer fit = fit(planted, "decoder_lipschitz_lower");

    assertThat(fit.number("n")).hasValue(4.0);
    assertThat(fit.number("slope")).isEmpty();
    assertThat(fit.number("slope_low")).isEmpty();
  }

  @Test
  void withoutAKlTermTheoryGivesNoSlope() throws SQLException {
    Planted planted =
        new Planted(
            out, List.of(Planted.cell(fixed(0.1), 0, 0), Planted.cell(fixed(1), 0, 0)), REPLICATES);
    planted.write(powerLaw(planted, "decoder_lipschitz_lower", 1, -0.25, 0.1));

    assertThat(fit(planted, "decoder_lipschitz_lower").number("slope_theory")).isEmpty();
  }

  private Planted planted() {
    List<Model> cells = new ArrayList<>();
    VARIANCES.forEach(variance -> cells.add(Planted.cell(fixed(variance), 1, 0)));
    cells.add(Planted.cell(learned(), 1, 0));
    return new Planted(out, cells, REPLICATES);
  }

  /**
   * Rows of fixed variance v with the value 0.01 v^slope e^noise, and others that must not count.
   */
  private static List<TrialRow> powerLaw(
      Planted planted, String quantity, long seed, double slope, double noise) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TrialRow> rows = new ArrayList<>();
    for (Trial trial : planted.trials()) {
      double variance = trial.model().encoderVariance().value().orElse(1e9);
      double logarithm = slope * StrictMath.log(variance) + noise * random.nextGaussian();
      rows.add(planted.row(trial, Map.of(quantity, 0.01 * StrictMath.exp(logarithm))));
    }
    return rows;
  }

  /** Slopes of single replicates. */
  private static double[] slopes(List<TrialRow> rows, String quantity) {
    return rows.stream()
        .collect(groupingBy(row -> row.whole("replicate").orElseThrow()))
        .values()
        .stream()
        .mapToDouble(replicate -> regression(replicate, quantity).getSlope())
        .toArray();
  }

  private static double halfWidth(double[] values) {
    return new TDistribution(values.length - 1).inverseCumulativeProbability(0.975)
        * new DescriptiveStatistics(values).getStandardDeviation()
        / Math.sqrt(values.length);
  }

  private static SimpleRegression regression(List<TrialRow> rows, String quantity) {
    SimpleRegression regression = new SimpleRegression();
    for (TrialRow row : rows) {
      row.real("encoder_variance")
          .ifPresent(
              variance ->
                  regression.addData(
                      StrictMath.log(variance), StrictMath.log(row.real(quantity).orElseThrow())));
    }
    return regression;
  }

  private static double[] values(List<TrialRow> rows, double variance) {
    return rows.stream()
        .filter(row -> row.real("encoder_variance").orElse(0) == variance)
        .mapToDouble(row -> row.real("decoder_lipschitz_lower").orElseThrow())
        .toArray();
  }

  private static Answer fit(Planted planted, String quantity) throws SQLException {
    try (Connection duckDb = DuckDb.over(planted.path())) {
      return Answer.duckDb(
          duckDb, "select * from variance_decay where quantity = '" + quantity + "'");
    }
  }

  private static void assertClose(Answer answer, String column, double expected, double relative) {
    assertThat(answer.number(column).orElseThrow())
        .as(column)
        .isCloseTo(expected, within(relative * Math.abs(expected)));
  }
}
