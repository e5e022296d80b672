package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.network.ConvolutionLayer;
import org.harmonicsweep.trial.LayerShape;

/**
 * A convolution or a transposed one, its norm in [½, 1] or 0.
 *
 * @param shape which of the two
 * @param taps the weights, less their power of two; exact
 * @param norm an upper bound of the norm
 * @param exponent of two
 */
record BoundedConvolution(LayerShape shape, Taps taps, double norm, int exponent)
    implements BoundedMap, Products {

  static BoundedConvolution of(ConvolutionLayer layer) {
    Taps exact = Taps.of(layer);
    double largest = 0;
    for (double weight : exact.weights()) {
      largest = Math.max(largest, Math.abs(weight));
    }
    if (!Double.isFinite(largest)) {
      throw new IllegalArgumentException("a weight is " + largest + ", must be finite");
    }
    if (largest == 0) {
      return new BoundedConvolution(layer.shape(), exact, 0, 0);
    }
    int first = Math.getExponent(largest);
    Taps taps = exact.scaled(-first);
    double norm = ConvolutionNorm.upperBound(taps);
    int second = Math.getExponent(norm) + 1;
    return new BoundedConvolution(
        layer.shape(), taps.scaled(-second), Math.scalb(norm, -second), first + second);
  }

  /** Returns the same map as a matrix, with the norm of its own and not that of a torus. */
  @Override
  public BoundedMatrix matrix() {
    DMatrixRMaj gathered = taps.matrix();
    return BoundedMatrix.exact(
        gathers() ? gathered : CommonOps_DDRM.transpose(gathered, null), exponent);
  }

  @Override
  public Products products() {
    return this;
  }

  @Override
  public int inputs() {
    return shape.input().size();
  }

  @Override
  public int outputs() {
    return shape.output().size();
  }

  @Override
  public double[] times(double[] x) {
    return gathers() ? taps.gathered(x) : taps.scattered(x);
  }

  @Override
  public double[] transposedTimes(double[] u) {
    return gathers() ? taps.scattered(u) : taps.gathered(u);
  }

  @Override
  public DoubleMatrix times(DoubleMatrix x, DoubleKernels kernels) {
    return ofEachRow(x, outputs(), this::times);
  }

  @Override
  public DoubleMatrix transposedTimes(DoubleMatrix u, DoubleKernels kernels) {
    return ofEachRow(u, inputs(), this::transposedTimes);
  }

  private static DoubleMatrix ofEachRow(
      DoubleMatrix rows, int size, UnaryOperator<double[]> product) {
    DoubleMatrix products = DoubleMatrix.zeros(rows.rows(), size);
    for (int i = 0; i < rows.rows(); i++) {
      Interruption.check();
      products.setRow(i, product.apply(rows.row(i)));
    }
    return products;
  }

  private boolean gathers() {
    return shape instanceof LayerShape.Convolution;
  }

  /**
   * Every tap moves a pixel to one place at most: its share of the norm is that of its weights from
   * channel to channel, and the sum of the k² Frobenius norms is at most k ‖W‖_F.
   */
  @Override
  public double absoluteNorm() {
    double frobenius = Vectors.norm(taps.weights());
    return taps.window().kernel() * frobenius * (1 + (taps.weights().length + 8) * UNIT);
  }

  @Override
  public int terms() {
    return taps.window().kernel() * taps.window().kernel() * shape.input().channels();
  }

  @Override
  public int transposedTerms() {
    return taps.window().kernel() * taps.window().kernel() * shape.output().channels();
  }

  @Override
  public long work() {
    return (long) taps.weights().length * taps.places().pixels();
  }

  @Override
  public Products withFewerInputs() {
    return this;
  }

  @Override
  public Products withFewerOutputs() {
    return this;
  }
}
