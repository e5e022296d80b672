package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * A matrix known up to rounding, 2^exponent (C + E) with ‖E‖ ≤ radius, mapping rows x to x W.
 *
 * <p>Powers of two are split off so that norms lie in [½, 1]: products of many layers then neither
 * overflow nor vanish, and every bound is homogeneous in each layer's scale.
 *
 * @param centre C, shape {@code [inputs, outputs]}, not to be modified
 * @param radius at least 0; 0 for weights, which are exact
 * @param norm an upper bound of ‖C + E‖
 * @param exponent of two
 */
record BoundedMatrix(DMatrixRMaj centre, double radius, double norm, int exponent)
    implements BoundedMap {

  /** Returns exact weights, shape {@code [inputs, outputs]}, row-major. */
  static BoundedMatrix of(float[] weights, int inputs, int outputs) {
    DMatrixRMaj exact = new DMatrixRMaj(inputs, outputs);
    for (int i = 0; i < weights.length; i++) {
      exact.data[i] = weights[i];
    }
    return exact(exact, 0);
  }

  /** Returns exact weights times a power of two, and takes ownership of them. */
  static BoundedMatrix exact(DMatrixRMaj weights, int exponent) {
    return normalised(weights, 0, exponent);
  }

  /** Returns a matrix known up to a radius, and takes ownership of it. */
  static BoundedMatrix within(DMatrixRMaj centre, double radius) {
    return normalised(centre, radius, 0);
  }

  @Override
  public int inputs() {
    return centre.numRows;
  }

  @Override
  public int outputs() {
    return centre.numCols;
  }

  @Override
  public BoundedMatrix matrix() {
    return this;
  }

  @Override
  public Products products() {
    return DenseProducts.of(this);
  }

  /** Takes ownership of the centre. */
  private static BoundedMatrix normalised(DMatrixRMaj centre, double radius, int exponent) {
    double largest = Math.max(CommonOps_DDRM.elementMaxAbs(centre), radius);
    if (!Double.isFinite(largest)) {
      throw new IllegalArgumentException("a weight is " + largest + ", must be finite");
    }
    if (largest == 0) {
      return new BoundedMatrix(centre, 0, 0, 0);
    }
    int first = Math.getExponent(largest);
    CommonOps_DDRM.scale(Math.scalb(1.0, -first), centre);
    double norm = norm(centre, Math.scalb(radius, -first));
    int second = Math.getExponent(norm) + 1;
    CommonOps_DDRM.scale(Math.scalb(1.0, -second), centre);
    return new BoundedMatrix(
        centre,
        Math.scalb(radius, -first - second),
        Math.scalb(norm, -second),
        exponent + first + second);
  }

  private static double norm(DMatrixRMaj centre, double radius) {
    return (Math.sqrt(SpectralNorm.squaredUpperBound(centre)) + radius) * (1 + 4 * UNIT);
  }

  /**
   * Returns x ↦ x W next, the exponents added and the norm not brought back to [½, 1].
   *
   * <p>The centre's product is off by at most k u ‖C‖_F ‖C'‖_F (Higham, 2002, section 3.5), k the
   * number of terms of its sums; twice that is added to the radius.
   */
  BoundedMatrix times(BoundedMatrix next) {
    DMatrixRMaj product = WholeProducts.times(centre, next.centre);
    double rounding =
        2.0 * centre.numCols * UNIT * NormOps_DDRM.normF(centre) * NormOps_DDRM.normF(next.centre);
    double both = (norm * next.radius + next.norm * radius) * (1 + 8 * UNIT) + rounding;
    double bound = Math.min(norm(product, both), norm * next.norm * (1 + 2 * UNIT));
    return new BoundedMatrix(product, both, bound, exponent + next.exponent);
  }

  /**
   * Returns the matrix with its rows and columns multiplied, the rounding of both added to the
   * radius.
   */
  BoundedMatrix scaled(double[] rows, double[] columns) {
    DMatrixRMaj product = new DMatrixRMaj(centre.numRows, centre.numCols);
    for (int i = 0; i < centre.numRows; i++) {
      for (int j = 0; j < centre.numCols; j++) {
        product.set(i, j, rows[i] * centre.get(i, j) * columns[j]);
      }
    }
    double farthest = radius > 0 ? radius * largest(rows) * largest(columns) : 0;
    double rounding = 4 * UNIT * NormOps_DDRM.normF(product);
    return normalised(product, farthest * (1 + 4 * UNIT) + rounding, exponent);
  }

  private static double largest(double[] factors) {
    return Arrays.stream(factors).max().orElse(0);
  }

  /** Returns the transpose. */
  BoundedMatrix transposed() {
    return new BoundedMatrix(CommonOps_DDRM.transpose(centre, null), radius, norm, exponent);
  }

  /** Returns the same matrix with its norm in [½, 1]. */
  BoundedMatrix normalised() {
    return normalised(centre.copy(), radius, exponent);
  }

  /**
   * Returns a square matrix R with ‖x R‖ ≥ ‖x W‖ for every x, close to equality, if W is wide.
   *
   * <p>R Rᵀ = W Wᵀ + ε I, with ε a bound on all rounding errors, so that R can stand for W wherever
   * more can only enlarge a bound: as the last matrix of a product.
   */
  BoundedMatrix compressedOutputs() {
    if (centre.numCols <= centre.numRows) {
      return this;
    }
    return factor(WholeProducts.outer(centre))
        .map(root -> normalised(root, 0, exponent))
        .orElse(this);
  }

  /** Returns, if W is tall, a square R with ‖R x‖ ≥ ‖W x‖ for every x, to be a product's first. */
  BoundedMatrix compressedInputs() {
    if (centre.numRows <= centre.numCols) {
      return this;
    }
    return factor(WholeProducts.inner(centre))
        .map(root -> normalised(CommonOps_DDRM.transpose(root, null), 0, exponent))
        .orElse(this);
  }

  /** Returns L with L Lᵀ ⪰ gram of the matrix, errors of the Gram matrix and of L covered. */
  private Optional<DMatrixRMaj> factor(DMatrixRMaj gram) {
    double terms = 2.0 * (centre.numRows + centre.numCols + 4);
    double shift =
        terms * UNIT * CommonOps_DDRM.trace(gram) + (2 * norm * radius + radius * radius);
    for (int i = 0; i < gram.numRows; i++) {
      gram.add(i, i, shift * (1 + 4 * UNIT));
    }
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(gram.numRows, true);
    return cholesky.decompose(gram) ? Optional.of(cholesky.getT(null)) : Optional.empty();
  }
}
