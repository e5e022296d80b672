package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;

/**
 * A transposed convolution: each place of x times W is a window, the windows add up to y, plus b.
 *
 * @param flipped scratch for Wᵀ: transposed once, not for every block
 * @param sums scratch for the transpose of the weights' gradient
 */
record TransposedAffine(
    Kernels kernels, Matrix weights, Matrix biases, Windows windows, Matrix flipped, Matrix sums)
    implements Affine {
  /** Channels that fill the lanes, so that of a product's factors the windows need no copy. */
  private static final int WIDE = 32;

  TransposedAffine(Kernels kernels, Matrix weights, Matrix biases, Windows windows) {
    this(kernels, weights, biases, windows, weights.zerosTransposed(), weights.zerosTransposed());
  }

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
    flipped.copyTransposed(weights);
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
    flipped.copyTransposed(weights);
    backward(x, u, gradient, (first, count, block) -> transposed(block, first, count, xGradient));
  }

  private void backward(Matrix x, Matrix u, Gradient gradient, Windows.Block also) {
    boolean wide = weights.rows() >= WIDE;
    (wide ? sums : gradient.weights()).clear();
    windows.forEachBlock(
        x.rows(),
        (first, count, block) -> {
          windows.gather(u.rows(first, count), block);
          Matrix places = windows.places(x.rows(first, count));
          if (wide) {
            kernels.addLeftTransposed(block, places, sums);
          } else {
            kernels.addLeftTransposed(places, block, gradient.weights());
          }
          also.on(first, count, block);
        });
    if (wide) {
      gradient.weights().copyTransposed(sums);
    }
    kernels.sumRows(windows.pixels(u), gradient.biases());
  }

  private void transposed(Matrix block, int first, int count, Matrix x) {
    kernels.multiply(block, flipped, windows.places(x.rows(first, count)));
  }
}
