package org.harmonicsweep.metrics.semidefinite;

import java.util.Arrays;
import java.util.Optional;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.hipparchus.exception.MathIllegalStateException;

/**
 * A primal-dual interior-point method for
 *
 * <p>min ρ, S(y) ⪰ 0, and its dual max ⟨FᵀF, X⟩, X ⪰ 0, tr X₀₀ = 1, e_kᵀ X c_k = 0.
 *
 * <p>Both points stay strictly feasible, so that ⟨FᵀF, X⟩ ≤ optimum ≤ ρ at every step. Direction of
 * Helmberg, Rendl, Vanderbei and Wolkowicz ("An interior-point method for semidefinite
 * programming", SIAM J. Optim. 6, 1996), predictor and corrector of Mehrotra; each multiplier has
 * rank 2, hence the Schur complement costs as much as a few products of matrices.
 */
final class PrimalDual {
  private static final double STALLED = 1e-5;
  private static final int PATIENCE = 10;
  private static final int RAISES = 8;

  private final DoubleKernels kernels;
  private final Multipliers multipliers;
  private final int inputs;
  private final int size;
  private final double[] start;
  private double[] y;
  private DoubleMatrix s;
  private DoubleMatrix x;
  private Cholesky rootS;
  private Cholesky rootX;
  private double low;
  private double[] best;
  private int steps;

  private PrimalDual(SlopeProgram program, Multipliers multipliers, DoubleKernels kernels) {
    this.kernels = kernels;
    this.multipliers = multipliers;
    this.inputs = program.inputs();
    this.size = program.size();
    this.start = Starts.primal(program, multipliers, kernels);
    this.rootS = feasible(start, multipliers, kernels);
    this.y = start;
    this.best = start;
    this.s = multipliers.slack(y);
    this.x = Starts.dual(program, kernels);
    this.rootX = Cholesky.of(x, kernels).orElseThrow(PrimalDual::infeasible);
  }

  /**
   * Returns the root of S at the start, whose ρ is raised until there is one: a Lanczos process
   * that begins next to another eigenvector mistakes its eigenvalue for the largest.
   */
  private static Cholesky feasible(double[] start, Multipliers multipliers, DoubleKernels kernels) {
    for (int attempt = 0; attempt < RAISES; attempt++) {
      Optional<Cholesky> root = Cholesky.of(tightened(multipliers.slack(start)), kernels);
      if (root.isPresent()) {
        return root.get();
      }
      start[0] *= 8;
    }
    throw infeasible();
  }

  private static ArithmeticException infeasible() {
    return new ArithmeticException("the start is infeasible in double precision");
  }

  /**
   * What the method found.
   *
   * @param start a strictly feasible y, with room
   * @param best the feasible y with the least ρ
   * @param low a lower bound of the optimal ρ
   * @param steps taken
   */
  record Solution(double[] start, double[] best, double low, int steps) {}

  /** Solves to a relative gap of ρ; empty where double precision does not even hold the start. */
  static Optional<Solution> solve(
      SlopeProgram program, Multipliers multipliers, DoubleKernels kernels, Effort effort) {
    try {
      PrimalDual method = new PrimalDual(program, multipliers, kernels);
      method.iterate(effort);
      return Optional.of(new Solution(method.start, method.best, method.low, method.steps));
    } catch (ArithmeticException | MathIllegalStateException outOfRange) {
      return Optional.empty();
    }
  }

  private void iterate(Effort effort) {
    double[] gaps = new double[effort.steps() + 1];
    for (steps = 0; ; steps++) {
      double trace = 0;
      for (int i = 0; i < inputs; i++) {
        trace += x.at(i, i);
      }
      low = Math.max(low, dot(multipliers.cost(), x) / trace);
      best = y[0] < best[0] ? y : best;
      double gap = best[0] / low - 1;
      gaps[steps] = gap;
      boolean stalled = gap < STALLED && steps > PATIENCE && gap > 0.5 * gaps[steps - PATIENCE];
      if (gap <= 2 * effort.gap() || stalled || steps == effort.steps() || !step()) {
        return;
      }
    }
  }

