package org.harmonicsweep.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harmonicsweep.exchange.OnnxGraph.Input;
import org.harmonicsweep.exchange.OnnxGraph.Node;
import org.harmonicsweep.trial.SampleShape;

/** A network from an ONNX file: the chain of nodes between its input and one of its outputs. */
public final class OnnxModel implements ForeignModel {
  private final String file;
  private final OnnxGraph graph;
  private final Map<String, Node> makers = new HashMap<>();

  private OnnxModel(String file, OnnxGraph graph) {
    this.file = file;
    this.graph = graph;
    graph.nodes().forEach(node -> node.outputs().forEach(output -> makers.put(output, node)));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param file its name, for messages
   * @throws ExchangeException if they are no ONNX model
   */
  public static OnnxModel of(String file, byte[] bytes) {
    return new OnnxModel(file, OnnxGraph.of(file, bytes));
  }

  @Override
  public List<String> outputs() {
    return List.copyOf(graph.outputs());
  }

  @Override
  public ShapedNetwork network(String output) {
    return network(chain(output), List.of());
  }

  @Override
  public ShapedNetwork network(String output, SampleShape input) {
    return network(chain(output), List.of(input));
  }

  /** The nodes from the input on, and the input. */
  private record Chain(Input input, List<Node> nodes) {}

  private Chain chain(String output) {
    if (!graph.outputs().contains(output)) {
      throw ExchangeErrors.noOutput(file, output, graph.outputs());
    }
    List<Node> nodes = new ArrayList<>();
    String value = output;
    while (makers.containsKey(value)) {
      Node node = makers.get(value);
      if (nodes.size() == graph.nodes().size()) {
        throw ExchangeErrors.unsupported(file, node.place(), "it depends on itself", "a chain");
      }
      nodes.add(node);
      value = data(node);
    }
    Collections.reverse(nodes);
    String first = value;
    Input input =
        graph.inputs().stream()
            .filter(candidate -> candidate.name().equals(first))
            .findFirst()
            .orElseThrow(
                () ->
                    ExchangeErrors.unsupported(
                        file,
                        "output '" + output + "'",
                        "its first value '" + first + "' is no input of the network",
                        "made of an input"));
    return new Chain(input, nodes);
  }

  /** Returns what a node works on; constants come second but for sums, where either may. */
  private String data(Node node) {
    List<String> inputs = node.inputs();
    if (inputs.isEmpty()) {
      throw ExchangeErrors.unknownOperator(file, node.place());
    }
    boolean isSwapped =
        node.operator().equals("Add")
            && inputs.size() == 2
            && graph.tensors().containsKey(inputs.get(0));
    return inputs.get(isSwapped ? 1 : 0);
  }

  private ShapedNetwork network(Chain chain, List<SampleShape> asked) {
    List<Long> sizes = chain.input().sizes();
    List<Long> sample = sizes.isEmpty() ? sizes : sizes.subList(1, sizes.size());
    boolean isImage = sample.size() == 3 || (sizes.isEmpty() && isImage(asked));
    ForeignChain network =
        new ForeignChain(file, shape(chain.input().name(), sample, asked), isImage);
    OnnxLayers layers = new OnnxLayers(file, graph, network);
    chain.nodes().forEach(layers::add);
    return network.network();
  }

  private static boolean isImage(List<SampleShape> asked) {
    return asked.stream().anyMatch(SampleShape::isImage);
  }

  private SampleShape shape(String input, List<Long> sample, List<SampleShape> asked) {
    boolean isOpen =
        (sample.size() != 1 && sample.size() != 3) || sample.stream().anyMatch(size -> size < 1);
    if (isOpen) {
      return asked.stream().findFirst().orElseThrow(() -> ExchangeErrors.openShape(file, input));
    }
    double values = sample.stream().mapToDouble(size -> size).reduce(1, (a, b) -> a * b);
    if (values > ForeignChain.MOST_VALUES) {
      throw ExchangeErrors.tooManyValues(file, "input '" + input + "'", values);
    }
    int channels = Math.toIntExact(sample.get(0));
    SampleShape found =
        sample.size() == 1
            ? SampleShape.vector(channels)
            : new SampleShape(
                Math.toIntExact(sample.get(1)), Math.toIntExact(sample.get(2)), channels);
    asked.stream()
        .filter(other -> !other.equals(found))
        .findFirst()
        .ifPresent(
            other -> {
              throw ExchangeErrors.otherShape(file, found, other);
            });
    return found;
  }
}
