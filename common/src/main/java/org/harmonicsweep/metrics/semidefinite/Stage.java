package org.harmonicsweep.metrics.semidefinite;

import org.harmonicsweep.kernel.DoubleMatrix;

/**
 * A linear map into one layer's pre-activations, or into the outputs, from some of the coordinates
 * before it: the network's inputs, then the neurons of each layer in turn.
 *
 * @param weights U up to rounding, shape {@code [neurons, coordinates read]}
 * @param from the first coordinate that is read; the last is the one before the layer's own
 * @param error a bound of the error of U, of its shape
 */
public record Stage(DoubleMatrix weights, int from, Majorant error) {
  public Stage {
    boolean fits =
        error.rows().length == weights.rows() && error.columns().length == weights.columns();
    if (from < 0 || !fits) {
      throw new IllegalArgumentException(
          ("a stage of shape [%d, %d] reads from coordinate %d with errors of shape [%d, %d]: may not"
                  + " be negative, and must be the same")
              .formatted(
                  weights.rows(),
                  weights.columns(),
                  from,
                  error.rows().length,
                  error.columns().length));
    }
  }

  /** Returns a stage of exact weights. */
  public static Stage exact(DoubleMatrix weights, int from) {
    return new Stage(weights, from, Majorant.zero(weights.rows(), weights.columns()));
  }

  /** Returns a stage of weights whose error has a spectral norm of at most the radius. */
  public static Stage within(double radius, DoubleMatrix weights, int from) {
    return new Stage(weights, from, Majorant.uniform(radius, weights.rows(), weights.columns()));
  }

  /** Returns the coordinate after the last that is read. */
  int to() {
    return from + weights.columns();
  }
}
