package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.network.Affine;
import org.harmonicsweep.network.Nonlinearity;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;

/** Layers in training: their parameters, and the activations of the last batch. */
final class Chain {
  private final Kernels kernels;
  private final List<Layer> layers;
  private final List<Affine> maps = new ArrayList<>();
  private final Matrix[] outputs;
  private final Matrix[] deltas;

  /** y = φ(A x + b). */
  record Layer(
      LayerShape shape, Parameters.Slice weights, Parameters.Slice biases, Activation activation) {
    Affine.Gradient gradient() {
      return new Affine.Gradient(weights.gradient(), biases.gradient());
    }
  }

  /** Creates a chain with scratch for batches of at most the given rows. */
  Chain(Kernels kernels, List<Layer> layers, int rows) {
    this.kernels = kernels;
    this.layers = layers;
    this.outputs = new Matrix[layers.size()];
    this.deltas = new Matrix[layers.size()];
    for (int i = 0; i < outputs.length; i++) {
      Layer layer = layers.get(i);
      maps.add(
          Affine.of(layer.shape(), kernels, layer.weights().values(), layer.biases().values()));
      outputs[i] = Matrix.zeros(rows, layer.shape().output().size());
      deltas[i] = Matrix.zeros(rows, layer.shape().output().size());
    }
  }

  List<Layer> layers() {
    return layers;
  }

  /** Returns the outputs: a view of scratch that the caller may change. */
  Matrix forward(Matrix x) {
    Matrix y = x;
    for (int i = 0; i < outputs.length; i++) {
      Interruption.check();
      Matrix next = outputs[i].first(x.rows());
      maps.get(i).apply(layers.get(i).activation(), y, next);
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
    Matrix first = backwardToFirst(x, delta);
    maps.get(0).gradient(x, first, layers.get(0).gradient());
  }

  /** As above, and writes the loss's derivative by x. */
  void backward(Matrix x, Matrix delta, Matrix xGradient) {
    Matrix first = backwardToFirst(x, delta);
    maps.get(0).gradients(x, first, layers.get(0).gradient(), xGradient);
  }

  /** Returns the loss's derivative by the first layer's outputs before their activation. */
  private Matrix backwardToFirst(Matrix x, Matrix delta) {
    int rows = x.rows();
    Matrix current = delta;
    for (int i = outputs.length - 1; i > 0; i--) {
      Interruption.check();
      Layer layer = layers.get(i);
      Nonlinearity.timesSlope(kernels, layer.activation(), outputs[i].first(rows), current);
      Matrix before = deltas[i - 1].first(rows);
      maps.get(i).gradients(outputs[i - 1].first(rows), current, layer.gradient(), before);
      current = before;
    }
    Nonlinearity.timesSlope(kernels, layers.get(0).activation(), outputs[0].first(rows), current);
    return current;
  }
}
