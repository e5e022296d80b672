package org.harmonicsweep.metrics.semidefinite;

import org.harmonicsweep.kernel.DoubleMatrix;

/**
 * A linear map into one layer's pre-activations, or into the outputs, from some of the coordinates
 * before it: the network's inputs, then the neurons of each layer in turn.
 *
 * @param weights U up to rounding, shape {@code [neurons, coordinates read]}
 * @param from the first coordinate that is read; the last is the one before the layer's own
 * @param radius at least the spectral norm of the error of U; 0 for exact weights
 */
public record Stage(DoubleMatrix weights, int from, double radius) {
  public Stage {
    if (from < 0 || !(radius >= 0)) {
      throw new IllegalArgumentException(
          "a stage reads from coordinate %d with error %s: neither may be negative"
              .formatted(from, radius));
    }
  }

  /** Returns the coordinate after the last that is read. */
  int to() {
    return from + weights.columns();
  }
}
