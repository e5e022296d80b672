package org.harmonicsweep.metrics.spectrum;

import org.harmonicsweep.network.Network;

/**
 * The squared Jacobian of a function, and with it the mean Hermite degree.
 *
 * <p>Let f have the Hermite coefficients c_n under N(0, I), and weights W_n = ‖c_n‖² over all
 * multi-indices of degree n. Then E‖J‖_F² = Σ n W_n and tr Cov f = Σ_{n ≥ 1} W_n, so that their
 * ratio is the mean degree: 1 for an affine function, n for a Hermite polynomial He_n, at least 1
 * for every other (the Poincaré inequality). Source: O'Donnell, "Analysis of Boolean Functions"
 * (2014), chapter 11. Under inputs that are not Gaussian the ratio is the same measure of
 * roughness, but no degree, and may be any number above 0.
 */
final class HermiteDegree {
  /** Jacobian products evaluated in one batch, as far as one point's products allow. */
  private static final int BATCH = 256;

  private HermiteDegree() {}

  /**
   * Returns the mean of {@code ‖J(x) diag(units)‖_F²} over the points, by one product J v for each
   * input axis.
   *
   * @param jvp products J v of the function
   * @param units length of one unit along each input axis, shape {@code [inputs]}
   * @return in squared output units, at least 0
   */
  static double energy(BatchDerivative jvp, Sample sample, double[] units) {
    int inputs = units.length;
    double energy = 0;
    int most = Math.max(1, BATCH / inputs);
    for (int first = 0; first < sample.rows(); first += most) {
      Sample points = sample.slice(first, Math.min(most, sample.rows() - first));
      float[] columns = products(jvp, points, inputs);
      int outputs = columns.length / (points.rows() * inputs);
      for (int i = 0; i < columns.length; i++) {
        double slope = columns[i] * units[i / outputs % inputs];
        energy += slope * slope;
      }
    }
    return energy / sample.rows();
  }

  /**
   * Returns the mean of {@code ‖J(x)‖_F²} over the points, by one product Jᵀ v for each output.
   *
   * @return in squared output units per squared input unit, at least 0
   */
  static double energy(Network network, Sample sample) {
    int outputs = network.outputs();
    double energy = 0;
    int most = Math.max(1, BATCH / outputs);
    for (int first = 0; first < sample.rows(); first += most) {
      Sample points = sample.slice(first, Math.min(most, sample.rows() - first));
      for (float slope : products(network::vjp, points, outputs)) {
        energy += (double) slope * slope;
      }
    }
    return energy / sample.rows();
  }

  /**
   * Returns the means of {@code ‖B‖_F²} and {@code ‖A B‖_F²} over the points, B being the Jacobian
   * of the first network at x, and A that of the second at first(x).
   *
   * <p>By as many products with each network as there are values between them: {@code ‖A B‖_F² =
   * Σ_jk (AᵀA)_jk (BBᵀ)_jk}.
   *
   * @return of the first network and of second ∘ first, in squared output units per squared input
   *     unit, at least 0
   */
  static double[] energies(Network first, Network second, Sample sample) {
    int between = first.outputs();
    double[] energies = new double[2];
    int most = Math.max(1, BATCH / between);
    for (int start = 0; start < sample.rows(); start += most) {
      Sample points = sample.slice(start, Math.min(most, sample.rows() - start));
      Sample images = new Sample(points.rows(), first.apply(points.points(), points.rows()));
      float[] rowsOfFirst = products(first::vjp, points, between);
      float[] columnsOfSecond = products(second::jvp, images, between);
      for (int point = 0; point < points.rows(); point++) {
        for (int j = 0; j < between; j++) {
          energies[0] += product(rowsOfFirst, first.inputs(), point * between + j, 0);
          for (int k = 0; k < between; k++) {
            int at = point * between + j;
            energies[1] +=
                product(rowsOfFirst, first.inputs(), at, k - j)
                    * product(columnsOfSecond, second.outputs(), at, k - j);
          }
        }
      }
    }
    energies[0] /= sample.rows();
    energies[1] /= sample.rows();
    return energies;
  }

  /** Returns the scalar product of a vector with the one so many places after it. */
  private static double product(float[] vectors, int length, int number, int offset) {
    int one = number * length;
    int other = one + offset * length;
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) vectors[one + i] * vectors[other + i];
    }
    return sum;
  }

  /**
   * Returns the products of the Jacobian at each point with the unit vector of each axis: its
   * columns or rows, shape {@code [points, axes, …]}.
   */
  private static float[] products(BatchDerivative derivative, Sample points, int axes) {
    int rows = points.rows() * axes;
    int inputs = points.inputs();
    float[] repeated = new float[rows * inputs];
    float[] vectors = new float[rows * axes];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(points.points(), row / axes * inputs, repeated, row * inputs, inputs);
      vectors[row * axes + row % axes] = 1;
    }
    return derivative.apply(repeated, vectors, rows);
  }
}
