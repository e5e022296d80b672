package org.harmonicsweep.metrics.lipschitz;

import org.harmonicsweep.trial.Activation;
import org.hipparchus.util.FastMath;

/** Activations in double precision, with their derivatives from the left. */
final class Shape {
  private Shape() {}

  static double value(Activation activation, double a) {
    return switch (activation) {
      case LINEAR -> a;
      case RELU -> a > 0 ? a : 0;
      case LEAKY_RELU -> a > 0 ? a : Activation.LEAK * a;
      case TANH -> FastMath.tanh(a);
      case LOGISTIC -> 1 / (1 + FastMath.exp(-a));
    };
  }

  /**
   * Returns φ'(a).
   *
   * @param value φ(a)
   */
  static double slope(Activation activation, double a, double value) {
    return switch (activation) {
      case LINEAR -> 1;
      case RELU -> a > 0 ? 1 : 0;
      case LEAKY_RELU -> a > 0 ? 1 : Activation.LEAK;
      case TANH -> (1 - value) * (1 + value);
      case LOGISTIC -> value * (1 - value);
    };
  }

  /**
   * Returns φ''(a), for a rectifier that of its arctangent-smoothed form: a guide for an ascent.
   *
   * @param value φ(a)
   * @param width of the smoothing, at least 0
   */
  static double curvature(Activation activation, double a, double value, double width) {
    return switch (activation) {
      case LINEAR -> 0;
      case RELU, LEAKY_RELU ->
          width > 0 ? jump(activation) * width / (Math.PI * (width * width + a * a)) : 0;
      case TANH -> -2 * value * (1 - value) * (1 + value);
      case LOGISTIC -> value * (1 - value) * (1 - 2 * value);
    };
  }

  /** Returns how far the slope jumps at 0. */
  static double jump(Activation activation) {
    return switch (activation) {
      case LINEAR, TANH, LOGISTIC -> 0;
      case RELU, LEAKY_RELU -> activation.greatestSlope() - activation.leastSlope();
    };
  }

  /**
   * Returns a bound of |φ''| away from kinks: 4 / (3 √3) for tanh, an eighth of it for logistic.
   */
  static double greatestCurvature(Activation activation) {
    return switch (activation) {
      case LINEAR, RELU, LEAKY_RELU -> 0;
      case TANH -> 0.7699;
      case LOGISTIC -> 0.0963;
    };
  }
}
