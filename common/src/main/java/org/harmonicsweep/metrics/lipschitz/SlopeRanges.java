package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.trial.Activation;

/**
 * The slopes that each neuron can have in a region, by zonotopes: every value is an affine function
 * of the region's offsets, plus multiples of independent errors in [−1, 1], plus a slack that holds
 * all rounding. Plain intervals are carried along, and the narrower of both counts.
 *
 * <p>Each neuron's function is replaced by a line with one new error ({@link SlopesOnInterval};
 * Singh, Gehr, Mirman, Püschel and Vechev, "Fast and effective robustness certification", NeurIPS
 * 2018).
 *
 * <p>Rounding: a sum of n terms is off by at most n u times the sum of their absolute values, u =
 * 2⁻⁵³; twice that is added to the slack each time, and the slack is carried on through |W| and
 * slopes of at most 1.
 */
final class SlopeRanges {
  private final DoubleKernels kernels;
  private final Region region;
  private double[] middle;
  private double[] slack;
  private DoubleMatrix linear;
  private DoubleMatrix errors;

  /** The plain intervals of the values. */
  private double[] least;

  private double[] most;

  private SlopeRanges(Region region, DoubleKernels kernels) {
    this.kernels = kernels;
    this.region = region;
    int inputs = region.centre().length;
    this.middle = region.centre().clone();
    this.slack = new double[inputs];
    this.linear = DoubleMatrix.zeros(region.axes().length, inputs);
    for (int j = 0; j < region.axes().length; j++) {
      linear.setRow(j, region.axes()[j]);
    }
    this.errors = DoubleMatrix.zeros(0, inputs);
    double[] sizes = magnitudes();
    this.least = Arrays.stream(sizes).map(size -> -size).toArray();
    this.most = sizes;
  }

  /**
   * A layer with its weights as they are.
   *
   * @param weights shape {@code [inputs, outputs]}, row-major from the array's beginning
   * @param absolute their absolute values
   * @param biases one per output
   * @param activation φ
   */
  record Dense(DoubleMatrix weights, double[] absolute, double[] biases, Activation activation) {
    static Dense of(double[] weights, double[] biases, Activation activation) {
      int outputs = biases.length;
      return new Dense(
          DoubleMatrix.of(weights, weights.length / outputs, outputs),
          Arrays.stream(weights).map(Math::abs).toArray(),
          biases,
          activation);
    }
  }

  /**
   * Slopes of a layer's neurons.
   *
   * @param least of each neuron, rounded down
   * @param greatest of each neuron, rounded up
   */
  record Range(double[] least, double[] greatest) {}

  /**
   * Returns the slopes of each layer for all inputs of the region; empty where the values leave the
   * double range.
   */
  static Optional<List<Range>> of(List<Dense> layers, Region region, DoubleKernels kernels) {
    SlopeRanges values = new SlopeRanges(region, kernels);
    List<Range> ranges = new ArrayList<>();
    for (Dense layer : layers) {
      Optional<Range> range = values.through(layer);
      if (range.isEmpty()) {
        return Optional.empty();
      }
      ranges.add(range.get());
    }
    return Optional.of(ranges);
  }

  /** Returns about how many multiply-adds {@link #of} takes. */
  static double work(List<Dense> layers, int inputs) {
    double work = 0;
    double rows = inputs + 4.0;
    for (Dense layer : layers) {
      double outputs = layer.weights().columns();
      work += (rows + 4) * outputs * (layer.weights().rows() + 4.0);
      rows += outputs;
    }
    return work;
  }

  private Optional<Range> through(Dense layer) {
    double[][] plain = affine(layer);
    int count = middle.length;
    double[] size = magnitudes();
    SlopesOnInterval[] slopes = new SlopesOnInterval[count];
    for (int k = 0; k < count; k++) {
      double[] coefficients = linear.columns(k, k + 1).transposed().row(0);
      double spread = slack[k] + 4 * UNIT * (terms() + 8) * size[k];
      for (int e = 0; e < errors.rows(); e++) {
        spread += Math.abs(errors.at(e, k));
      }
      double low = Math.max(plain[0][k], middle[k] - region.greatest(coefficients, -1) - spread);
      double high = Math.min(plain[1][k], middle[k] + region.greatest(coefficients, 1) + spread);
      if (!(low <= high) || !Double.isFinite(high - low) || !Double.isFinite(size[k])) {
        return Optional.empty();
      }
      slopes[k] = SlopesOnInterval.of(layer.activation(), low, high);
      least[k] = slopes[k].lowest();
      most[k] = slopes[k].highest();
    }
    linearise(slopes, size);
    return Optional.of(
        new Range(
            Arrays.stream(slopes).mapToDouble(SlopesOnInterval::least).toArray(),
            Arrays.stream(slopes).mapToDouble(SlopesOnInterval::greatest).toArray()));
  }

