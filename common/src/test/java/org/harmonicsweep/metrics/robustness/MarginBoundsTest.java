package org.harmonicsweep.metrics.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.harmonicsweep.metrics.robustness.MarginBounds.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginBoundsTest {

  // solved apart from this code, by a bracketed root finder; given to 10 digits
  @ParameterizedTest
  @CsvSource({"5, 0.1387450787", "10, 0.0287298335"})
  void momentBoundHasItsPublishedSetting(double constant, double expected) {
    Constants constants = new Constants(constant, constant, constant);
    assertThat(MarginBounds.moment(constants, 0.1, 8).orElseThrow())
        .isCloseTo(expected, within(1e-10));
  }

  @Test
  void tailBoundHasItsPublishedSetting() {
    Constants constants = new Constants(10, 10, 0);
    assertThat(MarginBounds.tail(constants, 0.1, 10, 8).orElseThrow())
        .isCloseTo(0.0322304, within(5e-8));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0, 0.2", "2, 3, 0, 0.1", "4, 0.5, 2, 0.3", "1, 2, 1e-9, 0.5"})
  void momentBoundTurnsItsInequalityIntoAnEquality(double a, double b, double c, double s) {
    double margin = MarginBounds.moment(new Constants(a, b, c), s, 8).orElseThrow();
    double left = (b * b + c * c) * margin * margin + 4 * c * s * margin + 4 * s * s;
    assertThat(left).isCloseTo(64 / (2 * a * a), within(1e-12 * left));
  }

  @Test
  void noiseThatMovesTooFarByItselfLeavesNoMargin() {
    // 4 s² > r² / (2 a²)
    assertThat(MarginBounds.moment(new Constants(10, 1, 0), 0.3, 8)).isEmpty();
    assertThat(MarginBounds.tail(new Constants(10, 1, 0), 0.3, 10, 8)).isEmpty();
  }

  @Test
  void mapsThatNeverMoveHaveNoFiniteMargin() {
    assertThat(MarginBounds.moment(new Constants(0, 1, 0), 0.1, 8)).isEmpty();
    assertThat(MarginBounds.tail(new Constants(1, 0, 0), 0.1, 10, 8)).isEmpty();
    assertThat(MarginBounds.gaussian(0.1, 0.9, 0)).isEmpty();
  }

  @Test
  void tailBoundSaysNothingOfOneAxis() {
    assertThat(MarginBounds.tail(new Constants(1, 1, 0), 0.1, 1, 8)).isEmpty();
  }

  @Test
  void gaussianBoundIsAQuantile() {
    // Φ(1) = 0.8413447460685429
    assertThat(MarginBounds.gaussian(0.5, 0.8413447460685429, 2).orElseThrow())
        .isCloseTo(0.25, within(1e-9));
    assertThat(MarginBounds.gaussian(0.5, 0.5, 2)).isEmpty();
    assertThat(MarginBounds.gaussian(0.5, 1, 2)).isEmpty();
  }

  @Test
  void probabilityIsNeverCertain() {
    // 0.05^(1/256): all of 256 inside
    assertThat(MarginSearch.probability(256)).isCloseTo(0.9883661, within(1e-6));
    assertThat(MarginSearch.probability(0)).isZero();
  }
}
