package org.harmonicsweep.metrics.semidefinite;

import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;

/** Strictly feasible points of the program and of its dual, in closed form. */
final class Starts {
  /** Multipliers above the best ones of their layer, so that no block of S is singular. */
  private static final double ROOM = 1.15;

  private static final double ROOM_OF_BOUND = 1.3;

  private Starts() {}

  /**
   * Returns the dual point: X, the second moments of the coordinates when x is white, of variance 1
   * / inputs, and every slope independently 1 with probability p, else 0. A slope s is 0 or 1, so
   * E[z_k (z_k − u_k)] = 0: all constraints hold exactly.
   */
  static DoubleMatrix dual(SlopeProgram program, DoubleKernels kernels) {
    int inputs = program.inputs();
    DoubleMatrix x = DoubleMatrix.zeros(program.size(), program.size());
    for (int i = 0; i < inputs; i++) {
      x.set(i, i, 1.0 / inputs);
    }
    double p = 1 - 1.0 / (program.stages().size() + 1);
    for (Stage stage : program.stages()) {
      int at = stage.to();
      DoubleMatrix before = x.rows(stage.from(), at).columns(0, at);
      DoubleMatrix sums = kernels.times(stage.weights(), before);
      DoubleMatrix k = kernels.times(sums.columns(stage.from(), at), stage.weights().transposed());
      for (int i = 0; i < stage.weights().rows(); i++) {
        for (int j = 0; j < at; j++) {
          x.set(at + i, j, p * sums.at(i, j));
          x.set(j, at + i, p * sums.at(i, j));
        }
        for (int j = 0; j <= i; j++) {
          double both = (i == j ? p : p * p) * k.at(i, j);
          x.set(at + i, at + j, both);
          x.set(at + j, at + i, both);
        }
      }
    }
    return x;
  }

  /**
   * Returns (ρ, t) with one t per layer, from the last layer back: with G the quadratic form that
   * the coordinates up to this layer have to bear, t = λmax(G_ii) is the best multiple of the
   * identity, and the layer is eliminated by Schur's complement. This is ECLipsE-Fast in the other
   * direction (Xu and Sivaranjani, NeurIPS 2024), with some room.
   */
  static double[] primal(SlopeProgram program, Multipliers multipliers, DoubleKernels kernels) {
    double[] y = new double[1 + program.neurons()];
    DoubleMatrix form = multipliers.cost().copy();
    for (int layer = program.stages().size() - 1; layer >= 0; layer--) {
      Stage stage = program.stages().get(layer);
      int at = stage.to();
      int count = stage.weights().rows();
      DoubleMatrix own = form.rows(at, at + count).columns(at, at + count);
      double t = ROOM * LargestStep.largestEigenvalue(own.copy(), 0.01);
      java.util.Arrays.fill(y, 1 + at - program.inputs(), 1 + at - program.inputs() + count, t);
      DoubleMatrix pivot = DoubleMatrix.zeros(count, count);
      DoubleMatrix cross = form.rows(at, at + count).columns(0, at).copy();
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
          pivot.set(i, j, (i == j ? 2 * t : 0) - own.at(i, j));
        }
        for (int j = 0; j < stage.weights().columns(); j++) {
          int column = stage.from() + j;
          cross.set(i, column, cross.at(i, column) + t * stage.weights().at(i, j));
        }
      }
      DoubleMatrix rest = form.rows(0, at).columns(0, at).copy();
      DoubleMatrix root =
          Cholesky.of(pivot, kernels)
              .orElseThrow(() -> new ArithmeticException("the form leaves the double range"))
              .solved(cross);
      kernels.add(root.transposed(), root, rest);
      form = rest;
    }
    y[0] = ROOM_OF_BOUND * LargestStep.largestEigenvalue(form, 0.01);
    return y;
  }
}
