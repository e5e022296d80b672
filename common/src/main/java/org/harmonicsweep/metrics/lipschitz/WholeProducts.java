package org.harmonicsweep.metrics.lipschitz;

import org.ejml.data.DMatrixRMaj;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Interruption;

/**
 * Products of whole matrices on the engine's kernels, which sum in one order on every processor.
 *
 * <p>The error bounds of this package hold for sums in any order and for fused multiply-adds.
 */
final class WholeProducts {
  private static final int BLOCK = 64;

  private WholeProducts() {}

  /** Returns A B. */
  static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
    return product(view(a), view(b));
  }

  /** Returns Aᵀ A. */
  static DMatrixRMaj inner(DMatrixRMaj a) {
    return product(view(a).transposed(), view(a));
  }

  /** Returns A Aᵀ. */
  static DMatrixRMaj outer(DMatrixRMaj a) {
    return product(view(a), view(a).transposed());
  }

  /** Replaces B by L⁻¹ B, substituting forward, a block of rows after the other. */
  static void solve(DMatrixRMaj lower, DMatrixRMaj b) {
    DoubleKernels kernels = DoubleKernels.create();
    DoubleMatrix l = view(lower);
    DoubleMatrix x = view(b);
    for (int from = 0; from < lower.numRows; from += BLOCK) {
      Interruption.check();
      int to = Math.min(from + BLOCK, lower.numRows);
      kernels.subtract(l.rows(from, to).columns(0, from), x.rows(0, from), x.rows(from, to));
      for (int i = from; i < to; i++) {
        substitute(lower, b, from, i);
      }
    }
  }

  private static void substitute(DMatrixRMaj lower, DMatrixRMaj b, int from, int i) {
    int columns = b.numCols;
    for (int k = from; k < i; k++) {
      double factor = lower.get(i, k);
      for (int j = 0; j < columns; j++) {
        b.data[i * columns + j] -= factor * b.data[k * columns + j];
      }
    }
    double pivot = lower.get(i, i);
    for (int j = 0; j < columns; j++) {
      b.data[i * columns + j] /= pivot;
    }
  }

  private static DoubleMatrix view(DMatrixRMaj matrix) {
    return DoubleMatrix.of(matrix.data, matrix.numRows, matrix.numCols);
  }

  private static DMatrixRMaj product(DoubleMatrix a, DoubleMatrix b) {
    DoubleMatrix product = DoubleKernels.create().times(a, b);
    return DMatrixRMaj.wrap(product.rows(), product.columns(), product.values());
  }
}
