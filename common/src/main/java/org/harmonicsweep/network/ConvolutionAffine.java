package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;

/**
 * A convolution: the windows of x, one a row, times W, plus b.
 *
 * @param flipped scratch for Wᵀ: transposed once, not for every block
 */
record ConvolutionAffine(
    Kernels kernels, Matrix weights, Matrix biases, Windows windows, Matrix flipped)
    implements Affine {
  ConvolutionAffine(Kernels kernels, Matrix weights, Matrix biases, Windows windows) {
    this(kernels, weights, biases, windows, weights.zerosTransposed());
  }

  @Override
  public void apply(Activation activation, Matrix x, Matrix y) {
    differential(x, y);
    Nonlinearity.activate(kernels, activation, biases, windows.places(y));
  }

  @Override
  public void differential(Matrix v, Matrix y) {
    windows.forEachBlock(
        v.rows(),
        (first, count, block) -> {
          windows.gather(v.rows(first, count), block);
          kernels.multiply(block, weights, windows.places(y.rows(first, count)));
        });
  }

  @Override
  public void transposed(Matrix u, Matrix x) {
    flipped.copyTransposed(weights);
    windows.forEachBlock(
        u.rows(),
        (first, count, block) -> {
          kernels.multiply(windows.places(u.rows(first, count)), flipped, block);
          windows.scatter(block, x.rows(first, count));
        });
  }

  @Override
  public void gradient(Matrix x, Matrix u, Gradient gradient) {
    gradient.weights().clear();
    windows.forEachBlock(
        x.rows(),
        (first, count, block) -> {
          windows.gather(x.rows(first, count), block);
          kernels.addLeftTransposed(
              block, windows.places(u.rows(first, count)), gradient.weights());
        });
    kernels.sumRows(windows.places(u), gradient.biases());
  }
}
