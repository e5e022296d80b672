package org.harmonicsweep.network;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;

/**
 * A fully connected layer y = φ(x W + b).
 *
 * @param inputs n, at least 1
 * @param outputs m, at least 1
 * @param weights W, shape {@code [inputs, outputs]}, row-major; not copied, not to be modified
 * @param biases b, shape {@code [outputs]}; not copied, not to be modified
 * @param activation φ
 */
public record DenseLayer(
    int inputs, int outputs, float[] weights, float[] biases, Activation activation)
    implements Layer {
  public DenseLayer {
    if (inputs < 1 || outputs < 1 || weights.length != inputs * (long) outputs) {
      throw new IllegalArgumentException(
          "%d weights for shape [%d, %d]".formatted(weights.length, inputs, outputs));
    }
    if (biases.length != outputs) {
      throw new IllegalArgumentException(
          "%d biases for %d outputs".formatted(biases.length, outputs));
    }
    requireNonNull(activation, "activation is null");
  }

  @Override
  public LayerShape shape() {
    return new LayerShape.Dense(SampleShape.vector(inputs), SampleShape.vector(outputs));
  }

  @Override
  public <R> R match(Function<DenseLayer, R> dense, Function<ConvolutionLayer, R> convolution) {
    return dense.apply(this);
  }
}
