package org.harmonicsweep.metrics.semidefinite;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Interruption;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Largest eigenvalues by Lanczos with full reorthogonalisation: the largest Ritz value plus its
 * residual, close from above as soon as the process has found the eigenvalue.
 */
final class LargestStep {
  private static final int MOST_STEPS = 60;

  private LargestStep() {}

  /** Returns about the largest a at which L Lᵀ + a D is positive semidefinite; may be infinite. */
  static double along(Cholesky root, DoubleMatrix direction, double tolerance) {
    double largest =
        largestEigenvalue(
            v -> {
              double[] u = v.clone();
              root.backward(u);
              double[] w = times(direction, u);
              root.forward(w);
              for (int i = 0; i < w.length; i++) {
                w[i] = -w[i];
              }
              return w;
            },
            direction.rows(),
            tolerance);
    return largest > 0 ? 1 / largest : Double.POSITIVE_INFINITY;
  }

  /** Returns about the largest eigenvalue of a symmetric row-major matrix. */
  static double largestEigenvalue(DoubleMatrix symmetric, double tolerance) {
    return largestEigenvalue(v -> times(symmetric, v), symmetric.rows(), tolerance);
  }

  /** Returns M v of a symmetric M: the sum of its rows, each v times. */
  private static double[] times(DoubleMatrix symmetric, double[] v) {
    double[] sum = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      double factor = v[i];
      int row = symmetric.index(i, 0);
      for (int j = 0; j < v.length; j++) {
        sum[j] += factor * symmetric.values()[row + j];
      }
    }
    return sum;
  }

  private static double largestEigenvalue(UnaryOperator<double[]> map, int size, double tolerance) {
    int most = Math.min(MOST_STEPS, size);
    double[][] basis = new double[most][];
    double[] diagonal = new double[most];
    double[] beside = new double[most];
    double[] q = start(size);
    for (int k = 0; ; k++) {
      Interruption.check();
      basis[k] = q;
      double[] next = map.apply(q);
      diagonal[k] = dot(next, q);
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i <= k; i++) {
          subtract(dot(basis[i], next), basis[i], next);
        }
      }
      double norm = Math.sqrt(dot(next, next));
      double[] top = top(diagonal, beside, k + 1);
      double error = norm * top[1];
      boolean found = error <= tolerance * Math.abs(top[0]);
      if (found || k + 1 == most || !(norm > 0) || !Double.isFinite(norm)) {
        return top[0] + error;
      }
      beside[k] = norm;
      for (int i = 0; i < size; i++) {
        next[i] /= norm;
      }
      q = next;
    }
  }

  /** A vector without structure, of length 1: multiples of the golden ratio modulo 1, less ½. */
  private static double[] start(int size) {
    double[] v = new double[size];
    for (int i = 0; i < size; i++) {
      double multiple = (i + 1) * 0.6180339887498949;
      v[i] = multiple - Math.floor(multiple) - 0.5;
    }
    double norm = Math.sqrt(dot(v, v));
    for (int i = 0; i < size; i++) {
      v[i] /= norm;
    }
    return v;
  }

  /** Returns the largest eigenvalue of a tridiagonal matrix and its vector's last component. */
  private static double[] top(double[] diagonal, double[] beside, int size) {
    if (size == 1) {
      return new double[] {diagonal[0], 1};
    }
    RealMatrix matrix = MatrixUtils.createRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      matrix.setEntry(i, i, diagonal[i]);
      if (i + 1 < size) {
        matrix.setEntry(i, i + 1, beside[i]);
        matrix.setEntry(i + 1, i, beside[i]);
      }
    }
    EigenDecompositionSymmetric decomposition = new EigenDecompositionSymmetric(matrix);
    double[] values = decomposition.getEigenvalues();
    int best = 0;
    for (int i = 1; i < size; i++) {
      best = values[i] > values[best] ? i : best;
    }
    double last = decomposition.getEigenvector(best).getEntry(size - 1);
    return new double[] {values[best], Math.abs(last)};
  }

  private static void subtract(double factor, double[] a, double[] from) {
    for (int i = 0; i < a.length; i++) {
      from[i] -= factor * a[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double[] sums = new double[4];
    for (int i = 0; i < a.length; i++) {
      sums[i & 3] += a[i] * b[i];
    }
    return Arrays.stream(sums).reduce(0, Double::sum);
  }
}
