package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.List;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.DoubleNetwork.Layer;
import org.harmonicsweep.trial.Activation;

/**
 * The Jacobian J of a network at a point, or what {@linkplain DoubleNetwork#reduced stands for it},
 * as products with it; divided by 2 to the network's exponent.
 */
final class Linearisation {
  private final List<Layer> layers;
  private final double[][] slopes;
  private final double[][] preactivations;
  private final double[] uncertainties;

  private Linearisation(List<Layer> layers) {
    this.layers = layers;
    this.slopes = new double[layers.size()][];
    this.preactivations = new double[layers.size()][];
    this.uncertainties = new double[layers.size()];
  }

  static Linearisation of(DoubleNetwork network, double[] x) {
    Linearisation result = new Linearisation(network.layers());
    double[] h = x;
    double error = 0;
    for (int k = 0; k < result.layers.size(); k++) {
      Layer layer = result.layers.get(k);
      if (result.isAffineEnd(k)) {
        break;
      }
      error = result.uncertainty(layer, h, error);
      double[] a = DoubleNetwork.preactivation(layer, h);
      h = new double[a.length];
      double[] slope = new double[a.length];
      for (int j = 0; j < a.length; j++) {
        h[j] = Shape.value(layer.activation(), a[j]);
        slope[j] = Shape.slope(layer.activation(), a[j], h[j]);
      }
      result.preactivations[k] = a;
      result.slopes[k] = slope;
      result.uncertainties[k] = error;
      error = layer.activation().greatestSlope() * error + 4 * UNIT * Vectors.norm(h);
    }
    return result;
  }

  /** Returns whether values of this layer are of no consequence for the Jacobian. */
  private boolean isAffineEnd(int k) {
    return k == layers.size() - 1 && layers.get(k).activation() == Activation.LINEAR;
  }

  /** Returns a bound on the rounding error of a layer's pre-activations, in the Euclidean norm. */
  private double uncertainty(Layer layer, double[] h, double error) {
    double sums = layer.rounding(Vectors.norm(h));
    return layer.scale() * (layer.norm() * error + sums) + 4 * UNIT * Vectors.norm(layer.biases());
  }

  /** Returns J v. */
  double[] times(double[] v) {
    double[] t = v;
    for (int k = 0; k < layers.size(); k++) {
      t = sloped(k, layers.get(k).slopes().times(t));
    }
    return t;
  }

  /** Returns Jᵀ u. */
  double[] transposedTimes(double[] u) {
    double[] t = u;
    for (int k = layers.size() - 1; k >= 0; k--) {
      t = layers.get(k).slopes().transposedTimes(sloped(k, t));
    }
    return t;
  }

  /** Returns t times the slopes of layer k. */
  private double[] sloped(int k, double[] t) {
    if (layers.get(k).activation() == Activation.LINEAR) {
      return t;
    }
    double[] product = new double[t.length];
    for (int j = 0; j < t.length; j++) {
      product[j] = slopes[k][j] * t[j];
    }
    return product;
  }

  /**
   * A direction in which the network is steep.
   *
   * @param slope ‖J v‖
   * @param direction v, of length 1
   */
  record Steepest(double slope, double[] direction) {}

  /**
   * Returns ‖J‖ and the direction in which it is attained, by Lanczos in the smaller dimension.
   *
   * @param steps of Lanczos at most: few give a value somewhat below ‖J‖
   */
  Steepest steepest(int steps) {
    int inputs = layers.get(0).slopes().inputs();
    int outputs = layers.get(layers.size() - 1).slopes().outputs();
    double[] direction =
        inputs <= outputs
            ? Lanczos.largest(v -> transposedTimes(times(v)), inputs, steps).vector()
            : transposedTimes(
                Lanczos.largest(u -> times(transposedTimes(u)), outputs, steps).vector());
    double length = Vectors.norm(direction);
    if (!(length > 0)) {
      return new Steepest(length, direction);
    }
    double[] v = direction.clone();
    Vectors.scale(1 / length, v);
    return new Steepest(Vectors.norm(times(v)), v);
  }

  /**
   * Returns a number that ‖J v‖ / ‖v‖ is proven not to fall below, for networks not reduced.
   *
   * <p>First-order running error analysis (Higham, 2002, section 3.3): the computed J v is off by
   * at most the error of each layer's sums, of its slopes, whose pre-activations are themselves off
   * by a known bound, and, where a rectifier's pre-activation is closer to its kink than that
   * bound, by the whole jump; each error is carried on by the norms of the layers behind. Twice the
   * sum is subtracted.
   */
  double provenSlope(double[] v) {
    double[] t = v;
    double error = 0;
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      double[] u = layer.slopes().times(t);
      double sums = layer.rounding(Vectors.norm(t));
      double steepest = layer.activation().greatestSlope();
      double slopeError = Shape.greatestCurvature(layer.activation()) * uncertainties[k] + 8 * UNIT;
      error = steepest * (layer.norm() * error + sums) + slopeError * Vectors.norm(u) + kinks(k, u);
      t = sloped(k, u);
    }
    double length = Vectors.norm(v) * (1 + (v.length + 8) * UNIT);
    double slope = (Vectors.norm(t) * (1 - (t.length + 8) * UNIT) - 2 * error) / length;
    return slope > 0 ? slope * (1 - 8 * UNIT) : 0;
  }

  /** Returns what the neurons whose side of the kink is uncertain may contribute. */
  private double kinks(int k, double[] u) {
    double jump = Shape.jump(layers.get(k).activation());
    if (jump == 0) {
      return 0;
    }
    double squares = 0;
    for (int j = 0; j < u.length; j++) {
      squares += Math.abs(preactivations[k][j]) <= 2 * uncertainties[k] ? u[j] * u[j] : 0;
    }
    return jump * Math.sqrt(squares);
  }
}
