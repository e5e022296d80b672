package org.harmonicsweep.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * Networks as one ONNX file.
 *
 * <p>Vectors are {@code [batch, values]}, images {@code [batch, channels, height, width]}, and the
 * batch is free. Operators: Gemm, Conv, ConvTranspose, Reshape, Flatten and the activations, of
 * operator set 17 and in single precision. The same networks give the same bytes.
 *
 * <p>Numbers of fields: onnx.proto of ONNX 1.13 (IR version 8).
 */
public final class OnnxWriter {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final String BATCH = "batch";

  private final OnnxMessage graph = new OnnxMessage();
  private final List<Node> nodes = new ArrayList<>();
  private final List<OnnxMessage> initialisers = new ArrayList<>();

  private OnnxWriter() {}

  /**
   * A node whose output is called as the node is.
   *
   * @param attributes fields of AttributeProto
   */
  private record Node(
      String name, String operator, List<String> inputs, List<OnnxMessage> attributes) {
    Node named(String other) {
      return new Node(other, operator, inputs, attributes);
    }

    OnnxMessage message() {
      OnnxMessage node = new OnnxMessage();
      inputs.forEach(input -> node.text(1, input));
      node.text(2, name).text(3, name).text(4, operator);
      attributes.forEach(attribute -> node.message(5, attribute));
      return node;
    }
  }

  /** A value of the graph: whether its layout is that of an image, or a row. */
  private record Value(String name, boolean isImage) {}

  /**
   * Returns the bytes of a file.
   *
   * @param input name of the input
   * @param outputs networks by the names of their outputs, in order, at least one; all of the same
   *     input; layers that they share from the input on are written once
   * @param properties what else the file says, any text by any name
   */
  public static byte[] bytes(
      String input, Map<String, ShapedNetwork> outputs, Map<String, String> properties) {
    OnnxMessage graph = new OnnxWriter().graph(input, outputs);
    OnnxMessage model =
        new OnnxMessage()
            .whole(1, IR_VERSION)
            .text(2, "harmonic-sweep")
            .message(7, graph)
            .message(8, new OnnxMessage().text(1, "").whole(2, OPERATOR_SET));
    new TreeMap<>(properties)
        .forEach((key, text) -> model.message(14, new OnnxMessage().text(1, key).text(2, text)));
    return model.toBytes();
  }

  private OnnxMessage graph(String input, Map<String, ShapedNetwork> outputs) {
    List<ShapedNetwork> networks = List.copyOf(outputs.values());
    ShapedNetwork first = networks.get(0);
    int shared = ShapedNetwork.shared(networks);
    Value trunk = new Value(input, first.input().isImage());
    for (int i = 0; i < shared; i++) {
      trunk = layer("layer-" + (i + 1), first, i, trunk);
    }
    for (Map.Entry<String, ShapedNetwork> output : outputs.entrySet()) {
      head(output.getKey(), output.getValue(), shared, trunk);
    }
    nodes.forEach(node -> graph.message(1, node.message()));
    graph.text(2, "harmonic-sweep");
    initialisers.forEach(tensor -> graph.message(5, tensor));
    graph.message(11, description(input, first.input()));
    outputs.forEach((name, network) -> graph.message(12, description(name, network.output())));
    return graph;
  }

  private void head(String name, ShapedNetwork network, int shared, Value trunk) {
    Value last = trunk;
    for (int i = shared; i < network.network().layers().size(); i++) {
      last = layer(name + "-layer-" + (i + 1), network, i, last);
    }
    if (last.isImage() != network.output().isImage()) {
      last = network.output().isImage() ? image(last, network.output()) : flat(last);
    }
    int end = nodes.size() - 1;
    nodes.set(end, nodes.get(end).named(name));
  }

  /** Writes a layer and returns what comes out of it. */
  private Value layer(String name, ShapedNetwork network, int index, Value before) {
    Layer layer = network.network().layers().get(index);
    LayerShape shape = network.shapes().get(index);
    String weights = name + ".weights";
    String biases = name + ".biases";
    floats(weights, ChannelsFirst.shape(shape), ChannelsFirst.weights(shape, layer.weights()));
    float[] values = ChannelsFirst.biases(shape, layer.biases());
    floats(biases, new long[] {values.length}, values);
    Value affine =
        shape.match(
            dense -> node(name, "Gemm", flat(before), weights, biases),
            convolution ->
                add(
                    new Node(
                        name,
                        "Conv",
                        List.of(image(before, convolution.input()).name(), weights, biases),
                        window(convolution.window())),
                    true),
            transposed ->
                add(
                    new Node(
                        name,
                        "ConvTranspose",
                        List.of(image(before, transposed.input()).name(), weights, biases),
                        window(transposed)),
                    true));
    return activation(name, layer.activation(), affine);
  }

