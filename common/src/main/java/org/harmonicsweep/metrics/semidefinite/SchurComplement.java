package org.harmonicsweep.metrics.semidefinite;

import java.util.Optional;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;

/**
 * The normal equations of a step, H_ij = tr(A_i X A_j P), scaled to a diagonal of 1.
 *
 * <p>With E the columns e_k, C the columns c_k, ∘ entry by entry, U = EᵀPE, V = EᵀPC, R = CᵀPC and
 * u, v, r the same of X: H = vᵀ∘V + v∘Vᵀ + u∘R + r∘U for the neurons.
 */
final class SchurComplement {
  private final Pair p;
  private final DoubleKernels kernels;
  private final int inputs;
  private final DoubleMatrix h;
  private final double[] scales;
  private final Cholesky root;

  /**
   * A symmetric matrix with its products.
   *
   * @param m M
   * @param rows Cᵀ M
   * @param corner Cᵀ M C
   */
  record Pair(DoubleMatrix m, DoubleMatrix rows, DoubleMatrix corner) {}

  SchurComplement(Pair p, Pair x, DoubleKernels kernels) {
    this.p = p;
    this.kernels = kernels;
    int neurons = p.rows().rows();
    this.inputs = p.m().rows() - neurons;
    this.h = DoubleMatrix.zeros(neurons + 1, neurons + 1);
    corner(x);
    neurons(x);
    this.scales = new double[neurons + 1];
    for (int i = 0; i <= neurons; i++) {
      scales[i] = 1 / Math.sqrt(h.at(i, i));
    }
    for (int i = 0; i <= neurons; i++) {
      for (int j = 0; j <= neurons; j++) {
        h.set(i, j, h.at(i, j) * scales[i] * scales[j]);
      }
    }
    this.root = decomposed();
  }

  private void corner(Pair x) {
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < inputs; j++) {
        sum += x.m().at(i, j) * p.m().at(i, j);
      }
    }
    h.set(0, 0, sum);
    for (int k = 0; k < p.rows().rows(); k++) {
      double entry = 0;
      for (int a = 0; a < inputs; a++) {
        entry += x.m().at(inputs + k, a) * p.rows().at(k, a);
        entry += p.m().at(inputs + k, a) * x.rows().at(k, a);
      }
      h.set(0, k + 1, entry);
      h.set(k + 1, 0, entry);
    }
  }

  private void neurons(Pair x) {
    for (int i = 0; i < p.rows().rows(); i++) {
      for (int j = 0; j <= i; j++) {
        double entry =
            x.rows().at(i, inputs + j) * p.rows().at(j, inputs + i)
                + x.rows().at(j, inputs + i) * p.rows().at(i, inputs + j)
                + x.m().at(inputs + i, inputs + j) * p.corner().at(i, j)
                + x.corner().at(i, j) * p.m().at(inputs + i, inputs + j);
        h.set(i + 1, j + 1, entry);
        h.set(j + 1, i + 1, entry);
      }
    }
  }

  private Cholesky decomposed() {
    for (double room = 0; room < 1; room = room == 0 ? 1e-15 : 100 * room) {
      DoubleMatrix trial = h.copy();
      for (int i = 0; i < trial.rows(); i++) {
        trial.set(i, i, trial.at(i, i) + room);
      }
      Optional<Cholesky> found = Cholesky.of(trial, kernels);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new ArithmeticException("the normal equations leave the double range");
  }

  /** Returns H⁻¹ g, refined once. */
  double[] solve(double[] g) {
    int count = g.length;
    double[] scaled = new double[count];
    for (int i = 0; i < count; i++) {
      scaled[i] = scales[i] * g[i];
    }
    double[] first = scaled.clone();
    root.forward(first);
    root.backward(first);
    double[] rest = scaled.clone();
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int j = 0; j < count; j++) {
        sum += h.at(i, j) * first[j];
      }
      rest[i] -= sum;
    }
    root.forward(rest);
    root.backward(rest);
    for (int i = 0; i < count; i++) {
      rest[i] = scales[i] * (first[i] + rest[i]);
    }
    return rest;
  }

  /** Returns ⟨A_i, P⟩. */
  double[] centre() {
    double[] centre = new double[h.rows()];
    for (int i = 0; i < inputs; i++) {
      centre[0] += p.m().at(i, i);
    }
    for (int k = 1; k < centre.length; k++) {
      centre[k] = 2 * p.rows().at(k - 1, inputs + k - 1);
    }
    return centre;
  }

  /** Returns ⟨A_i, ½ (Z P + P Zᵀ)⟩. */
  double[] adjoint(DoubleMatrix z, Multipliers multipliers) {
    DoubleMatrix rows = multipliers.rows(z);
    double[] products = new double[h.rows()];
    for (int a = 0; a < inputs; a++) {
      products[0] += rowDot(z, a, p.m(), a);
    }
    for (int k = 0; k + 1 < products.length; k++) {
      products[k + 1] = rowDot(z, inputs + k, p.rows(), k) + rowDot(rows, k, p.m(), inputs + k);
    }
    return products;
  }

  private static double rowDot(DoubleMatrix a, int row, DoubleMatrix b, int other) {
    double sum = 0;
    for (int j = 0; j < a.columns(); j++) {
      sum += a.at(row, j) * b.at(other, j);
    }
    return sum;
  }
}
