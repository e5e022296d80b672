package org.harmonicsweep.training;

import java.util.List;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.network.DensePass;
import org.harmonicsweep.trial.Activation;

/** Dense layers in training: their parameters, and the activations of the last batch. */
final class Chain {
  private final Kernels kernels;
  private final List<Layer> layers;
  private final Matrix[] outputs;
  private final Matrix[] deltas;

  /** y = φ(x W + b). */
  record Layer(Parameters.Slice weights, Parameters.Slice biases, Activation activation) {
    int inputs() {
      return weights.values().rows();
    }

    int outputs() {
      return weights.values().columns();
    }
  }

  /** Creates a chain with scratch for batches of at most the given rows. */
  Chain(Kernels kernels, List<Layer> layers, int rows) {
    this.kernels = kernels;
    this.layers = layers;
    this.outputs = new Matrix[layers.size()];
    this.deltas = new Matrix[layers.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = Matrix.zeros(rows, layers.get(i).outputs());
      deltas[i] = Matrix.zeros(rows, layers.get(i).outputs());
    }
  }

  List<Layer> layers() {
    return layers;
  }

  /** Returns the outputs: a view of scratch that the caller may change. */
  Matrix forward(Matrix x) {
    Matrix y = x;
    for (int i = 0; i < outputs.length; i++) {
      Layer layer = layers.get(i);
      Matrix next = outputs[i].first(x.rows());
      kernels.multiply(y, layer.weights().values(), next);
      kernels.addRow(layer.biases().values(), next);
      DensePass.activate(kernels, layer.activation(), next);
      y = next;
    }
    return y;
  }

  /**
   * Writes the gradients of all parameters.
   *
   * @param x what {@link #forward} was given
   * @param delta the loss's derivative by the outputs; overwritten. The last layer is linear, so
   *     its own outputs are not needed and may have become this
   */
  void backward(Matrix x, Matrix delta) {
    backwardToFirst(x, delta);
  }

  /** As above, and writes the loss's derivative by x. */
  void backward(Matrix x, Matrix delta, Matrix xGradient) {
    Matrix first = backwardToFirst(x, delta);
    kernels.multiplyRightTransposed(first, layers.get(0).weights().values(), xGradient);
  }

  private Matrix backwardToFirst(Matrix x, Matrix delta) {
    Matrix current = delta;
    for (int i = outputs.length - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      DensePass.timesSlope(kernels, layer.activation(), outputs[i].first(x.rows()), current);
      Matrix input = i == 0 ? x : outputs[i - 1].first(x.rows());
      kernels.multiplyLeftTransposed(input, current, layer.weights().gradient());
      kernels.sumRows(current, layer.biases().gradient());
      if (i > 0) {
        Matrix before = deltas[i - 1].first(x.rows());
        kernels.multiplyRightTransposed(current, layer.weights().values(), before);
        current = before;
      }
    }
    return current;
  }
}
