package org.harmonicsweep.metrics.semidefinite;

import java.util.Optional;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Interruption;

/**
 * Cholesky's decomposition M = L Lᵀ of a dense matrix, block column by block column.
 *
 * <p>Each element of L is (m − Σ l l) / l with the sum in the order of its index: the textbook
 * algorithm, whose backward error (Higham, Accuracy and Stability of Numerical Algorithms, 2002,
 * theorem 10.3) holds for any order of the sums and for fused multiply-adds.
 */
final class Cholesky {
  private static final int BLOCK = 48;

  private final DoubleKernels kernels;
  private final DoubleMatrix lower;
  private final int size;

  private Cholesky(DoubleKernels kernels, DoubleMatrix lower) {
    this.kernels = kernels;
    this.lower = lower;
    this.size = lower.rows();
  }

  /** Decomposes a matrix, of which the lower triangle is read; empty if a pivot is not positive. */
  static Optional<Cholesky> of(DoubleMatrix matrix, DoubleKernels kernels) {
    Cholesky cholesky = new Cholesky(kernels, matrix.copy());
    return cholesky.decompose() ? Optional.of(cholesky) : Optional.empty();
  }

  private boolean decompose() {
    for (int from = 0; from < size; from += BLOCK) {
      Interruption.check();
      int to = Math.min(from + BLOCK, size);
      DoubleMatrix below = lower.rows(from, size);
      kernels.subtract(
          below.columns(0, from),
          lower.rows(from, to).columns(0, from).transposed(),
          below.columns(from, to));
      for (int i = from; i < size; i++) {
        if (!row(i, from, Math.min(to, i + 1))) {
          return false;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      java.util.Arrays.fill(lower.values(), i * size + i + 1, (i + 1) * size, 0);
    }
    return true;
  }

  /** Finishes the elements of a row inside a block column. */
  private boolean row(int i, int from, int to) {
    double[] l = lower.values();
    int row = i * size;
    for (int j = from; j < to; j++) {
      double sum = l[row + j];
      for (int k = from; k < j; k++) {
        sum = Math.fma(-l[row + k], l[j * size + k], sum);
      }
      if (j < i) {
        l[row + j] = sum / l[j * size + j];
      } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
        l[row + j] = Math.sqrt(sum);
      } else {
        return false;
      }
    }
    return true;
  }

  /** Returns L, zeros above the diagonal. */
  DoubleMatrix lower() {
    return lower;
  }

  /** Replaces v by L⁻¹ v; each sum has four partial sums. */
  void forward(double[] v) {
    double[] l = lower.values();
    for (int i = 0; i < size; i++) {
      int row = i * size;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int k = 0;
      for (; k + 3 < i; k += 4) {
        s0 += l[row + k] * v[k];
        s1 += l[row + k + 1] * v[k + 1];
        s2 += l[row + k + 2] * v[k + 2];
        s3 += l[row + k + 3] * v[k + 3];
      }
      for (; k < i; k++) {
        s0 += l[row + k] * v[k];
      }
      v[i] = (v[i] - (s0 + s1 + (s2 + s3))) / l[row + i];
    }
  }

  /** Replaces v by L⁻ᵀ v. */
  void backward(double[] v) {
    double[] l = lower.values();
    for (int i = size - 1; i >= 0; i--) {
      int row = i * size;
      double x = v[i] / l[row + i];
      v[i] = x;
      for (int k = 0; k < i; k++) {
        v[k] -= l[row + k] * x;
      }
    }
  }

  /** Returns L⁻¹ B. */
  DoubleMatrix solved(DoubleMatrix b) {
    DoubleMatrix x = b.copy();
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      kernels.subtract(lower.rows(from, to).columns(0, from), x.rows(0, from), x.rows(from, to));
      substitute(from, to, x);
    }
    return x;
  }

  private void substitute(int from, int to, DoubleMatrix x) {
    double[] values = x.values();
    for (int i = from; i < to; i++) {
      int row = x.index(i, 0);
      for (int k = from; k < i; k++) {
        double factor = lower.at(i, k);
        int other = x.index(k, 0);
        for (int j = 0; j < x.columns(); j++) {
          values[row + j] -= factor * values[other + j];
        }
      }
      double pivot = lower.at(i, i);
      for (int j = 0; j < x.columns(); j++) {
        values[row + j] /= pivot;
      }
    }
  }

  /** Returns M⁻¹ = L⁻ᵀ L⁻¹, exactly symmetric. */
  DoubleMatrix inverse() {
    DoubleMatrix root = DoubleMatrix.zeros(size, size);
    for (int i = 0; i < size; i++) {
      root.set(i, i, 1);
    }
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      DoubleMatrix rows = root.rows(from, to).columns(0, to);
      for (int k = 0; k < from; k += 4 * BLOCK) {
        int end = Math.min(k + 4 * BLOCK, from);
        kernels.subtract(
            lower.rows(from, to).columns(k, end),
            root.rows(k, end).columns(0, end),
            rows.columns(0, end));
      }
      substitute(from, to, root.columns(0, to));
    }
    DoubleMatrix inverse = DoubleMatrix.zeros(size, size);
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      DoubleMatrix below = root.rows(from, size);
      kernels.add(
          below.columns(from, to).transposed(),
          below.columns(0, to),
          inverse.rows(from, to).columns(0, to));
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        inverse.set(j, i, inverse.at(i, j));
      }
    }
    return inverse;
  }
}
