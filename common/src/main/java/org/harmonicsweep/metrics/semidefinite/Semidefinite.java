package org.harmonicsweep.metrics.semidefinite;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;

/** Entry point of this package. */
public final class Semidefinite {
  private static final double UNIT = 0x1p-53;

  /** How much of the start is mixed in, in turn. */
  private static final double[] SHARES = {
    0, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.1, 1
  };

  /** Room above the least bound for given multipliers, in turn. */
  private static final double[] ROOMS = {1e-8, 1e-5, 1e-2};

  private Semidefinite() {}

  /**
   * Returns a proven bound of a network with slopes in [0, 1]; empty where double precision holds
   * no proof. A network that is constant has the bound 0.
   *
   * <p>The solution is proven as it is or, where rounding leaves no room for the proof, mixed with
   * as little as suffices of the strictly feasible start: the feasible points are a convex set.
   */
  public static Optional<SlopeBound> bound(SlopeProgram given, Effort effort) {
    SlopeProgram program = given.pruned();
    if (isZero(program.output().weights()) && program.output().error().isZero()) {
      return Optional.of(new SlopeBound(0, 0, 0));
    }
    SlopeProgram balanced = program.balanced();
    DoubleKernels kernels = DoubleKernels.create();
    Multipliers multipliers = new Multipliers(balanced, kernels);
    Proof proof = new Proof(balanced, multipliers, kernels);
    return PrimalDual.solve(balanced, multipliers, kernels, effort)
        .flatMap(solution -> proven(solution, proof));
  }

  /**
   * Returns a proven bound in closed form; empty where double precision holds no proof. It is the
   * looser the more the slopes matter, and some twenty times as fast as {@link #bound}.
   */
  public static OptionalDouble closedForm(SlopeProgram given, DoubleKernels kernels) {
    SlopeProgram program = given.pruned();
    if (isZero(program.output().weights()) && program.output().error().isZero()) {
      return OptionalDouble.of(0);
    }
    SlopeProgram balanced = program.balanced();
    Multipliers multipliers = new Multipliers(balanced, kernels);
    Proof proof = new Proof(balanced, multipliers, kernels);
    return ClosedForm.of(balanced, multipliers, kernels).stream()
        .flatMapToDouble(
            y ->
                Arrays.stream(ROOMS)
                    .map(room -> y[0] * (1 + room))
                    .filter(bound -> proof.holds(withFirst(bound, y)))
                    .map(bound -> Math.sqrt(bound) * (1 + 4 * UNIT)))
        .findFirst();
  }

  private static double[] withFirst(double bound, double[] y) {
    double[] changed = y.clone();
    changed[0] = bound;
    return changed;
  }

  private static Optional<SlopeBound> proven(PrimalDual.Solution solution, Proof proof) {
    for (double share : SHARES) {
      double[] y = mixed(solution, share);
      if (proof.holds(y)) {
        double upper = Math.sqrt(y[0]) * (1 + 4 * UNIT);
        double gap = Math.max(0, upper / Math.sqrt(solution.low()) - 1);
        return Optional.of(new SlopeBound(upper, gap, solution.steps()));
      }
    }
    return Optional.empty();
  }

  private static double[] mixed(PrimalDual.Solution solution, double share) {
    double[] y = solution.best().clone();
    for (int k = 0; k < y.length; k++) {
      y[k] += share * (solution.start()[k] - y[k]);
    }
    return y;
  }

  private static boolean isZero(DoubleMatrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        if (matrix.at(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