  private Value node(String name, String operator, Value before, String weights, String biases) {
    return add(new Node(name, operator, List.of(before.name(), weights, biases), List.of()), false);
  }

  /** Two heads may ask for the same other layout of what they share. */
  private Value add(Node node, boolean isImage) {
    if (nodes.stream().noneMatch(there -> there.name().equals(node.name()))) {
      nodes.add(node);
    }
    return new Value(node.name(), isImage);
  }

  private Value activation(String layer, Activation activation, Value before) {
    String name = layer + "." + activation.key();
    List<String> inputs = List.of(before.name());
    return switch (activation) {
      case LINEAR -> before;
      case RELU -> add(new Node(name, "Relu", inputs, List.of()), before.isImage());
      case LEAKY_RELU -> {
        OnnxMessage alpha = new OnnxMessage().text(1, "alpha").real(2, Activation.LEAK);
        alpha.whole(20, 1);
        yield add(new Node(name, "LeakyRelu", inputs, List.of(alpha)), before.isImage());
      }
      case TANH -> add(new Node(name, "Tanh", inputs, List.of()), before.isImage());
      case LOGISTIC -> add(new Node(name, "Sigmoid", inputs, List.of()), before.isImage());
    };
  }

  private Value flat(Value value) {
    if (!value.isImage()) {
      return value;
    }
    return add(
        new Node(
            value.name() + ".flat",
            "Flatten",
            List.of(value.name()),
            List.of(new OnnxMessage().text(1, "axis").whole(3, 1).whole(20, 2))),
        false);
  }

  private Value image(Value value, SampleShape shape) {
    if (value.isImage()) {
      return value;
    }
    String name = value.name() + ".image";
    if (nodes.stream().noneMatch(there -> there.name().equals(name))) {
      initialisers.add(sizes(name + ".shape", shape));
    }
    return add(new Node(name, "Reshape", List.of(value.name(), name + ".shape"), List.of()), true);
  }

  private static List<OnnxMessage> window(Window window) {
    long kernel = window.kernel();
    long stride = window.stride();
    long padding = window.padding();
    return List.of(
        wholes("kernel_shape", kernel, kernel),
        wholes("strides", stride, stride),
        wholes("pads", padding, padding, padding, padding));
  }

  /** What the output has beyond the fewest pixels lies at its lower and right end. */
  private static List<OnnxMessage> window(LayerShape.TransposedConvolution layer) {
    Window window = layer.window();
    List<OnnxMessage> attributes = new ArrayList<>(window(window));
    attributes.add(
        wholes(
            "output_padding",
            layer.output().height() - window.pixels(layer.input().height()),
            layer.output().width() - window.pixels(layer.input().width())));
    return attributes;
  }

  private static OnnxMessage wholes(String name, long... values) {
    OnnxMessage attribute = new OnnxMessage().text(1, name);
    for (long value : values) {
      attribute.whole(8, value);
    }
    return attribute.whole(20, 7);
  }

  private void floats(String name, long[] shape, float[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    initialisers.add(tensor(name, OnnxGraph.FLOAT, shape, bytes));
  }

  private static OnnxMessage sizes(String name, SampleShape shape) {
    byte[] bytes = new byte[4 * Long.BYTES];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(-1)
        .putLong(shape.channels())
        .putLong(shape.height())
        .putLong(shape.width());
    return tensor(name, OnnxGraph.INT64, new long[] {4}, bytes);
  }

  private static OnnxMessage tensor(String name, int type, long[] shape, byte[] values) {
    OnnxMessage tensor = new OnnxMessage();
    for (long size : shape) {
      tensor.whole(1, size);
    }
    return tensor.whole(2, type).text(8, name).raw(9, values);
  }

  private static OnnxMessage description(String name, SampleShape shape) {
    OnnxMessage sizes = new OnnxMessage().message(1, new OnnxMessage().text(2, BATCH));
    long[] values =
        shape.isImage()
            ? new long[] {shape.channels(), shape.height(), shape.width()}
            : new long[] {shape.size()};
    for (long value : values) {
      sizes.message(1, new OnnxMessage().whole(1, value));
    }
    OnnxMessage tensor = new OnnxMessage().whole(1, OnnxGraph.FLOAT).message(2, sizes);
    return new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor));
  }
}
