package org.harmonicsweep.metrics.spectrum;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How much of a function of Gaussian inputs survives when they are resampled in part.
 *
 * <p>With U_ρ f(z) = E f(ρ z + √(1 − ρ²) ε), the Ornstein-Uhlenbeck operator multiplies the Hermite
 * coefficients of degree n by ρⁿ, so that for the f less its mean ⟨f, U_ρ f⟩ / Var f = Σ ρⁿ W_n / Σ
 * W_n over n ≥ 1 (O'Donnell, "Analysis of Boolean Functions", 2014, chapter 11). A function of low
 * degree is stable; the slope at ρ = 1 is the mean degree.
 */
final class StabilityCurve {
  /** Correlations at which the curve is taken. */
  static final List<Double> CORRELATIONS = List.of(0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99);

  /** Pairs of inputs: with them a value is known to some hundredths. */
  static final int POINTS = 512;

  private static final int BATCH = 128;

  private final double[] centre;
  private final double[] units;

  /**
   * Creates the curve of functions under N(centre, diag units²).
   *
   * @param centre shape {@code [inputs]}
   * @param units deviation along each input axis, shape {@code [inputs]}, above 0
   */
  StabilityCurve(double[] centre, double[] units) {
    this.centre = centre.clone();
    this.units = units.clone();
  }

  /**
   * Returns unbiased estimates of the covariance of f at z and at ρ z ± √(1 − ρ²) ε, over the
   * variance of f at z.
   *
   * <p>The two signs cancel the odd part of the noise: for an affine function the estimate is ρ but
   * for rounding.
   *
   * @param points z, standard normals, shape {@code [rows, inputs]}
   * @param noise ε, standard normals of the same shape
   * @return one per correlation; empty where f is constant
   */
  List<OptionalDouble> of(BatchMap f, float[] points, float[] noise, List<Double> correlations) {
    int rows = points.length / units.length;
    Sample inputs = new Sample(rows, at(points, 1, noise, 0));
    OptionalDouble variance = OutputVariance.of(List.of(f), inputs).get(0);
    float[] y = values(f, inputs);
    return correlations.stream()
        .map(
            correlation ->
                variance.isPresent()
                    ? finite(covariance(f, y, points, noise, correlation) / variance.getAsDouble())
                    : OptionalDouble.empty())
        .toList();
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private double covariance(
      BatchMap f, float[] y, float[] points, float[] noise, double correlation) {
    int rows = points.length / units.length;
    int outputs = y.length / rows;
    double fresh = Math.sqrt(1 - correlation * correlation);
    float[] one = values(f, new Sample(rows, at(points, correlation, noise, fresh)));
    float[] other = values(f, new Sample(rows, at(points, correlation, noise, -fresh)));
    double covariance = 0;
    for (int j = 0; j < outputs; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += (double) y[i * outputs + j] - y[j];
      }
      double mean = y[j] + sum / rows;
      for (int i = 0; i < rows; i++) {
        int at = i * outputs + j;
        // the mean of y − mean is 0, so any constant may be taken from the other factor
        covariance += (y[at] - mean) * (((double) one[at] + other[at]) / 2 - mean);
      }
    }
    return covariance / (rows - 1);
  }

  /** Returns centre + units (kept z + fresh ε), rounded to single precision once. */
  private float[] at(float[] points, double kept, float[] noise, double fresh) {
    float[] inputs = new float[points.length];
    for (int i = 0; i < inputs.length; i++) {
      int axis = i % units.length;
      inputs[i] = (float) (centre[axis] + units[axis] * (kept * points[i] + fresh * noise[i]));
    }
    return inputs;
  }

  private static float[] values(BatchMap f, Sample sample) {
    int outputs = f.apply(sample.slice(0, 1).points(), 1).length;
    float[] y = new float[sample.rows() * outputs];
    for (int row = 0; row < sample.rows(); row += BATCH) {
      int count = Math.min(BATCH, sample.rows() - row);
      float[] part = f.apply(sample.slice(row, count).points(), count);
      System.arraycopy(part, 0, y, row * outputs, part.length);
    }
    return y;
  }
}
