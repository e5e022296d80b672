package org.harmonicsweep.network;

import java.util.List;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;

/** A network on a block of rows small enough for its activations to stay in the cache. */
final class BlockPass {
  /** Rows at once: enough to repay the packing of the weights. */
  static final int ROWS = 256;

  private final Kernels kernels = Kernels.create();
  private final List<Layer> layers;
  private final List<Affine> maps;
  private final Matrix[] outputs;
  private final Matrix[] derivatives;

  private BlockPass(List<Layer> layers, int rows, int derivativeRows) {
    this.layers = layers;
    this.maps = layers.stream().map(this::map).toList();
    this.outputs = new Matrix[layers.size()];
    this.derivatives = new Matrix[layers.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = Matrix.zeros(rows, layers.get(i).outputs());
      derivatives[i] = Matrix.zeros(derivativeRows, layers.get(i).outputs());
    }
  }

  private Affine map(Layer layer) {
    Matrix weights =
        Matrix.of(layer.weights(), layer.shape().weightRows(), layer.shape().weightColumns());
    Matrix biases = Matrix.of(layer.biases(), 1, layer.biases().length);
    return Affine.of(layer.shape(), kernels, weights, biases);
  }

  /** Returns a pass for {@link #apply} on blocks of at most {@link #ROWS} of the given rows. */
  static BlockPass forOutputs(List<Layer> layers, int rows) {
    return new BlockPass(layers, Math.min(rows, ROWS), 0);
  }

  /** Returns a pass for derivatives as well. */
  static BlockPass forDerivatives(List<Layer> layers, int rows) {
    return new BlockPass(layers, Math.min(rows, ROWS), Math.min(rows, ROWS));
  }

  /** y = f(x). */
  void apply(Matrix x, Matrix y) {
    y.copyFrom(forward(x));
  }

  /** y = J(x) v. */
  void jvp(Matrix x, Matrix v, Matrix y) {
    forward(x);
    Matrix tangent = v;
    for (int i = 0; i < layers.size(); i++) {
      Interruption.check();
      Matrix next = derivatives[i].first(x.rows());
      maps.get(i).differential(tangent, next);
      timesSlope(i, next);
      tangent = next;
    }
    y.copyFrom(tangent);
  }

  /** y = J(x)ᵀ u. */
  void vjp(Matrix x, Matrix u, Matrix y) {
    forward(x);
    int last = layers.size() - 1;
    Matrix cotangent = derivatives[last].first(x.rows());
    cotangent.copyFrom(u);
    for (int i = last; i >= 0; i--) {
      Interruption.check();
      timesSlope(i, cotangent);
      Matrix next = i == 0 ? y : derivatives[i - 1].first(x.rows());
      maps.get(i).transposed(cotangent, next);
      cotangent = next;
    }
  }

  private Matrix forward(Matrix x) {
    Matrix y = x;
    for (int i = 0; i < layers.size(); i++) {
      Interruption.check();
      Matrix next = outputs[i].first(x.rows());
      maps.get(i).apply(layers.get(i).activation(), y, next);
      y = next;
    }
    return y;
  }

  private void timesSlope(int layer, Matrix gradient) {
    Matrix output = outputs[layer].first(gradient.rows());
    Nonlinearity.timesSlope(kernels, layers.get(layer).activation(), output, gradient);
  }
}
