package org.harmonicsweep.network;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;

/**
 * A convolution or a transposed one, with one bias per output channel.
 *
 * @param shape a {@link LayerShape.Convolution} or {@link LayerShape.TransposedConvolution}
 * @param weights laid out as the shape says; not copied, not to be modified
 * @param biases b, shape {@code [output channels]}; not copied, not to be modified
 * @param activation φ
 */
public record ConvolutionLayer(
    LayerShape shape, float[] weights, float[] biases, Activation activation) implements Layer {
  public ConvolutionLayer {
    if (shape instanceof LayerShape.Dense) {
      throw new IllegalArgumentException("a dense layer is no convolution");
    }
    if (weights.length != (long) shape.weightRows() * shape.weightColumns()) {
      throw new IllegalArgumentException(
          "%d weights for shape [%d, %d]"
              .formatted(weights.length, shape.weightRows(), shape.weightColumns()));
    }
    if (biases.length != shape.biases()) {
      throw new IllegalArgumentException(
          "%d biases for %d channels".formatted(biases.length, shape.biases()));
    }
    requireNonNull(activation, "activation is null");
  }

  @Override
  public <R> R match(Function<DenseLayer, R> dense, Function<ConvolutionLayer, R> convolution) {
    return convolution.apply(this);
  }
}
