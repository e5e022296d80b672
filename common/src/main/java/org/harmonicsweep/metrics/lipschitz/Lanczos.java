package org.harmonicsweep.metrics.lipschitz;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.harmonicsweep.kernel.Vectors;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The largest eigenvalue of a positive semidefinite map, by the Lanczos process.
 *
 * <p>Every new direction is made orthogonal to all earlier ones, twice, so that the process ends
 * after as many steps as the map has different eigenvalues (Golub and Van Loan, Matrix
 * Computations, 2013, section 10.3). The start is fixed; nothing but +, ·, / and √ is used, here
 * and in Hipparchus's decomposition of the small tridiagonal matrix; EJML 0.46 shifts by Math.cos
 * and Math.sin where its own stalls, and their last bits may differ between processors.
 */
final class Lanczos {
  /** Relative residual at which the process stops. */
  private static final double TOLERANCE = 1e-14;

  private Lanczos() {}

  /**
   * An eigenvalue with its vector.
   *
   * @param value λ; not a number where the map gave something that is not finite
   * @param vector of length 1
   */
  record Eigenpair(double value, double[] vector) {}

  /**
   * Returns the largest Ritz pair; its value never exceeds the largest eigenvalue, up to rounding.
   *
   * @param map v ↦ A v, A symmetric and positive semidefinite, of a new array each time
   * @param size number of rows of A
   * @param steps at most, at least 1
   */
  static Eigenpair largest(UnaryOperator<double[]> map, int size, int steps) {
    int limit = Math.min(steps, size);
    double[][] basis = new double[limit][];
    double[] diagonal = new double[limit];
    double[] beside = new double[limit];
    double scale = 0;
    double[] next = start(size);
    for (int k = 0; ; k++) {
      double[] direction = next;
      basis[k] = direction;
      next = map.apply(direction);
      diagonal[k] = Vectors.dot(next, direction);
      orthogonalise(next, basis, k + 1);
      orthogonalise(next, basis, k + 1);
      beside[k] = Vectors.norm(next);
      scale = Math.max(scale, diagonal[k] + beside[k]);
      if (!Double.isFinite(diagonal[k] + beside[k])) {
        return new Eigenpair(Double.NaN, basis[0]);
      }
      boolean last = k + 1 == limit || beside[k] <= TOLERANCE * scale;
      if (last || k % 8 == 7) {
        Ritz ritz = ritz(diagonal, beside, k + 1);
        if (last || beside[k] * Math.abs(ritz.weights[k]) <= TOLERANCE * ritz.value) {
          return new Eigenpair(ritz.value, combine(basis, ritz.weights));
        }
      }
      Vectors.scale(1 / beside[k], next);
    }
  }

  private record Ritz(double value, double[] weights) {}

  private static Ritz ritz(double[] diagonal, double[] beside, int size) {
    if (size == 1) {
      return new Ritz(diagonal[0], new double[] {1});
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(
            Arrays.copyOf(diagonal, size), Arrays.copyOf(beside, size - 1));
    return new Ritz(eigen.getEigenvalue(0), eigen.getEigenvector(0).toArray());
  }

  private static double[] combine(double[][] basis, double[] weights) {
    double[] sum = new double[basis[0].length];
    for (int k = 0; k < weights.length; k++) {
      Vectors.add(weights[k], basis[k], sum);
    }
    double norm = Vectors.norm(sum);
    if (norm > 0) {
      Vectors.scale(1 / norm, sum);
    }
    return sum;
  }

  private static void orthogonalise(double[] vector, double[][] basis, int count) {
    for (int k = 0; k < count; k++) {
      Vectors.add(-Vectors.dot(vector, basis[k]), basis[k], vector);
    }
  }

  /** Fixed and without structure: a start orthogonal to the wanted vector would never find it. */
  private static double[] start(int size) {
    double[] start = new double[size];
    long state = 0;
    for (int i = 0; i < size; i++) {
      // SplitMix64 (Steele, Lea and Flood, 2014)
      state += 0x9E3779B97F4A7C15L;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      start[i] = ((z ^ (z >>> 31)) >> 11) * 0x1p-52 + 0x1p-60;
    }
    Vectors.scale(1 / Vectors.norm(start), start);
    return start;
  }
}
