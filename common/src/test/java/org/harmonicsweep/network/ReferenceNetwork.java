package org.harmonicsweep.network;

import org.harmonicsweep.trial.Activation;

/** A network in double precision, straight from the definition. */
public final class ReferenceNetwork {
  private static final double STEP = 1e-6;

  private ReferenceNetwork() {}

  /** Returns f(x). */
  public static double[] apply(Network network, double[] x) {
    double[] y = x;
    for (Layer layer : network.layers()) {
      y =
          new ReferenceAffine(layer.shape(), i -> layer.weights()[i], i -> layer.biases()[i])
              .apply(y);
      for (int j = 0; j < y.length; j++) {
        y[j] = activate(layer.activation(), y[j]);
      }
    }
    return y;
  }

  /** Returns the central difference of f at x along v. */
  static double[] difference(Network network, double[] x, double[] v) {
    double[] above = apply(network, moved(x, v, STEP));
    double[] below = apply(network, moved(x, v, -STEP));
    double[] difference = new double[above.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = (above[i] - below[i]) / (2 * STEP);
    }
    return difference;
  }

  /** Returns φ(x). */
  public static double activate(Activation activation, double x) {
    return switch (activation) {
      case LINEAR -> x;
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : Activation.LEAK * x;
      case TANH -> StrictMath.tanh(x);
      case LOGISTIC -> 1 / (1 + StrictMath.exp(-x));
    };
  }

  private static double[] moved(double[] x, double[] v, double step) {
    double[] moved = x.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * v[i];
    }
    return moved;
  }
}