  /** Goes one step; false if there is none to go. */
  private boolean step() {
    double mu = dot(x, s) / size;
    if (!(mu > 0) || !Double.isFinite(mu)) {
      return false;
    }
    DoubleMatrix p = rootS.inverse();
    DoubleMatrix cp = multipliers.rows(p);
    DoubleMatrix cx = multipliers.rows(x);
    SchurComplement schur =
        new SchurComplement(
            new SchurComplement.Pair(p, cp, multipliers.columns(cp)),
            new SchurComplement.Pair(x, cx, multipliers.columns(cx)),
            kernels);

    double[] goal = new double[y.length];
    goal[0] = -1;
    double[] dy = schur.solve(goal);
    DoubleMatrix ds = multipliers.matrix(dy);
    DoubleMatrix dx = direction(multipliers.times(dy, x, cx), p, 0);
    double stepS = Math.min(1, LargestStep.along(rootS, ds, 0.05));
    double stepX = Math.min(1, LargestStep.along(rootX, dx, 0.05));
    double ahead =
        mu * size + stepS * dot(x, ds) + stepX * dot(dx, s) + stepS * stepX * dot(dx, ds);
    double share = Math.max(0.01, ahead / (size * mu));
    double target = Math.min(1, share * share * share) * mu;

    DoubleMatrix second = multipliers.times(dy, dx, multipliers.rows(dx));
    double[] corrected = schur.adjoint(second.transposed().copy(), multipliers);
    double[] centre = schur.centre();
    for (int k = 0; k < corrected.length; k++) {
      corrected[k] = target * centre[k] + goal[k] - corrected[k];
    }
    dy = schur.solve(corrected);
    DoubleMatrix turned = multipliers.times(dy, x, cx);
    add(turned, second);
    return advance(dy, direction(turned, p, target));
  }

  /** Returns τ P − X − sym(Zᵀ P). */
  private DoubleMatrix direction(DoubleMatrix z, DoubleMatrix p, double target) {
    DoubleMatrix product = kernels.times(z.transposed(), p);
    DoubleMatrix direction = DoubleMatrix.zeros(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double value =
            target * p.at(i, j) - x.at(i, j) - 0.5 * (product.at(i, j) + product.at(j, i));
        direction.set(i, j, value);
        direction.set(j, i, value);
      }
    }
    return direction;
  }

  private boolean advance(double[] dy, DoubleMatrix dx) {
    DoubleMatrix ds = multipliers.matrix(dy);
    double farS = LargestStep.along(rootS, ds, 0.005);
    double farX = LargestStep.along(rootX, dx, 0.005);
    double keep = 0.8 + 0.19 * Math.min(1, Math.min(farS, farX));
    return advanceSlack(dy, Math.min(1, keep * farS)) && advanceDual(dx, Math.min(1, keep * farX));
  }

  private boolean advanceSlack(double[] dy, double first) {
    for (double length = first; length > 1e-8; length *= 0.9) {
      double[] trial = y.clone();
      for (int k = 0; k < trial.length; k++) {
        trial[k] += length * dy[k];
      }
      DoubleMatrix slack = multipliers.slack(trial);
      Optional<Cholesky> root = Cholesky.of(tightened(slack), kernels);
      if (root.isPresent()) {
        y = trial;
        s = slack;
        rootS = root.get();
        return true;
      }
    }
    return false;
  }

  private boolean advanceDual(DoubleMatrix dx, double first) {
    for (double length = first; length > 1e-8; length *= 0.9) {
      DoubleMatrix trial = x.copy();
      for (int i = 0; i < trial.values().length; i++) {
        trial.values()[i] += length * dx.values()[i];
      }
      Optional<Cholesky> root = Cholesky.of(trial, kernels);
      if (root.isPresent()) {
        x = trial;
        rootX = root.get();
        return true;
      }
    }
    return false;
  }

  /** Returns S with its diagonal a little smaller, so that steps keep away from the boundary. */
  private static DoubleMatrix tightened(DoubleMatrix s) {
    DoubleMatrix tightened = s.copy();
    for (int i = 0; i < s.rows(); i++) {
      tightened.set(i, i, s.at(i, i) * (1 - 1e-15 * s.rows()));
    }
    return tightened;
  }

  private static void add(DoubleMatrix sum, DoubleMatrix term) {
    for (int i = 0; i < sum.values().length; i++) {
      sum.values()[i] += term.values()[i];
    }
  }

  /** Returns the sum of all products of elements, row by row. */
  static double dot(DoubleMatrix a, DoubleMatrix b) {
    double[] rows = new double[a.rows()];
    for (int i = 0; i < rows.length; i++) {
      int from = a.index(i, 0);
      int other = b.index(i, 0);
      for (int j = 0; j < a.columns(); j++) {
        rows[i] += a.values()[from + j] * b.values()[other + j];
      }
    }
    return Arrays.stream(rows).reduce(0, Double::sum);
  }
}
