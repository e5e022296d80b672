package org.harmonicsweep.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.exchange.OnnxGraph.Node;
import org.harmonicsweep.exchange.OnnxGraph.Tensor;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Window;

/** Adds the nodes of an ONNX graph to a network, one after another. */
final class OnnxLayers {
  /** The slope that LeakyRelu has where the file says none. */
  private static final float LEAK = 0.01f;

  private final String file;
  private final OnnxGraph graph;
  private final ForeignChain network;

  OnnxLayers(String file, OnnxGraph graph, ForeignChain network) {
    this.file = file;
    this.graph = graph;
    this.network = network;
  }

  void add(Node node) {
    if (!node.domain().isEmpty() && !node.domain().equals("ai.onnx")) {
      throw ExchangeErrors.unknownOperator(file, node.place());
    }
    String place = node.place();
    switch (node.operator()) {
      case "Gemm" -> gemm(node);
      case "MatMul" -> {
        Tensor weights = matrix(node);
        network.dense(place, values(node, weights), new float[size(node, weights, 1)]);
      }
      case "Add" -> sum(node);
      case "Conv" -> convolution(node);
      case "ConvTranspose" -> transposed(node);
      case "Relu" -> network.activation(place, Activation.RELU);
      case "LeakyRelu" -> leaky(node);
      case "Tanh" -> network.activation(place, Activation.TANH);
      case "Sigmoid" -> network.activation(place, Activation.LOGISTIC);
      case "Flatten" -> {
        requireWhole(node, "axis", 1, 1);
        network.flatten();
      }
      case "Reshape" -> reshape(node);
      case "Identity", "Dropout" -> {} // a trained network drops nothing
      default -> throw ExchangeErrors.unknownOperator(file, place);
    }
  }

