package org.harmonicsweep.network;

import java.io.Serializable;
import java.util.function.Function;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;

/** A layer y = φ(A x + b), A linear. */
public sealed interface Layer extends Serializable permits DenseLayer, ConvolutionLayer {

  /** Returns the sizes of A. */
  LayerShape shape();

  /** Returns the weights, laid out as {@link #shape} says; not to be modified. */
  float[] weights();

  /** Returns b, one per output or per channel; not to be modified. */
  float[] biases();

  /** Returns φ. */
  Activation activation();

  /** Folds over the two cases. */
  <R> R match(Function<DenseLayer, R> dense, Function<ConvolutionLayer, R> convolution);

  /** Returns the number of values in. */
  default int inputs() {
    return shape().input().size();
  }

  /** Returns the number of values out. */
  default int outputs() {
    return shape().output().size();
  }

  /** Returns a layer of the given sizes. */
  static Layer of(LayerShape shape, float[] weights, float[] biases, Activation activation) {
    return shape.match(
        dense ->
            new DenseLayer(
                dense.input().size(), dense.output().size(), weights, biases, activation),
        convolution -> new ConvolutionLayer(convolution, weights, biases, activation),
        transposed -> new ConvolutionLayer(transposed, weights, biases, activation));
  }
}
