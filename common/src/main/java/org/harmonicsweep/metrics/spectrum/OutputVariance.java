package org.harmonicsweep.metrics.spectrum;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The variance of a function's outputs over a sample of its inputs. */
final class OutputVariance {
  /** Points evaluated in one batch. */
  private static final int BATCH = 256;

  private final float[] origin;
  private final double[] sums;
  private double changes;
  private int rows;

  private OutputVariance(float[] origin) {
    this.origin = origin;
    sums = new double[origin.length];
  }

  /**
   * Returns {@code tr Cov f = Σ_i ‖f(x_i) − mean‖² / (rows − 1)}, the unbiased estimate, for f₁, f₂
   * ∘ f₁ and so on.
   *
   * @param chain functions, each defined on the outputs of the one before
   * @return one per function, in squared output units, above 0; empty with fewer than two rows, and
   *     where the outputs vary by no more than the rounding of single precision ({@link
   *     LinePower#RESOLUTION})
   */
  static List<OptionalDouble> of(List<BatchMap> chain, Sample sample) {
    List<OutputVariance> variances = new ArrayList<>();
    float[] y = sample.slice(0, 1).points();
    for (BatchMap f : chain) {
      y = f.apply(y, 1);
      variances.add(new OutputVariance(y));
    }
    for (int first = 0; first < sample.rows(); first += BATCH) {
      int count = Math.min(BATCH, sample.rows() - first);
      y = sample.slice(first, count).points();
      for (int i = 0; i < chain.size(); i++) {
        y = chain.get(i).apply(y, count);
        variances.get(i).add(y, count);
      }
    }
    return variances.stream().map(OutputVariance::value).toList();
  }

  private void add(float[] y, int count) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < origin.length; j++) {
        // relative to the first row, so that equal rows give exactly 0
        double change = (double) y[i * origin.length + j] - origin[j];
        sums[j] += change;
        changes += change * change;
      }
    }
    rows += count;
  }

  private OptionalDouble value() {
    double squaredMeans = 0;
    double ofMeans = 0;
    for (int j = 0; j < origin.length; j++) {
      double mean = sums[j] / rows;
      ofMeans += mean * mean;
      squaredMeans += (origin[j] + mean) * (origin[j] + mean);
    }
    double variance = (changes - rows * ofMeans) / (rows - 1);
    return rows < 2 || LinePower.isConstant(variance, squaredMeans)
        ? OptionalDouble.empty()
        : OptionalDouble.of(variance);
  }
}
