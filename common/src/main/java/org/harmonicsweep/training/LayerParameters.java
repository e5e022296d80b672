package org.harmonicsweep.training;

import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;

/**
 * One affine layer of a model in training, as a copy.
 *
 * @param shape with all sizes
 * @param activation that follows; linear for the heads and for the output layer, whose mean the
 *     likelihood makes of it
 * @param weights row-major, as the shape lays them out
 * @param biases one per output, or per channel of a convolution
 */
public record LayerParameters(
    LayerShape shape, Activation activation, float[] weights, float[] biases) {
  public LayerParameters {
    if (weights.length != (long) shape.weightRows() * shape.weightColumns()
        || biases.length != shape.biases()) {
      throw new IllegalArgumentException(
          "%d weights and %d biases do not fit %s".formatted(weights.length, biases.length, shape));
    }
  }
}
