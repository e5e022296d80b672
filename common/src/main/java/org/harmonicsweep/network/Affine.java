package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;

/**
 * The linear map A of a layer y = φ(A x + b) with its derivatives, on batches of one sample a row.
 *
 * <p>It holds views of the weights, which may change between calls, and scratch: it belongs to one
 * thread. A row's bits do not depend on the batch it is in.
 */
public sealed interface Affine
    permits DenseAffine, ConvolutionAffine, TransposedAffine, NarrowAffine {
  /**
   * Channels on both sides up to which a convolution takes samples side by side. Its sums have
   * another order then, so that the choice hangs on the shape alone.
   */
  int NARROW = 16;

  /**
   * Returns the map of the given weights.
   *
   * @param weights laid out as the shape says
   * @param biases one row
   */
  static Affine of(LayerShape shape, Kernels kernels, Matrix weights, Matrix biases) {
    return shape.match(
        dense -> new DenseAffine(kernels, weights, biases),
        convolution ->
            isNarrow(shape)
                ? NarrowAffine.of(convolution, kernels, weights, biases)
                : new ConvolutionAffine(kernels, weights, biases, new Windows(convolution)),
        transposed ->
            isNarrow(shape)
                ? NarrowAffine.of(transposed, kernels, weights, biases)
                : new TransposedAffine(kernels, weights, biases, new Windows(transposed)));
  }

  private static boolean isNarrow(LayerShape shape) {
    return Math.max(shape.input().channels(), shape.output().channels()) <= NARROW;
  }

  /** y = φ(A x + b). */
  void apply(Activation activation, Matrix x, Matrix y);

  /** y = A v. */
  void differential(Matrix v, Matrix y);

  /** x = Aᵀ u. */
  void transposed(Matrix u, Matrix x);

  /**
   * Writes the gradients of a loss by weights and biases, summed over the rows in a fixed order.
   *
   * @param x what {@link #apply} was given
   * @param u the loss's derivative by A x + b
   */
  void gradient(Matrix x, Matrix u, Gradient gradient);

  /** {@link #gradient} and {@link #transposed} at once, which share their work. */
  default void gradients(Matrix x, Matrix u, Gradient gradient, Matrix xGradient) {
    gradient(x, u, gradient);
    transposed(u, xGradient);
  }

  /** Where the gradients of a layer's parameters go: both overwritten. */
  record Gradient(Matrix weights, Matrix biases) {}
}
