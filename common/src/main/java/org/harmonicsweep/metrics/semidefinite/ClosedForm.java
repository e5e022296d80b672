package org.harmonicsweep.metrics.semidefinite;

import java.util.Arrays;
import java.util.Optional;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Multipliers in closed form that are the best ones, to first order, for neurons whose outputs
 * count for little, as those of slopes that hardly vary.
 *
 * <p>Layers are eliminated by Schur's complement from the last one back. Neuron k, with row u of U
 * and row g of the quadratic form that the coordinates before it have to bear so far, adds (g + t
 * u)(g + t u)ᵀ / 2t if its own entry of the form is small. In a direction v that is least for t =
 * |g v| / |u v|; v is the one that the outputs' map stretches most. Where the entries of a layer
 * are not small, with λ the largest eigenvalue of its block in units of these t, all of them are
 * multiplied by 1 + λ: (1 + s)² / (2 s − λ) is least there.
 */
final class ClosedForm {
  /** How much of the whole of g and u is counted, so that no t is 0 or infinite. */
  private static final double SHARE = 0.05;

  private final SlopeProgram program;
  private final DoubleKernels kernels;
  private DoubleMatrix form;

  private ClosedForm(SlopeProgram program, Multipliers multipliers, DoubleKernels kernels) {
    this.program = program;
    this.kernels = kernels;
    this.form = multipliers.cost().copy();
  }

  /** Returns (ρ, t) with the least ρ for these t; empty where it leaves the double range. */
  static Optional<double[]> of(
      SlopeProgram program, Multipliers multipliers, DoubleKernels kernels) {
    try {
      return new ClosedForm(program, multipliers, kernels).solved();
    } catch (MathIllegalStateException outOfRange) {
      // eigenvalues at the ends of the double range are not found
      return Optional.empty();
    }
  }

  private Optional<double[]> solved() {
    double[] y = new double[1 + program.neurons()];
    double[] direction = top().vector();
    for (int layer = program.stages().size() - 1; layer >= 0; layer--) {
      if (!eliminate(program.stages().get(layer), direction, y)) {
        return Optional.empty();
      }
    }
    y[0] = top().value();
    return Double.isFinite(y[0]) ? Optional.of(y) : Optional.empty();
  }

  private record Top(double value, double[] vector) {}

  /** Returns the largest eigenvalue of the inputs' block with its vector. */
  private Top top() {
    int inputs = program.inputs();
    RealMatrix block = MatrixUtils.createRealMatrix(inputs, inputs);
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < inputs; j++) {
        block.setEntry(i, j, 0.5 * (form.at(i, j) + form.at(j, i)));
      }
    }
    if (!Double.isFinite(block.getNorm1())) {
      return new Top(Double.NaN, new double[inputs]);
    }
    EigenDecompositionSymmetric decomposition = new EigenDecompositionSymmetric(block);
    return new Top(decomposition.getEigenvalue(0), decomposition.getEigenvector(0).toArray());
  }

  private boolean eliminate(Stage stage, double[] direction, double[] y) {
    int at = stage.to();
    int count = stage.weights().rows();
    DoubleMatrix own = form.rows(at, at + count).columns(at, at + count);
    DoubleMatrix cross = form.rows(at, at + count).columns(0, at).copy();
    double[] t = new double[count];
    for (int i = 0; i < count; i++) {
      t[i] = least(cross.rows(i, i + 1), stage, i, direction);
    }
    spread(t, own);
    DoubleMatrix pivot = DoubleMatrix.zeros(count, count);
    for (int i = 0; i < count; i++) {
      y[1 + at - program.inputs() + i] = t[i];
      for (int j = 0; j < count; j++) {
        pivot.set(i, j, (i == j ? 2 * t[i] : 0) - own.at(i, j));
      }
      for (int j = 0; j < stage.weights().columns(); j++) {
        int column = stage.from() + j;
        cross.set(i, column, cross.at(i, column) + t[i] * stage.weights().at(i, j));
      }
    }
    DoubleMatrix rest = form.rows(0, at).columns(0, at).copy();
    Optional<Cholesky> root = Cholesky.of(pivot, kernels);
    if (root.isEmpty()) {
      return false;
    }
    DoubleMatrix solved = root.get().solved(cross);
    kernels.add(solved.transposed(), solved, rest);
    form = rest;
    return true;
  }

  /** Returns |g v| / |u v| with some of |g| and |u|; 0 if it is not a number above 0. */
  private static double least(DoubleMatrix g, Stage stage, int row, double[] v) {
    double along = 0;
    double whole = 0;
    for (int j = 0; j < g.columns(); j++) {
      along += j < v.length ? g.at(0, j) * v[j] : 0;
      whole += g.at(0, j) * g.at(0, j);
    }
    double read = 0;
    double all = 0;
    for (int j = 0; j < stage.weights().columns(); j++) {
      double weight = stage.weights().at(row, j);
      int column = stage.from() + j;
      read += column < v.length ? weight * v[column] : 0;
      all += weight * weight;
    }
    double ratio = Math.sqrt((along * along + SHARE * whole) / (read * read + SHARE * all));
    return ratio > 0x1p-400 && ratio < 0x1p400 ? ratio : 0;
  }

  /** Multiplies all t by 1 + λ, those that are 0 replaced by what their own entry asks for. */
  private static void spread(double[] t, DoubleMatrix own) {
    double typical = Arrays.stream(t).max().orElse(0);
    for (int i = 0; i < t.length; i++) {
      if (t[i] == 0) {
        t[i] = typical > 0 ? typical : 1;
      }
    }
    int count = t.length;
    DoubleMatrix scaled = DoubleMatrix.zeros(count, count);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        scaled.set(i, j, own.at(i, j) / Math.sqrt(t[i] * t[j]));
      }
    }
    double largest = Math.max(0, LargestStep.largestEigenvalue(scaled, 0.01));
    for (int i = 0; i < count; i++) {
      t[i] *= 1 + largest;
    }
  }
}
