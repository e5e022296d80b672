package org.harmonicsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every 4099th float is tried: about a million, all exponents and both signs. */
class ElementaryTest {
  private static final int STRIDE = 4099;

  @Test
  void expIsAtMostTwoUlpOff() {
    assertThat(worst(Elementary::exp, StrictMath::exp, -1e30f, 1e30f)).isLessThan(2);
  }

  @Test
  void tanhIsAtMostThreeUlpOff() {
    assertThat(worst(Elementary::tanh, StrictMath::tanh, -1e30f, 1e30f)).isLessThan(3);
  }

  @Test
  void logisticIsAtMostThreeUlpOff() {
    assertThat(worst(Elementary::logistic, x -> 1 / (1 + StrictMath.exp(-x)), -1e30f, 1e30f))
        .isLessThan(3);
  }

  @Test
  void logarithmIsAtMostOneUlpOff() {
    assertThat(worst(Elementary::logOfNormal, StrictMath::log, Float.MIN_NORMAL, Float.MAX_VALUE))
        .isLessThan(1);
  }

  @Test
  void logarithmOfOnePlusIsAtMostTwoUlpOff() {
    assertThat(worst(Elementary::log1pOfUnit, StrictMath::log1p, 0, 1)).isLessThan(2);
  }

  @Test
  void softplusIsAtMostThreeUlpOff() {
    // what the cross-entropy of a target of 0 is made of, as max(x, 0) + log(1 + exp(-|x|))
    assertThat(
            worst(
                x -> Math.max(x, 0) + Elementary.log1pOfUnit(Elementary.exp(-Math.abs(x))),
                x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                -1e30f,
                1e30f))
        .isLessThan(3);
  }

  @Test
  void normalIsAtMostTwoMillionthsOffInTheBody() {
    for (long word = 0; word < 1L << 32; word += 4 * STRIDE) {
      double expected = Quantile.normal((word + 0.5) / (1L << 32));
      double error = Math.abs(Elementary.normal((int) word) - expected);
      assertThat(error).isLessThan(Math.abs(expected) < 5 ? 2e-6 : 3e-3);
    }
  }

  @Test
  void infinitiesGoToTheLimits() {
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(Elementary.exp(infinity)).isEqualTo(infinity);
    assertThat(Elementary.exp(-infinity)).isZero();
    assertThat(Elementary.tanh(infinity)).isEqualTo(1);
    assertThat(Elementary.tanh(-infinity)).isEqualTo(-1);
    assertThat(Elementary.logistic(infinity)).isEqualTo(1);
    assertThat(Elementary.logistic(-infinity)).isZero();
  }

  @Test
  void notANumberPasses() {
    assertThat(Elementary.exp(Float.NaN)).isNaN();
    assertThat(Elementary.tanh(Float.NaN)).isNaN();
    assertThat(Elementary.logistic(Float.NaN)).isNaN();
  }

  @Test
  void tanhIsOddAndBounded() {
    for (long i = 0; i <= 0x7f800000; i += STRIDE) {
      float x = Float.intBitsToFloat((int) i);
      assertThat(Elementary.tanh(-x)).isEqualTo(-Elementary.tanh(x));
      assertThat(Elementary.tanh(x)).isBetween(0f, 1f);
    }
  }

  @Test
  void theMiddleIsExact() {
    assertThat(Elementary.exp(0)).isEqualTo(1);
    assertThat(Elementary.tanh(0)).isZero();
    assertThat(Elementary.logistic(0)).isEqualTo(0.5f);
    assertThat(Elementary.log1pOfUnit(0)).isZero();
  }

  /** Returns the greatest error in units of the true value's last place, over a range. */
  private static double worst(
      UnaryOperator<Float> function, DoubleUnaryOperator truth, float least, float most) {
    double worst = 0;
    for (long i = Integer.MIN_VALUE; i <= Integer.MAX_VALUE; i += STRIDE) {
      float x = Float.intBitsToFloat((int) i);
      if (x >= least && x <= most) {
        worst = Math.max(worst, error(function.apply(x), truth.applyAsDouble(x)));
      }
    }
    return worst;
  }

  private static double error(float found, double expected) {
    float rounded = (float) expected;
    if (Float.isInfinite(rounded)) {
      return found == rounded || found == Float.MAX_VALUE ? 0 : Double.POSITIVE_INFINITY;
    }
    double error = Math.abs(found - expected) / Math.ulp(rounded);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }
}
