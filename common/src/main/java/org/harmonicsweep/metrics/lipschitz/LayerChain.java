package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.List;
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
   * One layer x ↦ φ(x W + b).
   *
   * @param weights W
   * @param biases b
   * @param activation φ
   */
  record Layer(BoundedMatrix weights, float[] biases, Activation activation) {}

  static LayerChain of(Network network) {
    return new LayerChain(
        network.layers().stream()
            .map(
                layer ->
                    layer.match(
                        LayerChain::layer,
                        convolution -> {
                          throw new IllegalArgumentException("no bound for a convolution");
                        }))
            .toList());
  }

  private static Layer layer(DenseLayer layer) {
    return new Layer(
        BoundedMatrix.of(layer.weights(), layer.inputs(), layer.outputs()),
        layer.biases(),
        layer.activation());
  }

  /** Returns next ∘ this. */
  LayerChain then(LayerChain next) {
    List<Layer> all = new ArrayList<>(layers);
    all.addAll(next.layers);
    return new LayerChain(all);
  }

  /** Returns the weights, layer by layer. */
  List<BoundedMatrix> weights() {
    return layers.stream().map(Layer::weights).toList();
  }

  /** Returns the product of the greatest slopes of all activations: a power of two, exactly. */
  double slope() {
    return layers.stream()
        .mapToDouble(layer -> layer.activation().greatestSlope())
        .reduce(1, (a, b) -> a * b);
  }

  /**
   * Returns the shortest chain of matrices whose slope-based bounds hold for this one.
   *
   * <p>Neighbours with nothing but the identity between them are multiplied; a first matrix with
   * more inputs than outputs and a last one with more outputs than inputs shrink to squares.
   */
  List<BoundedMatrix> compressed() {
    List<BoundedMatrix> merged = new ArrayList<>();
    BoundedMatrix current = layers.get(0).weights();
    for (int i = 1; i < layers.size(); i++) {
      BoundedMatrix next = layers.get(i).weights();
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
