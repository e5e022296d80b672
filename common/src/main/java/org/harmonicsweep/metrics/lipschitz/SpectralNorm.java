package org.harmonicsweep.metrics.lipschitz;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Vectors;

/**
 * Spectral norms that are proven upper bounds, rounding included.
 *
 * <p>A Lanczos estimate of the largest eigenvalue is a guess; what makes it a bound is a Cholesky
 * decomposition. With u = 2⁻⁵³ and a symmetric M of n rows: if floating-point Cholesky of M runs to
 * its end, then M + E is positive definite for an ‖E‖ ≤ γ trace(M), γ = (n + 1) u / (1 − 2 (n + 1)
 * u) (Rump, "Verification of positive definiteness", BIT 46, 2006, theorem 2.3). So if it succeeds
 * for κ I − G, no eigenvalue of G exceeds κ (1 + n γ). The Gram matrix itself is off by at most k u
 * trace(G), k the number of terms of its sums (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2002, section 3.5). Both terms are taken at least twice as large as that. For 784 x
 * 96 values the result exceeds the norm by a share of about 1e-11.
 */
final class SpectralNorm {
  /** Unit roundoff of double precision. */
  static final double UNIT = 0x1p-53;

  private static final int STEPS = 200;

  private SpectralNorm() {}

  /** Returns an upper bound of ‖A‖², 0 for A = 0. */
  static double squaredUpperBound(DMatrixRMaj a) {
    int longer = Math.max(a.numRows, a.numCols);
    DMatrixRMaj gram = gram(a);
    double trace = CommonOps_DDRM.trace(gram);
    return (largestEigenvalueUpperBound(gram, trace) + 2 * (longer + 2) * UNIT * trace)
        * (1 + 4 * UNIT);
  }

  /** Returns the smaller of A Aᵀ and Aᵀ A. */
  static DMatrixRMaj gram(DMatrixRMaj a) {
    return a.numRows <= a.numCols ? WholeProducts.outer(a) : WholeProducts.inner(a);
  }

  /** Returns a bound for the Gram matrix as it is given. */
  static double largestEigenvalueUpperBound(DMatrixRMaj gram, double trace) {
    int n = gram.numRows;
    double certain = trace * (1 + 4 * n * UNIT);
    double estimate = Lanczos.largest(v -> Vectors.times(v, gram.data, n), n, STEPS).value();
    double room = 4.0 * n * (n + 2) * UNIT;
    // the trace ends the search: no eigenvalue exceeds it
    for (double bound = estimate * (1 + room); bound < certain; bound = estimate * (1 + room)) {
      Interruption.check();
      if (isAbove(bound, gram)) {
        return Math.min(certain, bound * (1 + 2.0 * n * (n + 2) * UNIT));
      }
      room *= 8;
    }
    return certain;
  }

  /** Returns whether Cholesky's decomposition of bound · I − gram runs to its end. */
  static boolean isAbove(double bound, DMatrixRMaj gram) {
    DMatrixRMaj difference = new DMatrixRMaj(gram.numRows, gram.numCols);
    CommonOps_DDRM.changeSign(gram, difference);
    for (int i = 0; i < gram.numRows; i++) {
      difference.add(i, i, bound);
    }
    return DecompositionFactory_DDRM.chol(gram.numRows, true).decompose(difference);
  }
}
