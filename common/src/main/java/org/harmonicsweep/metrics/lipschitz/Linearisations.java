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
  private final List<LayerState> states;
  private final int count;
  private final DoubleKernels kernels;

  private Linearisations(
      List<Layer> layers, List<LayerState> states, int count, DoubleKernels kernels) {
    this.layers = layers;
    this.states = states;
    this.count = count;
    this.kernels = kernels;
  }

  /**
   * What a layer makes of the points, a row each.
   *
   * @param preactivations x A + b
   * @param values φ of them
   * @param slopes φ' of them
   */
  private record LayerState(DoubleMatrix preactivations, DoubleMatrix values, DoubleMatrix slopes) {

    /** Computes values and slopes, and takes ownership of the sums x A. */
    static LayerState of(Layer layer, DoubleMatrix sums) {
      LayerState state =
          new LayerState(
              sums,
              DoubleMatrix.zeros(sums.rows(), sums.columns()),
              DoubleMatrix.zeros(sums.rows(), sums.columns()));
      double scale = layer.scale();
      for (int i = 0; i < sums.rows(); i++) {
        for (int j = 0; j < sums.columns(); j++) {
          double a = sums.at(i, j) * scale + layer.biases()[j];
          double value = Shape.value(layer.activation(), a);
          sums.set(i, j, a);
          state.values.set(i, j, value);
          state.slopes.set(i, j, Shape.slope(layer.activation(), a, value));
        }
      }
      return state;
    }

    void takeRow(int row, LayerState from) {
      preactivations.setRow(row, from.preactivations.row(row));
      values.setRow(row, from.values.row(row));
      slopes.setRow(row, from.slopes.row(row));
    }
  }

  /**
   * Takes the Jacobians.
   *
   * @param points at least one, in the network's input space
   */
  static Linearisations of(DoubleNetwork network, List<double[]> points, DoubleKernels kernels) {
    return of(network, DoubleMatrix.ofRows(points), kernels);
  }

  /** Takes the Jacobians at the rows of a matrix. */
  static Linearisations of(DoubleNetwork network, DoubleMatrix points, DoubleKernels kernels) {
    List<LayerState> states = new ArrayList<>();
    DoubleMatrix h = points;
    List<Layer> layers = network.layers();
    for (int k = 0; k < layers.size() && !isAffineEnd(layers, k); k++) {
      LayerState state = LayerState.of(layers.get(k), layers.get(k).weights().times(h, kernels));
      states.add(state);
      h = state.values;
    }
    return new Linearisations(layers, states, points.rows(), kernels);
  }

  /** Returns whether values of this layer are of no consequence for the Jacobians. */
  private static boolean isAffineEnd(List<Layer> layers, int k) {
    return k == layers.size() - 1 && layers.get(k).activation() == Activation.LINEAR;
  }

  /** Takes another's Jacobian in the place of one's own. */
  void takeRow(int row, Linearisations from) {
    for (int k = 0; k < states.size(); k++) {
      states.get(k).takeRow(row, from.states.get(k));
    }
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
    return DoubleMatrix.ofRows(pairs.stream().map(Eigenpair::vector).toList());
  }

  /** Returns J_i v_i for each row. */
  DoubleMatrix times(DoubleMatrix v) {
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

  /** Returns t times the slopes of layer k. */
  private DoubleMatrix sloped(int k, DoubleMatrix t) {
    if (layers.get(k).activation() == Activation.LINEAR) {
      return t;
    }
    DoubleMatrix product = DoubleMatrix.zeros(t.rows(), t.columns());
    double[] slope = states.get(k).slopes.values();
    for (int i = 0; i < slope.length; i++) {
      product.values()[i] = slope[i] * t.values()[i];
    }
    return product;
  }

  /**
   * The derivatives of g_i = ½ ‖J_i v_i‖², a row each.
   *
   * @param byPoint with respect to the point
   * @param byDirection with respect to v_i: J_iᵀ J_i v_i
   */
  record Gradients(DoubleMatrix byPoint, DoubleMatrix byDirection) {}

  /**
   * Returns the gradients, by reverse mode over forward mode; rectifiers are taken as smoothed over
   * the root mean square of their layer's pre-activations.
   */
  Gradients gradients(DoubleMatrix v) {
    List<DoubleMatrix> tangents = new ArrayList<>();
    DoubleMatrix t = v;
    for (int k = 0; k < layers.size(); k++) {
      DoubleMatrix tangent = layers.get(k).slopes().times(t, kernels);
      tangents.add(tangent);
      t = sloped(k, tangent);
    }
    int last = layers.size() - 1;
    DoubleMatrix byTangent = t;
    DoubleMatrix byValue = DoubleMatrix.zeros(count, layers.get(last).weights().outputs());
    for (int k = last; k >= 0; k--) {
      Layer layer = layers.get(k);
      byValue =
          isAffineEnd(layers, k)
              ? DoubleMatrix.zeros(count, layer.weights().inputs())
              : byInput(k, curved(k, tangents.get(k), byTangent, byValue));
      byTangent = layer.slopes().transposedTimes(sloped(k, byTangent), kernels);
    }
    return new Gradients(byValue, byTangent);
  }

  private DoubleMatrix byInput(int k, DoubleMatrix byPreactivation) {
    Layer layer = layers.get(k);
    DoubleMatrix byInput = layer.weights().transposedTimes(byPreactivation, kernels);
    Vectors.scale(layer.scale(), byInput.values());
    return byInput;
  }

  /** Returns the derivatives with respect to the pre-activations of layer k. */
  private DoubleMatrix curved(
      int k, DoubleMatrix tangent, DoubleMatrix byTangent, DoubleMatrix byValue) {
    LayerState state = states.get(k);
    Activation activation = layers.get(k).activation();
    DoubleMatrix result = DoubleMatrix.zeros(count, tangent.columns());
    for (int i = 0; i < count; i++) {
      double width =
          Vectors.norm(state.preactivations.row(i)) / Math.sqrt(state.preactivations.columns());
      for (int j = 0; j < result.columns(); j++) {
        double curvature =
            Shape.curvature(
                activation, state.preactivations.at(i, j), state.values.at(i, j), width);
        result.set(
            i,
            j,
            state.slopes.at(i, j) * byValue.at(i, j)
                + curvature * tangent.at(i, j) * byTangent.at(i, j));
      }
    }
    return result;
  }
}
