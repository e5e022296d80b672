package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;

/** The elementwise half of a layer, in place: φ and its slope as kernels. */
public final class Nonlinearity {
  private Nonlinearity() {}

  /** z = φ(z). */
  public static void activate(Kernels kernels, Activation activation, Matrix z) {
    switch (activation) {
      case LINEAR -> {}
      case RELU -> kernels.relu(z);
      case LEAKY_RELU -> kernels.leakyRelu(Activation.LEAK, z);
      case TANH -> kernels.tanh(z);
      case LOGISTIC -> kernels.logistic(z);
    }
  }

  /**
   * gradient = gradient · φ′, with φ′ found from the output; at a kink from the left.
   *
   * @param output φ(z)
   */
  public static void timesSlope(
      Kernels kernels, Activation activation, Matrix output, Matrix gradient) {
    switch (activation) {
      case LINEAR -> {}
      case RELU -> kernels.timesRectifierSlope(0, output, gradient);
      case LEAKY_RELU -> kernels.timesRectifierSlope(Activation.LEAK, output, gradient);
      case TANH -> kernels.timesTanhSlope(output, gradient);
      case LOGISTIC -> kernels.timesLogisticSlope(output, gradient);
    }
  }
}
