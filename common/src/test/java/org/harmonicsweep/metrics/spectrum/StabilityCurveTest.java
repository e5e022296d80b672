package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.metrics.spectrum.Formulas.affine;
import static org.harmonicsweep.metrics.spectrum.Formulas.map;

import java.util.List;
import java.util.OptionalDouble;
import org.harmonicsweep.kernel.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StabilityCurveTest {
  private static final int MANY = 40_000;
  private static final StabilityCurve STANDARD =
      new StabilityCurve(new double[1], new double[] {1});

  private static float[] normals(long seed, int count) {
    float[] values = new float[count];
    new RandomStream(seed).normals(0, values, 0, count);
    return values;
  }

  private static double value(StabilityCurve curve, BatchMap f, double correlation) {
    return curve
        .of(f, normals(1, MANY), normals(2, MANY), List.of(correlation))
        .get(0)
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1.7, 0.6", "1.7, 0.9", "0.8, 0.5", "2.3, 0.95"})
  void cosineHasItsClosedForm(double frequency, double correlation) {
    double w = frequency * frequency;
    double expected = (StrictMath.cosh(correlation * w) - 1) / (StrictMath.cosh(w) - 1);

    // 40 000 pairs: three standard errors of a mean of products below 1
    assertThat(value(STANDARD, map(z -> StrictMath.cos(frequency * z)), correlation))
        .isCloseTo(expected, within(0.02));
  }

  @Test
  void cosineHasItsKnownNumber() {
    // E f(z) f(z') = 0.16227805 at w = 1.7 and ρ = 0.6, less the squared mean e^(−w²), over Var f
    double mean = StrictMath.exp(-1.7 * 1.7);
    double expected = (0.16227805 - mean) / (0.5015443577 - mean);

    assertThat(value(STANDARD, map(z -> StrictMath.cos(1.7 * z)), 0.6))
        .isCloseTo(expected, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6, 0.9})
  void hermitePolynomialOfDegreeNHasThePowerN(double correlation) {
    // heavy tails: the fourth moment of He₃ makes the error of its variance 3 %
    assertThat(value(STANDARD, map(z -> z * z - 1), correlation))
        .isCloseTo(correlation * correlation, within(0.04));
    assertThat(value(STANDARD, map(z -> z * z * z - 3 * z), correlation))
        .isCloseTo(correlation * correlation * correlation, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.99})
  void affineFunctionHasTheCorrelationItself(double correlation) {
    assertThat(value(STANDARD, map(z -> 3 * z - 7), correlation))
        .isCloseTo(correlation, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void curveRisesAndStaysBelowThatOfAnAffineFunction(long seed) {
    BatchMap f = Models.network(seed, 2, 2, 12, 5)::apply;
    List<OptionalDouble> curve =
        new StabilityCurve(new double[2], new double[] {1, 1})
            .of(f, normals(3, 4000), normals(4, 4000), StabilityCurve.CORRELATIONS);

    double before = 0;
    for (int i = 0; i < curve.size(); i++) {
      double correlation = StabilityCurve.CORRELATIONS.get(i);
      double value = curve.get(i).orElseThrow();
      // 2000 pairs: three standard errors
      assertThat(value).isGreaterThan(before - 0.05).isLessThan(correlation + 0.07);
      before = value;
    }
  }

  @Test
  void scaleAndPlaceOfTheOutputsDoNotMatter() {
    BatchMap f = map(z -> StrictMath.sin(2 * z));

    assertThat(value(STANDARD, affine(-2, f, 0), 0.7)).isEqualTo(value(STANDARD, f, 0.7));
    assertThat(value(STANDARD, affine(1, f, 3), 0.7))
        .isCloseTo(value(STANDARD, f, 0.7), within(1e-5));
  }

  @Test
  void inputsAreCountedInTheirOwnDeviationFromTheirOwnMean() {
    StabilityCurve wide = new StabilityCurve(new double[] {8}, new double[] {4});

    assertThat(value(wide, map(x -> StrictMath.cos((x - 8) / 4)), 0.8))
        .isCloseTo(value(STANDARD, map(StrictMath::cos), 0.8), within(1e-5));
  }

  @Test
  void constantFunctionHasNoCurve() {
    assertThat(STANDARD.of(map(z -> 5), normals(1, 100), normals(2, 100), List.of(0.5, 0.9)))
        .containsExactly(OptionalDouble.empty(), OptionalDouble.empty());
  }
}