  private void gemm(Node node) {
    requireWhole(node, "transA", 0, 0);
    requireOne(node, "alpha");
    requireOne(node, "beta");
    Tensor matrix = matrix(node);
    boolean isTransposed = node.whole("transB", 0) != 0;
    int rows = size(node, matrix, 0);
    int columns = size(node, matrix, 1);
    float[] weights = values(node, matrix);
    int outputs = isTransposed ? rows : columns;
    network.dense(
        node.place(),
        isTransposed ? transposed(weights, rows, columns) : weights,
        biases(node, outputs));
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] other = new float[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        other[j * rows + i] = matrix[i * columns + j];
      }
    }
    return other;
  }

  /** Biases on their own: one per value of a row, or per channel of an image. */
  private void sum(Node node) {
    List<String> inputs = node.inputs();
    Tensor biases =
        inputs.stream()
            .filter(graph.tensors()::containsKey)
            .findFirst()
            .map(name -> graph.tensors().get(name))
            .filter(tensor -> inputs.size() == 2)
            .orElseThrow(() -> unsupported(node, "it adds two values", "a constant bias"));
    long channels = network.shape().channels();
    List<Long> sizes = biases.sizes();
    boolean fits =
        network.isImage()
            ? sizes.equals(List.of(channels, 1L, 1L)) || sizes.equals(List.of(1L, channels, 1L, 1L))
            : sizes.equals(List.of(channels)) || sizes.equals(List.of(1L, channels));
    if (!fits || (!network.isImage() && network.shape().isImage())) {
      throw unsupported(node, "it adds a tensor " + sizes, "one bias per value or channel");
    }
    network.biases(node.place(), values(node, biases));
  }

  private void convolution(Node node) {
    Tensor weights = kernels(node);
    Window window = window(node, weights);
    network.convolution(
        node.place(), window, values(node, weights), biases(node, size(node, weights, 0)));
  }

  private void transposed(Node node) {
    Tensor weights = kernels(node);
    Window window = window(node, weights);
    if (node.wholes("output_shape").isPresent()) {
      throw unsupported(node, "it has output_shape", "given by pads and output_padding");
    }
    List<Long> extra = node.wholes("output_padding").orElse(List.of(0L, 0L));
    if (extra.size() != 2 || extra.stream().anyMatch(pixels -> pixels < 0)) {
      throw unsupported(node, "output_padding " + extra, "two numbers");
    }
    network.transposed(
        node.place(),
        window,
        new ForeignChain.Extra(extra.get(0), extra.get(1)),
        values(node, weights),
        biases(node, size(node, weights, 1)));
  }

  private Window window(Node node, Tensor weights) {
    requireWhole(node, "group", 1, 1);
    String padded = node.text("auto_pad", "NOTSET");
    if (!padded.equals("NOTSET") && !padded.equals("VALID")) {
      throw unsupported(node, "auto_pad " + padded, "NOTSET, with pads");
    }
    List<Long> kernel = List.of(weights.sizes().get(2), weights.sizes().get(3));
    long side = alike(node, "kernel_shape", node.wholes("kernel_shape").orElse(kernel));
    if (!kernel.equals(List.of(side, side))) {
      throw unsupported(node, "weights " + weights.sizes(), "of a square kernel");
    }
    if (alike(node, "dilations", node.wholes("dilations").orElse(List.of(1L))) != 1) {
      throw unsupported(node, "it is dilated", "plain");
    }
    long stride = alike(node, "strides", node.wholes("strides").orElse(List.of(1L)));
    long padding = alike(node, "pads", node.wholes("pads").orElse(List.of(0L)));
    return network.window(node.place(), side, stride, padding);
  }

  private long alike(Node node, String setting, List<Long> sides) {
    return network.alike(node.place(), setting, sides);
  }

  private void leaky(Node node) {
    float slope = node.real("alpha", LEAK);
    if (slope != Activation.LEAK) {
      throw ExchangeErrors.otherLeak(file, node.place(), slope);
    }
    network.activation(node.place(), Activation.LEAKY_RELU);
  }

  /** To a row of values, or to an image; the batch stays. */
  private void reshape(Node node) {
    long[] sizes =
        second(node)
            .flatMap(Tensor::numbers)
            .filter(values -> values.length == 2 || values.length == 4)
            .orElseThrow(
                () -> unsupported(node, "its sizes are not known", "two or four constants"));
    long values = network.shape().size();
    long known = 1;
    for (int i = 1; i < sizes.length; i++) {
      if (sizes[i] < -1 || sizes[i] == 0 || sizes[i] > ForeignChain.MOST_VALUES) {
        throw unsupported(node, "sizes " + Arrays.toString(sizes), "above 0, or -1 for one");
      }
      known = Math.min(known * Math.abs(sizes[i]), 1L << 40);
    }
    boolean keepsBatch = sizes[0] == 0 || sizes[0] == -1 || sizes[0] == 1;
    for (int i = 1; i < sizes.length; i++) {
      if (sizes[i] == -1 && sizes[0] != -1) {
        sizes[i] = values / known;
      }
    }
    if (!keepsBatch
        || Arrays.stream(sizes).skip(1).asDoubleStream().reduce(1, (a, b) -> a * b) != values) {
      throw unsupported(
          node,
          "sizes %s of %d values".formatted(Arrays.toString(sizes), values),
          "of as many values for every sample of the batch");
    }
    if (sizes.length == 2) {
      network.flatten();
      return;
    }
    network.image(node.place(), sizes[1], sizes[2], sizes[3]);
  }

  private Tensor matrix(Node node) {
    return second(node)
        .filter(weights -> weights.sizes().size() == 2)
        .orElseThrow(() -> unsupported(node, "its weights are no matrix", "a constant matrix"));
  }

  private Tensor kernels(Node node) {
    return second(node)
        .filter(weights -> weights.sizes().size() == 4)
        .orElseThrow(
            () -> unsupported(node, "its weights have not four axes", "a constant of four"));
  }

  private Optional<Tensor> second(Node node) {
    return node.inputs().size() < 2
        ? Optional.empty()
        : Optional.ofNullable(graph.tensors().get(node.inputs().get(1)));
  }

  private float[] biases(Node node, int count) {
    if (node.inputs().size() < 3 || node.inputs().get(2).isEmpty()) {
      return new float[count];
    }
    float[] biases =
        Optional.ofNullable(graph.tensors().get(node.inputs().get(2)))
            .flatMap(Tensor::values)
            .orElseThrow(() -> noValues(node));
    if (biases.length != count) {
      throw unsupported(node, biases.length + " biases", count + " of them");
    }
    return biases;
  }

  private float[] values(Node node, Tensor tensor) {
    return tensor.values().orElseThrow(() -> noValues(node));
  }

  private int size(Node node, Tensor tensor, int axis) {
    long size = tensor.sizes().get(axis);
    if (size < 1 || size > ForeignChain.MOST_VALUES) {
      throw unsupported(
          node, "weights " + tensor.sizes(), "sizes from 1 to " + ForeignChain.MOST_VALUES);
    }
    return (int) size;
  }

  private void requireWhole(Node node, String setting, long otherwise, long needed) {
    long found = node.whole(setting, otherwise);
    if (found != needed) {
      throw unsupported(node, setting + " is " + found, Long.toString(needed));
    }
  }

  private void requireOne(Node node, String setting) {
    float found = node.real(setting, 1);
    if (found != 1) {
      throw unsupported(node, setting + " is " + found, "1");
    }
  }

  private ExchangeException noValues(Node node) {
    return unsupported(
        node,
        "its constants are not single-precision numbers in this file",
        "float32, as many as the sizes say");
  }

  private ExchangeException unsupported(Node node, String found, String allowed) {
    return ExchangeErrors.unsupported(file, node.place(), found, allowed);
  }
}
