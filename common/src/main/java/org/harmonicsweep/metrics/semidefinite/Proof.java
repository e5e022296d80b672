package org.harmonicsweep.metrics.semidefinite;

import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;

/**
 * Proves that S(y) is positive semidefinite for the true weights, rounding included.
 *
 * <p>D, powers of two, brings the diagonal of S̃ = D S D near 1 exactly. With u = 2⁻⁵³ and N rows:
 * if floating-point Cholesky of a symmetric M runs to its end, M + E is positive definite for an
 * ‖E‖ ≤ γ trace(M), γ = (N + 1) u / (1 − 2 (N + 1) u) (Rump, "Verification of positive
 * definiteness", BIT 46, 2006, theorem 2.3). It is tried on S̃ − c I with c at least twice the sum
 * of
 *
 * <ul>
 *   <li>that, for trace(S̃);
 *   <li>the rounding of the entries: one of each product t u, (p + 2) of each sum of p terms in Fᵀ
 *       F, at most (p + 4) u ‖F D‖², one of each difference, all in Frobenius norms;
 *   <li>the error of the weights themselves, at most r_i c_j in element (i, j): ‖t d r‖ ‖c d‖ for a
 *       stage, 2 ‖F D‖ ‖r‖ ‖c d‖ + (‖r‖ ‖c d‖)² for the output.
 * </ul>
 *
 * <p>Success then leaves S(y) positive semidefinite for every network within the errors.
 */
final class Proof {
  private static final double UNIT = 0x1p-53;

  private final SlopeProgram program;
  private final Multipliers multipliers;
  private final DoubleKernels kernels;

  Proof(SlopeProgram program, Multipliers multipliers, DoubleKernels kernels) {
    this.program = program;
    this.multipliers = multipliers;
    this.kernels = kernels;
  }

  /** Returns whether ρ = y₀ is proven to be a bound of the square. */
  boolean holds(double[] y) {
    for (double value : y) {
      if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    DoubleMatrix s = multipliers.slack(y);
    int size = s.rows();
    double[] d = new double[size];
    for (int i = 0; i < size; i++) {
      double diagonal = s.at(i, i);
      if (!(diagonal > 0x1p-900) || !(diagonal < 0x1p900)) {
        return false;
      }
      d[i] = Math.scalb(1.0, -Math.floorDiv(Math.getExponent(diagonal), 2));
    }
    double trace = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        s.set(i, j, s.at(i, j) * d[i] * d[j]);
      }
      trace += s.at(i, i);
    }
    double n = size + 4.0;
    double shift = 2 * (n * UNIT * trace * (1 + 4 * n * UNIT) + errors(y, d));
    for (int i = 0; i < size; i++) {
      s.set(i, i, s.at(i, i) - shift);
    }
    return Cholesky.of(s, kernels).isPresent();
  }

  private double errors(double[] y, double[] d) {
    double diagonal = 0;
    double products = 0;
    double inherited = 0;
    for (Stage stage : program.stages()) {
      int at = stage.to();
      double rows = 0;
      double squares = 0;
      for (int i = 0; i < stage.weights().rows(); i++) {
        double td = y[1 + at + i - program.inputs()] * d[at + i];
        double error = td * stage.error().rows()[i];
        rows += error * error;
        diagonal = Math.max(diagonal, 2 * td * d[at + i]);
        for (int j = 0; j < stage.weights().columns(); j++) {
          double entry = td * stage.weights().at(i, j) * d[stage.from() + j];
          squares += entry * entry;
        }
      }
      products += 2 * Math.sqrt(squares);
      inherited += Math.sqrt(rows) * columns(d, stage);
    }
    Stage output = program.output();
    double squares = 0;
    double rows = 0;
    for (int i = 0; i < output.weights().rows(); i++) {
      rows += output.error().rows()[i] * output.error().rows()[i];
      for (int j = 0; j < output.weights().columns(); j++) {
        double entry = output.weights().at(i, j) * d[output.from() + j];
        squares += entry * entry;
      }
    }
    double error = Math.sqrt(rows) * columns(d, output);
    double terms = output.weights().rows() + 4.0;
    return terms * UNIT * squares
        + 4 * UNIT * (diagonal + products + squares)
        + inherited
        + 2 * Math.sqrt(squares) * error
        + error * error;
  }

  /** Returns ‖c d‖, the errors' factors of the columns in units in which the diagonal is near 1. */
  private static double columns(double[] d, Stage stage) {
    double squares = 0;
    for (int j = 0; j < stage.weights().columns(); j++) {
      double factor = stage.error().columns()[j] * d[stage.from() + j];
      squares += factor * factor;
    }
    return Math.sqrt(squares);
  }
}
