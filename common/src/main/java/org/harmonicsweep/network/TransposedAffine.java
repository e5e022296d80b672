package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;

/**
 * A transposed convolution: each place of x times W is a window, the windows add up to y, plus b.
 */
record TransposedAffine(Kernels kernels, Matrix weights, Matrix biases, Windows windows)
    implements Affine {

  @Override
  public void apply(Matrix x, Matrix y) {
    differential(x, y);
    kernels.addRow(biases, windows.pixels(y));
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
          Matrix places = windows.places(x.rows(first, count));
          kernels.multiplyRightTransposed(block, weights, places);
        });
  }

  @Override
  public void gradient(Matrix x, Matrix u, Matrix weightGradient, Matrix biasGradient) {
    weightGradient.clear();
    windows.forEachBlock(
        x.rows(),
        (first, count, block) -> {
          windows.gather(u.rows(first, count), block);
          kernels.addLeftTransposed(windows.places(x.rows(first, count)), block, weightGradient);
        });
    kernels.sumRows(windows.pixels(u), biasGradient);
  }
}
