package org.harmonicsweep.metrics.spectrum;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions given by formulas, evaluated like networks: double inside, single precision outside.
 */
final class Formulas {
  private Formulas() {}

  /** Returns the map x ↦ f(x) of one input and one output. */
  static BatchMap map(DoubleUnaryOperator f) {
    return (x, rows) -> {
      float[] y = new float[rows];
      for (int row = 0; row < rows; row++) {
        y[row] = (float) f.applyAsDouble(x[row]);
      }
      return y;
    };
  }

  /** Returns the products J v of a map of one input and one output with the given derivative. */
  static BatchDerivative derivative(DoubleUnaryOperator slope) {
    return (x, vectors, rows) -> {
      float[] products = new float[rows];
      for (int row = 0; row < rows; row++) {
        products[row] = (float) (slope.applyAsDouble(x[row]) * vectors[row]);
      }
      return products;
    };
  }

  /** Returns tr Cov of a map's outputs. */
  static OptionalDouble variance(BatchMap map, Sample sample) {
    return OutputVariance.of(List.of(map), sample).get(0);
  }

  /** Returns the map to a f(x) + b. */
  static BatchMap affine(float a, BatchMap f, float b) {
    return (x, rows) -> {
      float[] y = f.apply(x, rows);
      for (int i = 0; i < y.length; i++) {
        y[i] = a * y[i] + b;
      }
      return y;
    };
  }

  /** Returns the line x(t) = t through a space of one dimension. */
  static Lines axis() {
    return new Lines(1, 1, new float[1], new float[] {1});
  }
}
