package org.harmonicsweep.metrics.lipschitz;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.harmonicsweep.trial.Activation;

/**
 * A network evaluated in double precision on its single-precision weights, which are exact in it.
 *
 * <p>Weights keep the powers of two of {@link BoundedMatrix} apart, so Jacobians come out divided
 * by 2 to the {@link #exponent}.
 */
final class DoubleNetwork {
  private final List<Layer> layers;

  /** One layer; {@code transposed} holds the weights' transpose, so that both products stream. */
  record Layer(
      BoundedMatrix weights,
      double[] transposed,
      double[] biases,
      Activation activation,
      double frobenius) {
    double[] forward(double[] x) {
      return Vectors.times(x, weights.centre().data, weights.centre().numCols);
    }

    double[] backward(double[] u) {
      return Vectors.times(u, transposed, weights.centre().numRows);
    }

    double scale() {
      return Math.scalb(1.0, weights.exponent());
    }

    int outputs() {
      return biases.length;
    }
  }

  private DoubleNetwork(List<Layer> layers) {
    this.layers = layers;
  }

  static DoubleNetwork of(LayerChain chain) {
    return new DoubleNetwork(chain.layers().stream().map(DoubleNetwork::layer).toList());
  }

  private static Layer layer(LayerChain.Layer layer) {
    DMatrixRMaj centre = layer.weights().centre();
    double[] biases = new double[layer.biases().length];
    for (int j = 0; j < biases.length; j++) {
      biases[j] = layer.biases()[j];
    }
    return new Layer(
        layer.weights(),
        CommonOps_DDRM.transpose(centre, null).data,
        biases,
        layer.activation(),
        NormOps_DDRM.normF(centre));
  }

  List<Layer> layers() {
    return layers;
  }

  int inputs() {
    return layers.get(0).weights().centre().numRows;
  }

  int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Returns the power of two that Jacobians are divided by. */
  int exponent() {
    return layers.stream().mapToInt(layer -> layer.weights().exponent()).sum();
  }

  /** Returns f(x). */
  double[] apply(double[] x) {
    double[] h = x;
    for (Layer layer : layers) {
      h = preactivation(layer, h);
      for (int j = 0; j < h.length; j++) {
        h[j] = Shape.value(layer.activation(), h[j]);
      }
    }
    return h;
  }

  static double[] preactivation(Layer layer, double[] h) {
    double[] a = layer.forward(h);
    double scale = layer.scale();
    for (int j = 0; j < a.length; j++) {
      a[j] = a[j] * scale + layer.biases()[j];
    }
    return a;
  }

  /** Returns f's derivative at a point. */
  Linearisation at(double[] x) {
    return Linearisation.of(this, x);
  }
}
