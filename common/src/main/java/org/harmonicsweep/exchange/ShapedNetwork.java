package org.harmonicsweep.exchange;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;

/**
 * A network with the layout of what goes in and of what comes out.
 *
 * @param network of the layers
 * @param input of as many values as the network takes
 * @param output of as many values as the network gives
 */
public record ShapedNetwork(Network network, SampleShape input, SampleShape output) {
  public ShapedNetwork {
    requireNonNull(network, "network is null");
    if (input.size() != network.inputs() || output.size() != network.outputs()) {
      throw new IllegalArgumentException(
          "a network from %d to %d values does not go from %s to %s"
              .formatted(network.inputs(), network.outputs(), input, output));
    }
  }

  /** Returns how many layers networks have in common, leaving each at least one of its own. */
  public static int shared(List<ShapedNetwork> networks) {
    List<Layer> first = networks.get(0).network.layers();
    int shared = 0;
    while (isShared(first, shared, networks)) {
      shared++;
    }
    return shared;
  }

  private static boolean isShared(List<Layer> first, int layer, List<ShapedNetwork> networks) {
    return networks.stream()
        .map(shaped -> shaped.network.layers())
        .allMatch(
            layers -> layer + 1 < layers.size() && layers.get(layer).equals(first.get(layer)));
  }

  /**
   * Returns the layers' shapes, input side first, those of dense layers with the layout of what is
   * before and after them.
   */
  public List<LayerShape> shapes() {
    List<Layer> layers = network.layers();
    List<LayerShape> shapes = new ArrayList<>();
    SampleShape before = input;
    for (int i = 0; i < layers.size(); i++) {
      SampleShape from = before;
      SampleShape to = i == layers.size() - 1 ? output : layers.get(i + 1).shape().input();
      LayerShape shape =
          layers
              .get(i)
              .shape()
              .match(
                  dense -> new LayerShape.Dense(from, to),
                  convolution -> convolution,
                  transposed -> transposed);
      shapes.add(shape);
      before = shape.output();
    }
    return shapes;
  }
}
