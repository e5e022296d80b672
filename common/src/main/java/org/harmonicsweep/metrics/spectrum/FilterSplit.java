package org.harmonicsweep.metrics.spectrum;

import java.util.List;
import org.harmonicsweep.kernel.RandomStream;

/**
 * The energy that a Gaussian filter takes out of a function.
 *
 * <p>The filter multiplies the frequency w by exp(−δ²‖w‖² / 2): what it removes is the content
 * above about 1 / (2π δ) cycles per unit, in every direction of the input space at once (filtering
 * method: Xu et al., "Frequency principle", 2019; computable spectral bias: Kiessling and Thor,
 * AAAI 2022).
 */
final class FilterSplit {
  /** Independent filter draws per point; the fewest that leave no bias. */
  private static final int DRAWS = 2;

  /** Points whose filter draws are evaluated in one batch. */
  private static final int BATCH = 64;

  private FilterSplit() {}

  /**
   * Returns unbiased Monte Carlo estimates of {@code E‖f(X) − E_ε f(X + δ ε)‖²}, ε ~ N(0, I), for
   * f₁, f₂ ∘ f₁ and so on.
   *
   * <p>Each point gets two independent antithetic draws {@code r_p = f(X) − (f(X + δ ε_p) + f(X − δ
   * ε_p)) / 2}. Both have the wanted difference as their mean and are independent given X, so that
   * the mean of {@code r_1 · r_2} over the points has the wanted square as its own: the variance of
   * the Monte Carlo filter does not enter. Antithetic draws cancel the linear part of f, which
   * would otherwise be nearly all of the noise. The same stream gives the same ε to every filter.
   *
   * @param chain functions, each defined on the outputs of the one before
   * @param filter δ of each input axis, shape {@code [inputs]}, in input units, at least 0
   * @param draws source of ε
   * @return one per function, in squared output units; at least 0 but for the noise of the
   *     estimate, which may take it below where f is nearly linear
   */
  static double[] energies(
      List<BatchMap> chain, Sample sample, double[] filter, RandomStream draws) {
    double[] energies = new double[chain.size()];
    for (int first = 0; first < sample.rows(); first += BATCH) {
      Sample centres = sample.slice(first, Math.min(BATCH, sample.rows() - first));
      int rows = centres.rows();
      float[] noise = new float[centres.points().length * DRAWS];
      draws.normals((long) first * DRAWS * filter.length, noise, 0, noise.length);
      float[] y = centres.points();
      float[] filtered = perturbed(centres, filter, noise);
      for (int i = 0; i < energies.length; i++) {
        y = chain.get(i).apply(y, rows);
        filtered = chain.get(i).apply(filtered, rows * DRAWS * 2);
        energies[i] += removed(y, filtered, rows);
      }
    }
    for (int i = 0; i < energies.length; i++) {
      energies[i] /= sample.rows();
    }
    return energies;
  }

  /** Returns the points X + δ ε_1, X − δ ε_1, X + δ ε_2, X − δ ε_2 of each centre in turn. */
  private static float[] perturbed(Sample centres, double[] filter, float[] noise) {
    int inputs = filter.length;
    float[] points = new float[2 * noise.length];
    for (int draw = 0; draw < centres.rows() * DRAWS; draw++) {
      int centre = draw / DRAWS * inputs;
      for (int j = 0; j < inputs; j++) {
        double change = filter[j] * noise[draw * inputs + j];
        points[2 * draw * inputs + j] = (float) (centres.points()[centre + j] + change);
        points[(2 * draw + 1) * inputs + j] = (float) (centres.points()[centre + j] - change);
      }
    }
    return points;
  }

  /** Returns the sum of r_1 · r_2 over the centres. */
  private static double removed(float[] y, float[] filtered, int count) {
    int outputs = y.length / count;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int row = i * DRAWS * 2 * outputs;
      for (int j = 0; j < outputs; j++) {
        double value = y[i * outputs + j];
        int at = row + j;
        double one = value - ((double) filtered[at] + filtered[at + outputs]) / 2;
        double other =
            value - ((double) filtered[at + 2 * outputs] + filtered[at + 3 * outputs]) / 2;
        sum += one * other;
      }
    }
    return sum;
  }
}
