package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.trial.Activation;

/**
 * A network evaluated in double precision on its single-precision weights, which are exact in it.
 *
 * <p>Weights keep the powers of two of {@link BoundedMatrix} apart, so Jacobians come out divided
 * by 2 to the {@link #exponent}.
 */
final class DoubleNetwork {
  private final List<Layer> layers;

  /**
   * One layer.
   *
   * @param weights A, for values
   * @param slopes what stands for A in products with the Jacobian
   * @param biases b
   * @param activation φ
   */
  record Layer(Products weights, Products slopes, double[] biases, Activation activation) {
    double scale() {
      return Math.scalb(1.0, weights.exponent());
    }

    double norm() {
      return weights.norm();
    }

    /**
     * Returns a bound of the error of the sums in x A, for a vector of the given norm: relative to
     * the norm of the weights without their signs (Higham, 2002, section 3.5).
     */
    double rounding(double norm) {
      return (weights.terms() + 4) * UNIT * weights.absoluteNorm() * norm;
    }
  }

  private DoubleNetwork(List<Layer> layers) {
    this.layers = layers;
  }

  static DoubleNetwork of(LayerChain chain) {
    return new DoubleNetwork(chain.layers().stream().map(DoubleNetwork::layer).toList());
  }

  private static Layer layer(LayerChain.Layer layer) {
    double[] biases = new double[layer.biases().length];
    for (int j = 0; j < biases.length; j++) {
      biases[j] = layer.biases()[j];
    }
    Products weights = layer.weights().products();
    return new Layer(weights, weights, biases, layer.activation());
  }

  /**
   * Returns the same network with Jacobians that are smaller, but as long in every direction up to
   * rounding: a tall first matrix and a wide last one with the identity behind it give way to
   * squares. Directions are then those of the square's inputs, not of the network's.
   */
  DoubleNetwork reduced() {
    List<Layer> reduced = new ArrayList<>(layers);
    int last = layers.size() - 1;
    if (last == 0) {
      return this;
    }
    reduced.set(0, sloped(layers.get(0), layers.get(0).weights().withFewerInputs()));
    if (layers.get(last).activation() == Activation.LINEAR) {
      reduced.set(last, sloped(layers.get(last), layers.get(last).weights().withFewerOutputs()));
    }
    return new DoubleNetwork(reduced);
  }

  private static Layer sloped(Layer layer, Products slopes) {
    return new Layer(layer.weights(), slopes, layer.biases(), layer.activation());
  }

  List<Layer> layers() {
    return layers;
  }

  int outputs() {
    return layers.get(layers.size() - 1).weights().outputs();
  }

  /** Returns the power of two that Jacobians are divided by. */
  int exponent() {
    return layers.stream().mapToInt(layer -> layer.slopes().exponent()).sum();
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
    Interruption.check();
    double[] a = layer.weights().times(h);
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
