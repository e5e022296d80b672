package org.harmonicsweep.metrics.lipschitz;

import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Vectors;

/**
 * A matrix beside its transpose, so that both products stream through memory.
 *
 * @param matrix C
 * @param transposed Cᵀ, row-major
 * @param absoluteNorm the Frobenius norm
 */
record DenseProducts(BoundedMatrix matrix, double[] transposed, double absoluteNorm)
    implements Products {

  static DenseProducts of(BoundedMatrix matrix) {
    return new DenseProducts(
        matrix,
        CommonOps_DDRM.transpose(matrix.centre(), null).data,
        NormOps_DDRM.normF(matrix.centre()));
  }

  @Override
  public int inputs() {
    return matrix.centre().numRows;
  }

  @Override
  public int outputs() {
    return matrix.centre().numCols;
  }

  @Override
  public double[] times(double[] x) {
    return Vectors.times(x, matrix.centre().data, outputs());
  }

  @Override
  public double[] transposedTimes(double[] u) {
    return Vectors.times(u, transposed, inputs());
  }

  @Override
  public DoubleMatrix times(DoubleMatrix x, DoubleKernels kernels) {
    return kernels.times(x, whole());
  }

  @Override
  public DoubleMatrix transposedTimes(DoubleMatrix u, DoubleKernels kernels) {
    return kernels.times(u, whole().transposed());
  }

  private DoubleMatrix whole() {
    return DoubleMatrix.of(matrix.centre().data, inputs(), outputs());
  }

  @Override
  public double norm() {
    return matrix.norm();
  }

  @Override
  public int exponent() {
    return matrix.exponent();
  }

  @Override
  public int terms() {
    return inputs();
  }

  @Override
  public int transposedTerms() {
    return outputs();
  }

  @Override
  public long work() {
    return (long) inputs() * outputs();
  }

  @Override
  public Products withFewerInputs() {
    return of(matrix.compressedInputs());
  }

  @Override
  public Products withFewerOutputs() {
    return of(matrix.compressedOutputs());
  }
}
