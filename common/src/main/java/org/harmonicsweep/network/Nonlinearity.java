package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;

/** The elementwise half of a layer, in place: biases, φ and its slope as kernels. */
public final class Nonlinearity {
  private Nonlinearity() {}

  /** z = φ(z + b), b added to every row. */
  static void activate(Kernels kernels, Activation activation, Matrix biases, Matrix z) {
    switch (activation) {
      case LINEAR -> kernels.addRow(biases, z);
      case RELU -> kernels.addRowRelu(biases, z);
      case LEAKY_RELU -> kernels.addRowLeakyRelu(Activation.LEAK, biases, z);
      case TANH -> kernels.addRowTanh(biases, z);
      case LOGISTIC -> kernels.addRowLogistic(biases, z);
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
