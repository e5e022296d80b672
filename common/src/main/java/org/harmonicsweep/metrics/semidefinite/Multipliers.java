package org.harmonicsweep.metrics.semidefinite;

import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;

/**
 * The linear maps of the program.
 *
 * <p>Variables y = (ρ, t), one t per neuron. With e_k the coordinate of neuron k, c_k = e_k − u_k:
 *
 * <p>A(y) = ρ E₀ + Σ t_k (e_k c_kᵀ + c_k e_kᵀ), S(y) = A(y) − Fᵀ F,
 *
 * <p>E₀ the identity on the inputs. A neuron's z (z − u) ≤ 0 for slopes in [0, 1] gives: if S(y) is
 * positive semidefinite, ‖F z‖² ≤ ρ ‖x‖² (Fazlyab, Robey, Hassani, Morari and Pappas, "Efficient
 * and accurate estimation of Lipschitz constants for deep neural networks", NeurIPS 2019, theorem
 * 2; the counterpart that couples neurons is wrong and not used).
 */
final class Multipliers {
  private final SlopeProgram program;
  private final DoubleKernels kernels;
  private final DoubleMatrix cost;
  private final int inputs;
  private final int size;

  Multipliers(SlopeProgram program, DoubleKernels kernels) {
    this.program = program;
    this.kernels = kernels;
    this.inputs = program.inputs();
    this.size = program.size();
    this.cost = DoubleMatrix.zeros(size, size);
    Stage output = program.output();
    kernels.add(
        output.weights().transposed(),
        output.weights(),
        cost.rows(output.from(), size).columns(output.from(), size));
  }

  /** Returns Fᵀ F. */
  DoubleMatrix cost() {
    return cost;
  }

  /** Returns Cᵀ M, the rows c_kᵀ M. */
  DoubleMatrix rows(DoubleMatrix m) {
    DoubleMatrix rows = m.rows(inputs, size).copy();
    int at = 0;
    for (Stage stage : program.stages()) {
      int count = stage.weights().rows();
      kernels.subtract(
          stage.weights(), m.rows(stage.from(), stage.to()), rows.rows(at, at + count));
      at += count;
    }
    return rows;
  }

  /** Returns M C, the columns M c_k. */
  DoubleMatrix columns(DoubleMatrix m) {
    DoubleMatrix columns = m.columns(inputs, size).copy();
    int at = 0;
    for (Stage stage : program.stages()) {
      int count = stage.weights().rows();
      kernels.subtract(
          m.columns(stage.from(), stage.to()),
          stage.weights().transposed(),
          columns.columns(at, at + count));
      at += count;
    }
    return columns;
  }

  /**
   * Returns A(y) M.
   *
   * @param m row-major, N rows
   * @param rows Cᵀ M
   */
  DoubleMatrix times(double[] y, DoubleMatrix m, DoubleMatrix rows) {
    DoubleMatrix result = DoubleMatrix.zeros(size, m.columns());
    DoubleMatrix weighted = DoubleMatrix.zeros(program.neurons(), m.columns());
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (i < inputs) {
          result.set(i, j, y[0] * m.at(i, j));
        } else {
          double t = y[1 + i - inputs];
          result.set(i, j, t * (m.at(i, j) + rows.at(i - inputs, j)));
          weighted.set(i - inputs, j, t * m.at(i, j));
        }
      }
    }
    int at = 0;
    for (Stage stage : program.stages()) {
      int count = stage.weights().rows();
      kernels.subtract(
          stage.weights().transposed(),
          weighted.rows(at, at + count),
          result.rows(stage.from(), stage.to()));
      at += count;
    }
    return result;
  }

  /** Returns A(y). */
  DoubleMatrix matrix(double[] y) {
    DoubleMatrix a = DoubleMatrix.zeros(size, size);
    for (int i = 0; i < inputs; i++) {
      a.set(i, i, y[0]);
    }
    for (Stage stage : program.stages()) {
      for (int i = 0; i < stage.weights().rows(); i++) {
        int k = stage.to() + i;
        double t = y[1 + k - inputs];
        a.set(k, k, 2 * t);
        for (int j = 0; j < stage.weights().columns(); j++) {
          double product = -t * stage.weights().at(i, j);
          a.set(k, stage.from() + j, product);
          a.set(stage.from() + j, k, product);
        }
      }
    }
    return a;
  }

  /** Returns S(y). */
  DoubleMatrix slack(double[] y) {
    DoubleMatrix s = matrix(y);
    double[] values = s.values();
    for (int i = 0; i < values.length; i++) {
      values[i] -= cost.values()[i];
    }
    return s;
  }
}
