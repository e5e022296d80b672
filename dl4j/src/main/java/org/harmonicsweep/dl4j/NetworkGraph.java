package org.harmonicsweep.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.harmonicsweep.exchange.ChannelsFirst;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.trial.LayerShape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Networks of one input as a graph of Deeplearning4j's own layers.
 *
 * <p>The input is a row, or an image {@code [batch, channels, height, width]}; a network that
 * begins with an image takes it as a row too, as Deeplearning4j lays it out.
 */
final class NetworkGraph {
  private final GraphBuilder graph;
  private final GraphLayers layers;
  private final List<Put> puts = new ArrayList<>();

  private NetworkGraph(GraphBuilder graph) {
    this.graph = graph;
    this.layers = new GraphLayers(graph);
  }

  /** A layer that was put in, with its weights. */
  private record Put(LayerShape shape, Layer layer) {}

  /** What gives a value: its name, and whether that is an image. */
  private record Value(String name, boolean isImage) {}

  /**
   * Returns the graph.
   *
   * @param input name of the input
   * @param outputs networks by the names of their outputs, of the same input; layers that they
   *     share from the input on are there once
   */
  static ComputationGraph of(String input, Map<String, ShapedNetwork> outputs) {
    GraphBuilder builder = new NeuralNetConfiguration.Builder().graphBuilder().addInputs(input);
    NetworkGraph network = new NetworkGraph(builder);
    List<ShapedNetwork> networks = List.copyOf(outputs.values());
    ShapedNetwork first = networks.get(0);
    int shared = ShapedNetwork.shared(networks);
    // a row that is to be an image, so that the graph itself says how large it is
    Value trunk =
        new Value(
            input, first.input().isImage() && first.shapes().get(0) instanceof LayerShape.Dense);
    for (int i = 0; i < shared; i++) {
      trunk = network.layer("layer-" + (i + 1), first, i, trunk);
    }
    for (Map.Entry<String, ShapedNetwork> output : new LinkedHashMap<>(outputs).entrySet()) {
      network.head(output.getKey(), output.getValue(), shared, trunk);
    }
    builder.setOutputs(outputs.keySet().toArray(String[]::new));
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    network.fill(graph);
    return graph;
  }

  private void head(String name, ShapedNetwork network, int shared, Value trunk) {
    Value last = trunk;
    int end = network.network().layers().size() - 1;
    boolean endsInImage = !(network.shapes().get(end) instanceof LayerShape.Dense);
    boolean fits = endsInImage == network.output().isImage();
    for (int i = shared; i <= end; i++) {
      String called = i == end && fits ? name : name + "-layer-" + (i + 1);
      last = layer(called, network, i, last);
    }
    if (!fits) {
      graph.addVertex(
          name,
          new PreprocessorVertex(
              endsInImage
                  ? GraphLayers.flat(network.output())
                  : GraphLayers.images(network.output())),
          last.name());
    }
  }

  private Value layer(String name, ShapedNetwork network, int index, Value before) {
    LayerShape shape = network.shapes().get(index);
    Layer layer = network.network().layers().get(index);
    layers.add(name, shape, layer.activation(), before.name(), before.isImage());
    puts.add(new Put(shape, layer));
    return new Value(name, !(shape instanceof LayerShape.Dense));
  }

  private void fill(ComputationGraph filled) {
    for (int i = 0; i < puts.size(); i++) {
      Put put = puts.get(i);
      fill(
          filled, layers.affine().get(i), put.shape(), put.layer().weights(), put.layer().biases());
    }
  }

  /** Gives a layer of a graph our weights and biases. */
  static void fill(
      ComputationGraph graph, String layer, LayerShape shape, float[] weights, float[] biases) {
    float[] theirs = ChannelsFirst.weights(shape, weights);
    graph.getParam(layer + "_W").assign(Nd4j.create(theirs, ChannelsFirst.shape(shape), 'c'));
    graph
        .getParam(layer + "_b")
        .assign(
            Nd4j.create(ChannelsFirst.biases(shape, biases), new long[] {1, biases.length}, 'c'));
  }
}
