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
 *   <li>the error of the weights themselves: max t d · max d · radius for a stage, 2 ‖F D‖ max d ·
 *       radius + (max d · radius)² for the output.
 * </ul>
 *
 * <p>Success then leaves S(y) positive semidefinite for every network within the radii.
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
    double radii = 0;
    for (Stage stage : program.stages()) {
      int at = stage.to();
      double largestRow = 0;
      double squares = 0;
      for (int i = 0; i < stage.weights().rows(); i++) {
        double td = y[1 + at + i - program.inputs()] * d[at + i];
        largestRow = Math.max(largestRow, td);
        diagonal = Math.max(diagonal, 2 * td * d[at + i]);
        for (int j = 0; j < stage.weights().columns(); j++) {
          double entry = td * stage.weights().at(i, j) * d[stage.from() + j];
          squares += entry * entry;
        }
      }
      products += 2 * Math.sqrt(squares);
      radii += largestRow * largest(d, stage) * stage.radius();
    }
    Stage output = program.output();
    double squares = 0;
    for (int i = 0; i < output.weights().rows(); i++) {
      for (int j = 0; j < output.weights().columns(); j++) {
        double entry = output.weights().at(i, j) * d[output.from() + j];
        squares += entry * entry;
      }
    }
    double radius = largest(d, output) * output.radius();
    double terms = output.weights().rows() + 4.0;
    return terms * UNIT * squares
        + 4 * UNIT * (diagonal + products + squares)
        + radii
        + 2 * Math.sqrt(squares) * radius
        + radius * radius;
  }

  private static double largest(double[] d, Stage stage) {
    double largest = 0;
    for (int j = stage.from(); j < stage.to(); j++) {
      largest = Math.max(largest, d[j]);
    }
    return largest;
  }
}
