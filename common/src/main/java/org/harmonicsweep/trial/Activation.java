package org.harmonicsweep.trial;

import java.util.Locale;

/**
 * An elementwise activation function with its true slope range.
 *
 * <p>Lipschitz certificates use {@link #greatestSlope()}: the logistic function's slope never
 * exceeds ¼, and taking 1 instead inflates the bound of a net with three hidden layers 64-fold.
 */
public enum Activation {
  /** The identity. */
  LINEAR(1, 1),
  /** max(0, x). */
  RELU(0, 1),
  /** max({@link #LEAK} x, x), the slope of Newson et al. (2020). */
  LEAKY_RELU(Activation.LEAK, 1),
  /** The hyperbolic tangent. */
  TANH(0, 1),
  /** 1 / (1 + exp(−x)). */
  LOGISTIC(0, 0.25);

  /** Slope of {@link #LEAKY_RELU} on the negative side. */
  public static final float LEAK = 0.05f;

  private final double leastSlope;
  private final double greatestSlope;

  Activation(double leastSlope, double greatestSlope) {
    this.leastSlope = leastSlope;
    this.greatestSlope = greatestSlope;
  }

  /** Returns the infimum of the derivative. */
  public double leastSlope() {
    return leastSlope;
  }

  /** Returns the supremum of the derivative. */
  public double greatestSlope() {
    return greatestSlope;
  }

  /** Returns the name used in study files and result tables, such as {@code leaky_relu}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
