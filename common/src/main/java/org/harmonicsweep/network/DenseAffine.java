package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;

/** x W + b. */
record DenseAffine(Kernels kernels, Matrix weights, Matrix biases) implements Affine {

  @Override
  public void apply(Activation activation, Matrix x, Matrix y) {
    differential(x, y);
    Nonlinearity.activate(kernels, activation, biases, y);
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
  public void gradient(Matrix x, Matrix u, Gradient gradient) {
    kernels.multiplyLeftTransposed(x, u, gradient.weights());
    kernels.sumRows(u, gradient.biases());
  }
}
