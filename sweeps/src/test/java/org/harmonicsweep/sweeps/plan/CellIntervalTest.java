package org.harmonicsweep.sweeps.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.harmonicsweep.sweeps.spec.Precision;
import org.junit.jupiter.api.Test;

class CellIntervalTest {
  private static final Precision TENTH = new Precision("test_elbo", 0.1, false);
  private static final Precision TEN_PERCENT = new Precision("test_elbo", 0.1, true);

  @Test
  void halfWidthIsStudents() {
    // standard deviation 1; a quantile of t with 2 degrees of freedom is (2p − 1)/√(2p(1 − p))
    double quantile = 0.95 / Math.sqrt(2 * 0.975 * 0.025);
    assertThat(CellInterval.of(values(1, 2, 3), TENTH).halfWidth())
        .isEqualTo(quantile / Math.sqrt(3), within(1e-11)); // quantiles have twelve digits
  }

  @Test
  void equalValuesAreKnownExactly() {
    CellInterval interval = CellInterval.of(values(2, 2), TENTH);

    assertThat(interval.isPrecise()).isTrue();
    assertThat(interval.replicatesWanted()).isEqualTo(2);
  }

  @Test
  void aShareIsOfTheMeanWhateverItsSign() {
    assertThat(CellInterval.of(values(-11, -9), TEN_PERCENT).wanted()).isEqualTo(1);
    assertThat(CellInterval.of(values(9, 11), TEN_PERCENT).wanted()).isEqualTo(1);
  }

  @Test
  void neverTwiceAsManyAsThereAreAndAtLeastOneMore() {
    assertThat(CellInterval.of(values(0, 1000), TENTH).replicatesWanted()).isEqualTo(4);
    // half-width 0.10007 where 0.1 is wanted
    double near = 0.10007 / 4.302652729749 * Math.sqrt(3);
    assertThat(CellInterval.of(values(-near, 0, near), TENTH).replicatesWanted()).isEqualTo(4);
  }

  @Test
  void oneValueLeavesNoIntervalButHope() {
    CellInterval interval =
        CellInterval.of(List.of(OptionalDouble.of(1), OptionalDouble.empty()), TENTH);

    assertThat(interval.isOpen()).isTrue();
    assertThat(interval.halfWidth()).isInfinite();
    assertThat(interval.replicatesWanted()).isEqualTo(4);
  }

  @Test
  void aCellThatNeverHasTheMetricGetsNoMore() {
    CellInterval interval =
        CellInterval.of(List.of(OptionalDouble.empty(), OptionalDouble.empty()), TENTH);

    assertThat(interval.isOpen()).isFalse();
    assertThat(interval.isPrecise()).isFalse();
    assertThat(interval.replicatesWanted()).isEqualTo(2);
  }

  @Test
  void aMeanOfZeroIsNeverKnownToAShare() {
    assertThat(CellInterval.of(values(-1, 1), TEN_PERCENT).replicatesWanted()).isEqualTo(4);
  }

  private static List<OptionalDouble> values(double... values) {
    return Arrays.stream(values).mapToObj(OptionalDouble::of).toList();
  }
}
