package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.DoubleNetwork.Layer;
import org.harmonicsweep.metrics.lipschitz.Lanczos.Eigenpair;
import org.harmonicsweep.metrics.lipschitz.Linearisation.Steepest;
import org.harmonicsweep.trial.Activation;

/**
 * The Jacobians of a network at many points, or what {@linkplain DoubleNetwork#reduced stands for
 * them}, as products of all with a vector each; divided by 2 to the network's exponent.
 *
 * <p>A matrix of weights is read once for all points. Sums are rounded otherwise than in {@link
 * Linearisation}, so this serves to compare points, not to prove slopes.
 */
final class Linearisations {
  private final List<Layer> layers;
  private final List<DoubleMatrix> slopes;
  private final int count;
  private final DoubleKernels kernels;

  private Linearisations(
      List<Layer> layers, List<DoubleMatrix> slopes, int count, DoubleKernels kernels) {
    this.layers = layers;
    this.slopes = slopes;
    this.count = count;
    this.kernels = kernels;
  }

  /**
   * Takes the Jacobians.
   *
   * @param points at least one, in the network's input space
   */
  static Linearisations of(DoubleNetwork network, List<double[]> points, DoubleKernels kernels) {
    DoubleMatrix h = DoubleMatrix.zeros(points.size(), points.get(0).length);
    for (int i = 0; i < points.size(); i++) {
      h.setRow(i, points.get(i));
    }
    List<DoubleMatrix> slopes = new ArrayList<>();
    for (Layer layer : network.layers()) {
      h = layer.weights().times(h, kernels);
      slopes.add(activate(layer, h));
    }
    return new Linearisations(network.layers(), slopes, points.size(), kernels);
  }

  /** Turns x A into the layer's values and returns its slopes. */
  private static DoubleMatrix activate(Layer layer, DoubleMatrix h) {
    DoubleMatrix slopes = DoubleMatrix.zeros(h.rows(), h.columns());
    double scale = layer.scale();
    for (int i = 0; i < h.rows(); i++) {
      for (int j = 0; j < h.columns(); j++) {
        double a = h.at(i, j) * scale + layer.biases()[j];
        double value = Shape.value(layer.activation(), a);
        h.set(i, j, value);
        slopes.set(i, j, Shape.slope(layer.activation(), a, value));
      }
    }
    return slopes;
  }

  /**
   * Returns for each point the direction in which the network is steep there.
   *
   * @param steps of Lanczos at most, in the smaller dimension
   */
  List<Steepest> steepest(int steps) {
    int inputs = layers.get(0).slopes().inputs();
    int outputs = layers.get(layers.size() - 1).slopes().outputs();
    DoubleMatrix directions =
        inputs <= outputs
            ? rows(Lanczos.largestOfEach(v -> transposed(times(v)), count, inputs, steps))
            : transposed(
                rows(Lanczos.largestOfEach(u -> times(transposed(u)), count, outputs, steps)));
    List<double[]> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] direction = directions.row(i);
      double length = Vectors.norm(direction);
      if (length > 0) {
        Vectors.scale(1 / length, direction);
      }
      units.add(direction);
      directions.setRow(i, direction);
    }
    DoubleMatrix images = times(directions);
    List<Steepest> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add(new Steepest(Vectors.norm(images.row(i)), units.get(i)));
    }
    return result;
  }

  private static DoubleMatrix rows(List<Eigenpair> pairs) {
    DoubleMatrix rows = DoubleMatrix.zeros(pairs.size(), pairs.get(0).vector().length);
    for (int i = 0; i < pairs.size(); i++) {
      rows.setRow(i, pairs.get(i).vector());
    }
    return rows;
  }

  /** Returns J_i v_i for each row. */
  private DoubleMatrix times(DoubleMatrix v) {
    DoubleMatrix t = v;
    for (int k = 0; k < layers.size(); k++) {
      t = sloped(k, layers.get(k).slopes().times(t, kernels));
    }
    return t;
  }

  /** Returns J_iᵀ u_i for each row. */
  private DoubleMatrix transposed(DoubleMatrix u) {
    DoubleMatrix t = u;
    for (int k = layers.size() - 1; k >= 0; k--) {
      t = layers.get(k).slopes().transposedTimes(sloped(k, t), kernels);
    }
    return t;
  }

  private DoubleMatrix sloped(int k, DoubleMatrix t) {
    if (layers.get(k).activation() == Activation.LINEAR) {
      return t;
    }
    DoubleMatrix product = DoubleMatrix.zeros(t.rows(), t.columns());
    double[] slope = slopes.get(k).values();
    for (int i = 0; i < slope.length; i++) {
      product.values()[i] = slope[i] * t.values()[i];
    }
    return product;
  }
}
