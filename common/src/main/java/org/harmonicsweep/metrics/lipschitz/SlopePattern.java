package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.DoubleNetwork.Layer;

/**
 * The search for slopes, one per neuron within the range of its activation, with which the product
 * of the layers is as large as can be.
 *
 * <p>A bound that knows of a network its weights and the ranges of its slopes holds for all such
 * products, so none can be smaller than the largest of them, whether or not an input has those
 * slopes. It says how much of a bracket is the fault of knowing so little: up to here no solver
 * helps, but only a bound that is told where the inputs are.
 *
 * <p>For fixed unit vectors, u J v is affine in each slope (Latorre, Rolland and Cevher, "Lipschitz
 * constant estimation of neural networks via sparse polynomial optimization", 2020), so each sweep
 * sets the slopes of one layer after another to the end of their range that is better, and takes a
 * step of the power method. Neither lets the product fall.
 */
final class SlopePattern {
  private static final int ROUNDS = 20;
  private static final int SWEEPS = 20;

  /** Of Lanczos: what is left out makes the result smaller, not wrong. */
  private static final int STEPS = 30;

  private final List<Layer> layers;
  private final List<double[]> slopes;

  private SlopePattern(List<Layer> layers, List<double[]> slopes) {
    this.layers = layers;
    this.slopes = slopes;
  }

  /**
   * Returns the largest norm found of a product with slopes from their ranges; not below the norm
   * of the Jacobian at any of the points, but for rounding.
   *
   * @param points in the network's input space, whose slopes are where to start; besides them the
   *     search starts from the greatest slopes
   */
  static double largestNorm(DoubleNetwork network, List<double[]> points) {
    DoubleNetwork reduced = network.reduced();
    List<SlopePattern> starts = new ArrayList<>();
    starts.add(steepest(reduced.layers()));
    points.forEach(point -> starts.add(at(reduced.layers(), point)));
    double largest =
        starts.stream().mapToDouble(SlopePattern::climb).filter(Double::isFinite).max().orElse(0);
    return Math.min(Math.scalb(largest, reduced.exponent()), Double.MAX_VALUE);
  }

  private static SlopePattern steepest(List<Layer> layers) {
    List<double[]> slopes = new ArrayList<>();
    for (Layer layer : layers) {
      double[] slope = new double[layer.slopes().outputs()];
      Arrays.fill(slope, layer.activation().greatestSlope());
      slopes.add(slope);
    }
    return new SlopePattern(layers, slopes);
  }

  private static SlopePattern at(List<Layer> layers, double[] point) {
    List<double[]> slopes = new ArrayList<>();
    double[] h = point;
    for (Layer layer : layers) {
      double[] a = DoubleNetwork.preactivation(layer, h);
      h = new double[a.length];
      double[] slope = new double[layer.slopes().outputs()];
      Arrays.fill(slope, layer.activation().greatestSlope());
      for (int j = 0; j < a.length; j++) {
        h[j] = Shape.value(layer.activation(), a[j]);
        if (isRanged(layer)) {
          slope[j] = Shape.slope(layer.activation(), a[j], h[j]);
        }
      }
      slopes.add(slope);
    }
    return new SlopePattern(layers, slopes);
  }

  /** Whether slopes can be chosen: an affine last layer may have fewer outputs than it had. */
  private static boolean isRanged(Layer layer) {
    return layer.activation().leastSlope() < layer.activation().greatestSlope();
  }

  /** Chooses slopes until no choice is better, and returns the norm. */
  private double climb() {
    double[] v = steepestDirection();
    for (int i = 0; i < ROUNDS && settle(v); i++) {
      v = steepestDirection();
    }
    return Vectors.norm(times(v));
  }

  /** Sweeps until the slopes stay, and returns whether they had changed. */
  private boolean settle(double[] start) {
    double[] v = start;
    boolean changed = choose(times(v), v);
    for (int i = 1; i < SWEEPS; i++) {
      double[] next = transposedTimes(times(v));
      double length = Vectors.norm(next);
      if (!(length > 0)) {
        break;
      }
      Vectors.scale(1 / length, next);
      v = next;
      if (!choose(times(v), v)) {
        break;
      }
      changed = true;
    }
    return changed;
  }

  private double[] steepestDirection() {
    int inputs = layers.get(0).slopes().inputs();
    return Lanczos.largest(v -> transposedTimes(times(v)), inputs, STEPS).vector();
  }

  /** Sets each layer's slopes to what makes u J v largest, and returns whether one has changed. */
  private boolean choose(double[] u, double[] v) {
    List<double[]> above = new ArrayList<>();
    double[] back = u;
    for (int k = layers.size() - 1; k >= 0; k--) {
      above.add(0, back);
      back = layers.get(k).slopes().transposedTimes(sloped(k, back));
    }
    boolean changed = false;
    double[] t = v;
    for (int k = 0; k < layers.size(); k++) {
      double[] below = layers.get(k).slopes().times(t);
      if (isRanged(layers.get(k))) {
        changed |= choose(k, above.get(k), below);
      }
      t = sloped(k, below);
    }
    return changed;
  }

  private boolean choose(int k, double[] above, double[] below) {
    double least = layers.get(k).activation().leastSlope();
    double greatest = layers.get(k).activation().greatestSlope();
    double[] slope = slopes.get(k);
    boolean changed = false;
    for (int j = 0; j < slope.length; j++) {
      double better = above[j] * below[j] > 0 ? greatest : least;
      changed |= slope[j] != better;
      slope[j] = better;
    }
    return changed;
  }

  private double[] times(double[] v) {
    double[] t = v;
    for (int k = 0; k < layers.size(); k++) {
      t = sloped(k, layers.get(k).slopes().times(t));
    }
    return t;
  }

  private double[] transposedTimes(double[] u) {
    double[] t = u;
    for (int k = layers.size() - 1; k >= 0; k--) {
      t = layers.get(k).slopes().transposedTimes(sloped(k, t));
    }
    return t;
  }

  private double[] sloped(int k, double[] t) {
    double[] product = new double[t.length];
    for (int j = 0; j < t.length; j++) {
      product[j] = slopes.get(k)[j] * t[j];
    }
    return product;
  }
}
