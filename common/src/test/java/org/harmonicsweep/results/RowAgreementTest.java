package org.harmonicsweep.results;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.results.RowComparisonTest.changed;
import static org.harmonicsweep.results.RowComparisonTest.put;

import java.util.List;
import java.util.Set;
import org.harmonicsweep.results.RowAgreement.Gap;
import org.harmonicsweep.trial.RowTolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowAgreementTest {
  private static final Set<String> ALL =
      ResultColumns.all().stream().map(Column::name).collect(toSet());

  private static final RowTolerance TOLERANCE = new RowTolerance(0.01, 0.1);

  private final TrialRow row = SampleResults.row();

  static List<String> measured() {
    return ResultColumns.measured().stream()
        .filter(name -> SampleResults.row().real(name).orElse(0) != 0)
        .toList();
  }

  private RowAgreement with(String column, double factor) {
    TrialRow again = changed(row, column, old -> (Double) old * factor);
    RowAgreement agreement = RowAgreement.of(row, again, ALL, TOLERANCE);
    RowAgreement mirrored = RowAgreement.of(again, row, ALL, TOLERANCE);
    assertThat(mirrored.greatest()).as("symmetric").isEqualTo(agreement.greatest());
    return agreement;
  }

  @Test
  void aRowAgreesWithItselfWithoutAGap() {
    RowAgreement agreement = RowAgreement.of(row, SampleResults.row(), ALL, TOLERANCE);

    assertThat(agreement.isClose()).isTrue();
    assertThat(agreement.greatest().orElseThrow().relative()).isZero();
    assertThat(agreement.compared()).isGreaterThan(ResultColumns.measured().size());
  }

  @ParameterizedTest
  @MethodSource("measured")
  void aNumberMayBeApartByItsToleranceAndNoMore(String column) {
    double tolerance = ResultColumns.family(column).isPresent() ? 0.1 : 0.01;

    RowAgreement near = with(column, 1 - 0.9 * tolerance);
    RowAgreement far = with(column, 1 - 1.1 * tolerance);

    assertThat(near.isClose()).isTrue();
    Gap gap = near.greatest().orElseThrow();
    assertThat(gap.place()).isEqualTo(column);
    assertThat(gap.relative()).isCloseTo(0.9 * tolerance, within(1e-12));
    assertThat(far.differences()).extracting(Difference::place).containsExactly(column);
    assertThat(far.greatest().orElseThrow().isWithin()).isFalse();
  }

  @Test
  void theCurveIsComparedEpochByEpoch() {
    TrialRow again =
        changed(row, "curve", curve -> put(curve, 1, e -> put(e, 5, x -> 1.5 * (Double) x)));

    Difference found = RowAgreement.of(row, again, ALL, TOLERANCE).differences().get(0);

    assertThat(found.place()).isEqualTo("curve[1].test_kl");
    assertThat(found.epoch()).hasValue(2);
  }

  @Test
  void aCurveThatEndsEarlyDiffers() {
    TrialRow again = changed(row, "curve", curve -> ((List<?>) curve).subList(0, 1));

    assertThat(RowAgreement.of(row, again, ALL, TOLERANCE).isClose()).isFalse();
  }

  @Test
  void aNumberThatIsMissingDiffers() {
    TrialRow again = changed(row, "test_elbo", old -> null);

    assertThat(RowAgreement.of(row, again, ALL, TOLERANCE).differences())
        .extracting(Difference::place)
        .containsExactly("test_elbo");
  }

  @Test
  void numbersAsGoodAsZeroAgree() {
    TrialRow one = changed(row, "test_kl", old -> 1e-9);
    TrialRow other = changed(row, "test_kl", old -> -1e-9);

    assertThat(RowAgreement.of(one, other, ALL, TOLERANCE).isClose()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "contract", "data_digest", "measurement", "engine"})
  void whatIsNoNumberMustBeEqual(String column) {
    TrialRow again = changed(row, column, old -> "another");

    assertThat(RowAgreement.of(row, again, ALL, TOLERANCE).differences())
        .extracting(Difference::place)
        .containsExactly(column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights_digest", "witnesses", "spectra", "architecture", "row_digest"})
  void bitsAndPlacesMayDiffer(String column) {
    TrialRow again = RowComparisonTest.with(row, column, null);

    assertThat(RowAgreement.of(row, again, ALL, TOLERANCE).isClose()).isTrue();
  }
}
