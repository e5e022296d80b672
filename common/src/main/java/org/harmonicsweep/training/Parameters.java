package org.harmonicsweep.training;

import org.harmonicsweep.kernel.AdamStep;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;

/**
 * All parameters of a model in one array, with their gradient and Adam's running means beside it.
 */
final class Parameters {
  private static final double KEEP_FIRST = 0.9;
  private static final double KEEP_SECOND = 0.999;

  private final Matrix values;
  private final Matrix gradient;
  private final Matrix first;
  private final Matrix second;
  private int taken;
  private double firstPower = 1;
  private double secondPower = 1;

  Parameters(int size) {
    this.values = Matrix.zeros(1, size);
    this.gradient = Matrix.zeros(1, size);
    this.first = Matrix.zeros(1, size);
    this.second = Matrix.zeros(1, size);
  }

  /** A matrix of parameters and its gradient. */
  record Slice(Matrix values, Matrix gradient) {}

  /** Returns the next free parameters, laid out row-major. */
  Slice take(int rows, int columns) {
    Slice slice =
        new Slice(
            new Matrix(values.values(), taken, rows, columns),
            new Matrix(gradient.values(), taken, rows, columns));
    taken += rows * columns;
    return slice;
  }

  Matrix values() {
    return values;
  }

  Matrix gradient() {
    return gradient;
  }

  /** Takes one step of Adam along the gradient. */
  void step(Kernels kernels, double learningRate) {
    // powers by repeated products: the same bits everywhere, unlike Math.pow
    firstPower *= KEEP_FIRST;
    secondPower *= KEEP_SECOND;
    AdamStep step =
        new AdamStep(
            (float) (learningRate / (1 - firstPower)), (float) (1 / Math.sqrt(1 - secondPower)));
    kernels.adam(step, gradient, values, first, second);
  }
}
