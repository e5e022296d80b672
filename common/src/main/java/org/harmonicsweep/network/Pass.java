package org.harmonicsweep.network;

import org.harmonicsweep.trial.Activation;

/** One layer forwards and backwards over a batch. */
final class Pass {
  private Pass() {}

  static float[] forward(DenseLayer layer, float[] x, int rows) {
    float[] y = product(layer, x, rows);
    for (int i = 0; i < y.length; i++) {
      y[i] = activate(layer.activation(), y[i] + layer.biases()[i % layer.outputs()]);
    }
    return y;
  }

  static float[] product(DenseLayer layer, float[] x, int rows) {
    int n = layer.inputs();
    int m = layer.outputs();
    float[] y = new float[rows * m];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < n; k++) {
        float xk = x[row * n + k];
        for (int j = 0; j < m; j++) {
          y[row * m + j] = Math.fma(xk, layer.weights()[k * m + j], y[row * m + j]);
        }
      }
    }
    return y;
  }

  static float[] transposedProduct(DenseLayer layer, float[] u, int rows) {
    int n = layer.inputs();
    int m = layer.outputs();
    float[] x = new float[rows * n];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < n; k++) {
        float sum = 0;
        for (int j = 0; j < m; j++) {
          sum = Math.fma(u[row * m + j], layer.weights()[k * m + j], sum);
        }
        x[row * n + k] = sum;
      }
    }
    return x;
  }

  static void timesSlope(Activation activation, float[] y, float[] gradient) {
    for (int i = 0; i < y.length; i++) {
      gradient[i] *= slope(activation, y[i]);
    }
  }

  private static float activate(Activation activation, float x) {
    return switch (activation) {
      case LINEAR -> x;
      case RELU -> x <= 0 ? 0 : x;
      case LEAKY_RELU -> x <= 0 ? Activation.LEAK * x : x;
      case TANH -> (float) StrictMath.tanh(x);
      case LOGISTIC -> (float) (1 / (1 + StrictMath.exp(-x)));
    };
  }

  /** The slope as a function of the output. */
  private static float slope(Activation activation, float y) {
    return switch (activation) {
      case LINEAR -> 1;
      case RELU -> y <= 0 ? 0 : 1;
      case LEAKY_RELU -> y <= 0 ? Activation.LEAK : 1;
      case TANH -> Math.fma(-y, y, 1);
      case LOGISTIC -> Math.fma(-y, y, y);
    };
  }
}
