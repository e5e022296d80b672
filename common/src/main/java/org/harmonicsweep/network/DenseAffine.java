package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;

/** x W + b. */
record DenseAffine(Kernels kernels, Matrix weights, Matrix biases) implements Affine {

  @Override
  public void apply(Matrix x, Matrix y) {
    kernels.multiply(x, weights, y);
    kernels.addRow(biases, y);
  }

  @Override
  public void differential(Matrix v, Matrix y) {
    kernels.multiply(v, weights, y);
  }

  @Override
  public void transposed(Matrix u, Matrix x) {
    kernels.multiplyRightTransposed(u, weights, x);
  }

  @Override
  public void gradient(Matrix x, Matrix u, Matrix weightGradient, Matrix biasGradient) {
    kernels.multiplyLeftTransposed(x, u, weightGradient);
    kernels.sumRows(u, biasGradient);
  }
}
