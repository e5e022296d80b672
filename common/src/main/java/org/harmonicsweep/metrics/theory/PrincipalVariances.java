package org.harmonicsweep.metrics.theory;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.TridiagonalSimilarDecomposition_F64;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.Interruption;

/**
 * Leading eigenvalues of the covariance of a dataset, the mean taken out, divided by the samples.
 *
 * <p>The smaller Gram matrix is brought to tridiagonal form by reflections, its eigenvalues are
 * counted by Sturm sequences and halved in (Golub and Van Loan, Matrix Computations, 2013, sections
 * 8.3 and 8.4). Nothing but +, −, ·, / and √ is used, so the bits are the same everywhere.
 */
final class PrincipalVariances {
  /** Rows of the Gram matrix: beyond, its tridiagonal form takes more than a second. */
  private static final int GREATEST_SIZE = 1024;

  /** Multiplications of the Gram matrix, twice: beyond, it takes more than some seconds. */
  private static final double GREATEST_WORK = 1e10;

  private static final int ROWS_AT_ONCE = 4;

  private PrincipalVariances() {}

  /**
   * Returns the largest variances along principal axes, in falling order, zeros included.
   *
   * @param count number of variances; fewer are given where the data have fewer features
   * @return empty where min(samples, features) exceeds 1024, or its product with samples and
   *     features exceeds 1e10
   */
  static Optional<double[]> leading(Dataset data, int count) {
    int size = Math.min(data.samples(), data.features());
    if (size > GREATEST_SIZE || (double) size * data.samples() * data.features() > GREATEST_WORK) {
      return Optional.empty();
    }
    double[] leading = new double[Math.min(count, data.features())];
    double[][] tridiagonal = tridiagonal(gram(data, size));
    for (int k = 0; k < Math.min(leading.length, size); k++) {
      Interruption.check();
      double eigenvalue = eigenvalue(tridiagonal[0], tridiagonal[1], k);
      leading[k] = Math.max(0, eigenvalue) / data.samples();
    }
    return Optional.of(leading);
  }

  /** Returns XᵀX or XXᵀ of the centred data, whichever is smaller. */
  private static DMatrixRMaj gram(Dataset data, int size) {
    double[] mean = mean(data);
    boolean byFeature = size == data.features();
    int rows = byFeature ? data.samples() : data.features();
    DMatrixRMaj gram = new DMatrixRMaj(size, size);
    double[][] block = new double[ROWS_AT_ONCE][size];
    for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
      Interruption.check();
      for (int b = 0; b < ROWS_AT_ONCE; b++) {
        for (int i = 0; i < size; i++) {
          int sample = byFeature ? first + b : i;
          int feature = byFeature ? i : first + b;
          block[b][i] =
              first + b < rows
                  ? data.values()[sample * data.features() + feature] - mean[feature]
                  : 0;
        }
      }
      addProducts(block, gram);
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        gram.set(j, i, gram.get(i, j));
      }
    }
    return gram;
  }

  /** Adds the rows' outer products below and on the diagonal, lanes across columns. */
  private static void addProducts(double[][] block, DMatrixRMaj gram) {
    double[] a = block[0];
    double[] b = block[1];
    double[] c = block[2];
    double[] d = block[3];
    int size = gram.numCols;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        gram.data[i * size + j] += a[i] * a[j] + b[i] * b[j] + c[i] * c[j] + d[i] * d[j];
      }
    }
  }

  private static double[] mean(Dataset data) {
    double[] mean = new double[data.features()];
    for (int sample = 0; sample < data.samples(); sample++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += data.values()[sample * mean.length + j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= data.samples();
    }
    return mean;
  }

  /** Returns diagonal and off-diagonal. */
  private static double[][] tridiagonal(DMatrixRMaj gram) {
    if (gram.numRows == 1) {
      return new double[][] {{gram.get(0, 0)}, {}};
    }
    TridiagonalSimilarDecomposition_F64<DMatrixRMaj> reflections =
        DecompositionFactory_DDRM.tridiagonal(gram.numRows);
    if (!reflections.decompose(gram)) {
      throw new IllegalStateException("no tridiagonal form of " + gram.numRows + " rows");
    }
    double[] diagonal = new double[gram.numRows];
    double[] beside = new double[gram.numRows - 1];
    reflections.getDiagonal(diagonal, beside);
    return new double[][] {diagonal, beside};
  }

  /** Returns the eigenvalue that exactly k others are not below, by halving. */
  private static double eigenvalue(double[] diagonal, double[] beside, int k) {
    double below = 0;
    double above = 0;
    for (int i = 0; i < diagonal.length; i++) {
      double radius =
          (i > 0 ? Math.abs(beside[i - 1]) : 0) + (i < beside.length ? Math.abs(beside[i]) : 0);
      above = Math.max(above, diagonal[i] + radius);
      below = Math.min(below, diagonal[i] - radius);
    }
    double middle = below + (above - below) / 2;
    while (below < middle && middle < above) {
      if (above(diagonal, beside, middle) > k) {
        below = middle;
      } else {
        above = middle;
      }
      middle = below + (above - below) / 2;
    }
    return middle;
  }

  /** Returns how many eigenvalues exceed x: the positive pivots of T − x I (Sylvester). */
  private static int above(double[] diagonal, double[] beside, double x) {
    int positive = 0;
    double pivot = 1;
    for (int i = 0; i < diagonal.length; i++) {
      double off = i > 0 ? beside[i - 1] : 0;
      pivot = diagonal[i] - x - off * off / pivot;
      if (pivot == 0) {
        pivot = -Double.MIN_NORMAL;
      }
      positive += pivot > 0 ? 1 : 0;
    }
    return positive;
  }
}
