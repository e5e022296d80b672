package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.network.ConvolutionLayer;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;

/**
 * The layers of a network with the norms of their weights.
 *
 * @param layers input side first
 */
record LayerChain(List<Layer> layers) {
  /**
   * Values at a convolution's ends beyond which it is not written out as a matrix: that takes 32
   * MB, and what is done with it a minute of a core.
   */
  private static final int LARGEST_WRITTEN = 2048;

  /**
   * One layer x ↦ φ(x A + b).
   *
   * @param weights A
   * @param biases b, one per output
   * @param activation φ
   */
  record Layer(BoundedMap weights, float[] biases, Activation activation) {
    private Layer written() {
      return new Layer(weights.matrix(), biases, activation);
    }
  }

  static LayerChain of(Network network) {
    return new LayerChain(
        network.layers().stream()
            .map(layer -> layer.match(LayerChain::layer, LayerChain::layer))
            .toList());
  }

  private static Layer layer(DenseLayer layer) {
    return new Layer(
        BoundedMatrix.of(layer.weights(), layer.inputs(), layer.outputs()),
        layer.biases(),
        layer.activation());
  }

  private static Layer layer(ConvolutionLayer layer) {
    float[] biases = new float[layer.outputs()];
    for (int j = 0; j < biases.length; j++) {
      biases[j] = layer.biases()[j % layer.biases().length];
    }
    return new Layer(BoundedConvolution.of(layer), biases, layer.activation());
  }

  /** Returns next ∘ this. */
  LayerChain then(LayerChain next) {
    List<Layer> all = new ArrayList<>(layers);
    all.addAll(next.layers);
    return new LayerChain(all);
  }

  /** Returns the weights, layer by layer. */
  List<BoundedMap> weights() {
    return layers.stream().map(Layer::weights).toList();
  }

  /**
   * Returns the same chain with matrices for its convolutions if none of its layers is too large.
   *
   * <p>A matrix has the norm of what it does to images with an edge; and what is proven of chains
   * of matrices, neuron by neuron, is then proven of convolutions.
   */
  LayerChain written() {
    boolean small =
        layers.stream()
            .map(Layer::weights)
            .allMatch(map -> Math.max(map.inputs(), map.outputs()) <= LARGEST_WRITTEN);
    return small ? new LayerChain(layers.stream().map(Layer::written).toList()) : this;
  }

  /**
   * Returns the products with the weights, those with nothing but the identity between them
   * together.
   */
  List<List<Products>> stages() {
    List<List<Products>> stages = new ArrayList<>();
    List<Products> stage = new ArrayList<>();
    for (Layer layer : layers) {
      stage.add(layer.weights().products());
      if (layer.activation() != Activation.LINEAR) {
        stages.add(stage);
        stage = new ArrayList<>();
      }
    }
    if (!stage.isEmpty()) {
      stages.add(stage);
    }
    return stages;
  }

  /** Returns the weights as matrices; empty if one is a convolution. */
  private Optional<List<BoundedMatrix>> matrices() {
    List<BoundedMatrix> matrices = new ArrayList<>();
    for (Layer layer : layers) {
      if (!(layer.weights() instanceof BoundedMatrix matrix)) {
        return Optional.empty();
      }
      matrices.add(matrix);
    }
    return Optional.of(matrices);
  }

  /** Returns the product of the greatest slopes of all activations: a power of two, exactly. */
  double slope() {
    return layers.stream()
        .mapToDouble(layer -> layer.activation().greatestSlope())
        .reduce(1, (a, b) -> a * b);
  }

  /**
   * Returns the shortest chain of matrices whose slope-based bounds hold for this one; empty if a
   * layer is a convolution.
   *
   * <p>Neighbours with nothing but the identity between them are multiplied; a first matrix with
   * more inputs than outputs and a last one with more outputs than inputs shrink to squares.
   */
  Optional<List<BoundedMatrix>> compressed() {
    return matrices().map(this::compressed);
  }

  private List<BoundedMatrix> compressed(List<BoundedMatrix> matrices) {
    List<BoundedMatrix> merged = new ArrayList<>();
    BoundedMatrix current = matrices.get(0);
    for (int i = 1; i < matrices.size(); i++) {
      BoundedMatrix next = matrices.get(i);
      if (layers.get(i - 1).activation() == Activation.LINEAR) {
        current = current.times(next).normalised();
      } else {
        merged.add(current);
        current = next;
      }
    }
    merged.add(current);
    int last = merged.size() - 1;
    if (last > 0) {
      merged.set(0, merged.get(0).compressedInputs());
      merged.set(last, merged.get(last).compressedOutputs());
    }
    return merged;
  }
}
