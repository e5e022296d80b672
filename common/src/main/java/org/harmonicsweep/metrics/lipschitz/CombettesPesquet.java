package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.List;

/**
 * The bound of Combettes and Pesquet for activations with slopes in [0, 1].
 *
 * <p>Each activation is half the identity plus half a 1-Lipschitz map. With m₀ = ‖W₁‖ this gives
 *
 * <p>m_k = 2⁻ᵏ ‖W_{k+1}⋯W₁‖ + Σ_{j=1..k} 2^{−(k−j+1)} ‖W_{k+1}⋯W_{j+1}‖ m_{j−1}
 *
 * <p>and the last m is the bound (Combettes and Pesquet, "Lipschitz certificates for layered
 * network structures driven by averaged activation operators", SIAM J. Math. Data Sci. 2, 2020; the
 * recursion is that of Fazlyab et al., "Certified robustness via dynamic margin maximization and
 * improved Lipschitz regularization", NeurIPS 2023). It never exceeds the product of the norms.
 */
final class CombettesPesquet {
  /** Share of the sum below which what is left of it is bounded at once and not term by term. */
  private static final double NEGLIGIBLE = 1e-10;

  private CombettesPesquet() {}

  /** Returns the bound without the matrices' powers of two; their norms are at most 1. */
  static double bound(List<BoundedMatrix> matrices) {
    double[] m = new double[matrices.size()];
    for (int k = 0; k < m.length; k++) {
      m[k] = next(matrices, m, k);
    }
    return m[m.length - 1];
  }

  /**
   * Returns the bound from norms of products.
   *
   * @param norms at {@code [i][j]}, i ≤ j, that of the product of the maps i to j
   */
  static double bound(double[][] norms) {
    double[] m = new double[norms.length];
    for (int k = 0; k < m.length; k++) {
      double weight = 0.5;
      double sum = 0;
      for (int j = k; j > 0; j--) {
        sum += weight * norms[j][k] * m[j - 1];
        weight /= 2;
      }
      m[k] = inflated(sum + 2 * weight * norms[0][k], k);
    }
    return m[m.length - 1];
  }

  private static double next(List<BoundedMatrix> matrices, double[] m, int k) {
    BoundedMatrix product = matrices.get(k);
    double weight = 0.5;
    double sum = 0;
    for (int j = k; j > 0; j--) {
      double rest = product.norm() * rest(m, j, weight);
      if (rest <= NEGLIGIBLE * sum) {
        return inflated(sum + rest, k);
      }
      sum += weight * product.norm() * m[j - 1];
      product = matrices.get(j - 1).times(product);
      weight /= 2;
    }
    return inflated(sum + 2 * weight * product.norm(), k);
  }

  /** No later product has a greater norm, for no matrix's norm exceeds 1. */
  private static double rest(double[] m, int j, double weight) {
    double sum = 0;
    double factor = weight;
    for (int i = j; i > 0; i--) {
      sum += factor * m[i - 1];
      factor /= 2;
    }
    return sum + 2 * factor;
  }

  /** All terms are at least 0: the sum's relative error is at most that many roundings. */
  private static double inflated(double sum, int k) {
    return sum * (1 + 4.0 * (k + 2) * UNIT);
  }
}