  private int terms() {
    return linear.rows() + errors.rows();
  }

  /** Returns bounds of the absolute values, but for their rounding. */
  private double[] magnitudes() {
    double[] size = new double[middle.length];
    for (int k = 0; k < size.length; k++) {
      size[k] = Math.abs(middle[k]) + slack[k];
    }
    for (int j = 0; j < linear.rows(); j++) {
      double far = Math.max(Math.abs(region.low()[j]), Math.abs(region.high()[j]));
      for (int k = 0; k < size.length; k++) {
        size[k] += Math.abs(linear.at(j, k)) * far * (1 + 4 * UNIT * size.length);
      }
    }
    for (int e = 0; e < errors.rows(); e++) {
      for (int k = 0; k < size.length; k++) {
        size[k] += Math.abs(errors.at(e, k));
      }
    }
    return size;
  }

  /** Takes all values through W and b and returns the plain intervals' ends. */
  private double[][] affine(Dense layer) {
    double[] weights = layer.weights().values();
    int outputs = layer.biases().length;
    double share = 2 * UNIT * (middle.length + terms() + 8);
    double[][] plain = plain(layer, share);
    double[] carried = Vectors.times(slack, layer.absolute(), outputs);
    double[] sums = Vectors.times(magnitudes(), layer.absolute(), outputs);
    for (int k = 0; k < outputs; k++) {
      carried[k] = carried[k] * (1 + share) + share * (sums[k] + Math.abs(layer.biases()[k]));
    }
    slack = carried;
    middle = Vectors.times(middle, weights, outputs);
    Vectors.add(1, layer.biases(), middle);
    linear = kernels.times(linear, layer.weights());
    errors = kernels.times(errors, layer.weights());
    return plain;
  }

  private double[][] plain(Dense layer, double share) {
    double[] centre = new double[middle.length];
    double[] radius = new double[middle.length];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = 0.5 * (least[i] + most[i]);
      radius[i] = 0.5 * (most[i] - least[i]) * (1 + share) + share * Math.abs(centre[i]);
    }
    int outputs = layer.biases().length;
    double[] low = Vectors.times(centre, layer.weights().values(), outputs);
    double[] high = low.clone();
    double[] spread = Vectors.times(radius, layer.absolute(), outputs);
    double[] sizes = Vectors.times(magnitudesOfIntervals(), layer.absolute(), outputs);
    for (int k = 0; k < outputs; k++) {
      double bias = layer.biases()[k];
      double far = spread[k] * (1 + share) + 2 * share * (sizes[k] + Math.abs(bias));
      low[k] = low[k] + bias - far;
      high[k] = high[k] + bias + far;
    }
    least = new double[outputs];
    most = new double[outputs];
    return new double[][] {low, high};
  }

  private double[] magnitudesOfIntervals() {
    double[] sizes = new double[least.length];
    Arrays.setAll(sizes, i -> Math.max(Math.abs(least[i]), Math.abs(most[i])));
    return sizes;
  }

  /** Replaces each neuron by its line, with a new error where it is not exact. */
  private void linearise(SlopesOnInterval[] slopes, double[] size) {
    int count = slopes.length;
    int bent = 0;
    for (SlopesOnInterval slope : slopes) {
      bent += slope.error() > 0 ? 1 : 0;
    }
    DoubleMatrix next = DoubleMatrix.zeros(errors.rows() + bent, count);
    int row = errors.rows();
    for (int k = 0; k < count; k++) {
      double slope = slopes[k].line();
      middle[k] = slope * middle[k] + slopes[k].offset();
      slack[k] = slack[k] * slope * (1 + 4 * UNIT) + 16 * UNIT * (size[k] + 1);
      for (int j = 0; j < linear.rows(); j++) {
        linear.set(j, k, linear.at(j, k) * slope);
      }
      for (int e = 0; e < errors.rows(); e++) {
        next.set(e, k, errors.at(e, k) * slope);
      }
      if (slopes[k].error() > 0) {
        next.set(row++, k, slopes[k].error());
      }
    }
    errors = next;
  }
}
