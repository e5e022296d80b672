package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The closed-form bound ECLipsE-Fast for activations with slopes in [0, 1].
 *
 * <p>Xu and Sivaranjani ("ECLipsE: Efficient compositional Lipschitz constant estimation for deep
 * neural networks", NeurIPS 2024): X₀ = I, K = W X⁻¹ Wᵀ, λ = 2 / λmax(K), X = λ I − ¼ λ² K per
 * hidden layer, the first included, and L² = λmax(K) of the last. Since X = λ Z with Z = I − K / (2
 * λmax(K)), the scales λ separate: with κ the largest eigenvalue of W Z⁻¹ Wᵀ, Z taken from the
 * layer before,
 *
 * <p>L² = κ_l ∏_{i&lt;l} κ_i / 2.
 *
 * <p>As ½ I ⪯ Z ⪯ I, ‖W‖² ≤ κ ≤ 2 ‖W‖²: the bound lies between the product of the norms and 2^{−(l
 * − 1) / 2} times it, nothing is divided by λmax, and Z is well conditioned whatever the weights.
 *
 * <p>Rounding. Any κ_i not below λmax gives a valid certificate, so the upper bounds of {@link
 * SpectralNorm} may be used as they are. What remains is the error δ of K, relative to its norm. A
 * layer adds to it at most 8 p (p + 2) u (Cholesky of Z, condition at most 2, p rows; p
 * substitution steps; sums of p terms: Higham, 2002, theorems 10.3, 8.5 and section 3.5), and
 * passes on the earlier layers' δ unchanged, since X ⪰ ½ λ I. A matrix known up to radius r adds 2
 * √(2/κ) r + 2 r² / κ. L² is enlarged by twice the sum of all; where the sum exceeds a percent the
 * product of the norms is given instead.
 */
final class EclipseFast {
  private static final double TOO_UNCERTAIN = 0.01;

  private EclipseFast() {}

  /** Returns the bound without the matrices' powers of two. */
  static double bound(List<BoundedMatrix> matrices) {
    int last = matrices.size() - 1;
    double bound = 1;
    double product = 1;
    double uncertainty = 0;
    Optional<DMatrixRMaj> root = Optional.empty();
    for (int i = 0; i <= last; i++) {
      BoundedMatrix matrix = matrices.get(i);
      if (matrix.norm() == 0) {
        return 0;
      }
      DMatrixRMaj m = matrix.centre().copy();
      root.ifPresent(lower -> WholeProducts.solve(lower, m));
      double kappa = SpectralNorm.squaredUpperBound(m);
      uncertainty += uncertainty(matrix, kappa);
      product *= matrix.norm();
      bound *= Math.sqrt(i < last ? kappa / 2 : kappa);
      root = i < last ? root(m, kappa) : root;
      if (!(uncertainty < TOO_UNCERTAIN) || (root.isEmpty() && i < last)) {
        return rest(matrices, product, i);
      }
    }
    return bound * (1 + 2 * uncertainty + 8.0 * matrices.size() * UNIT);
  }

  private static double uncertainty(BoundedMatrix matrix, double kappa) {
    double p = matrix.centre().numRows;
    double share = matrix.radius() / Math.sqrt(kappa);
    return 8 * p * (p + 2) * UNIT + 2 * share * (Math.sqrt(2) + share);
  }

  /** Returns Cholesky's factor of Z = I − Mᵀ M / (2 κ). */
  private static Optional<DMatrixRMaj> root(DMatrixRMaj m, double kappa) {
    DMatrixRMaj z = WholeProducts.inner(m);
    CommonOps_DDRM.scale(-0.5 / kappa, z);
    for (int i = 0; i < z.numRows; i++) {
      z.add(i, i, 1);
    }
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(z.numRows, true);
    return cholesky.decompose(z) ? Optional.of(cholesky.getT(null)) : Optional.empty();
  }

  private static double rest(List<BoundedMatrix> matrices, double product, int done) {
    double bound = product;
    for (int i = done + 1; i < matrices.size(); i++) {
      bound *= matrices.get(i).norm();
    }
    return bound * (1 + 4.0 * matrices.size() * UNIT);
  }
}
