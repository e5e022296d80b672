package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;

/**
 * A transposed convolution: each place of x times W is a window, the windows add up to y, plus b.
 */
record TransposedAffine(Kernels kernels, Matrix weights, Matrix biases, Windows windows)
    implements Affine {

  @Override
  public void apply(Activation activation, Matrix x, Matrix y) {
    differential(x, y);
    Nonlinearity.activate(kernels, activation, biases, windows.pixels(y));
  }

  @Override
  public void differential(Matrix v, Matrix y) {
    windows.forEachBlock(
        v.rows(),
        (first, count, block) -> {
          kernels.multiply(windows.places(v.rows(first, count)), weights, block);
          windows.scatter(block, y.rows(first, count));
        });
  }

  @Override
  public void transposed(Matrix u, Matrix x) {
    windows.forEachBlock(
        u.rows(),
        (first, count, block) -> {
          windows.gather(u.rows(first, count), block);
          transposed(block, first, count, x);
        });
  }

  @Override
  public void gradient(Matrix x, Matrix u, Gradient gradient) {
    backward(x, u, gradient, (first, count, block) -> {});
  }

  @Override
  public void gradients(Matrix x, Matrix u, Gradient gradient, Matrix xGradient) {
    backward(x, u, gradient, (first, count, block) -> transposed(block, first, count, xGradient));
  }

  private void backward(Matrix x, Matrix u, Gradient gradient, Windows.Block also) {
    gradient.weights().clear();
    windows.forEachBlock(
        x.rows(),
        (first, count, block) -> {
          windows.gather(u.rows(first, count), block);
          kernels.addLeftTransposed(
              windows.places(x.rows(first, count)), block, gradient.weights());
          also.on(first, count, block);
        });
    kernels.sumRows(windows.pixels(u), gradient.biases());
  }

  private void transposed(Matrix block, int first, int count, Matrix x) {
    kernels.multiplyRightTransposed(block, weights, windows.places(x.rows(first, count)));
  }
}
