package org.harmonicsweep.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** ONNX files as others write them: other operators, other places for constants. */
final class ForeignOnnx {
  private final OnnxMessage graph = new OnnxMessage();

  static OnnxMessage whole(String name, long value) {
    return new OnnxMessage().text(1, name).whole(3, value).whole(20, 2);
  }

  static OnnxMessage real(String name, float value) {
    return new OnnxMessage().text(1, name).real(2, value).whole(20, 1);
  }

  static OnnxMessage wholes(String name, long... values) {
    OnnxMessage attribute = new OnnxMessage().text(1, name);
    for (long value : values) {
      attribute.whole(8, value);
    }
    return attribute.whole(20, 7);
  }

  ForeignOnnx node(String operator, List<String> inputs, String output, OnnxMessage... settings) {
    OnnxMessage node = new OnnxMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, "/" + output).text(4, operator);
    for (OnnxMessage setting : settings) {
      node.message(5, setting);
    }
    graph.message(1, node);
    return this;
  }

  /** A constant with its numbers packed in float_data. */
  ForeignOnnx floats(String name, List<Integer> sizes, float... values) {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[4 * values.length]);
    buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    OnnxMessage tensor = sized(sizes).whole(2, 1).text(8, name);
    graph.message(5, tensor.raw(4, buffer.array()));
    return this;
  }

  /** A node that gives whole numbers, in int64_data. */
  ForeignOnnx constant(String name, long... values) {
    OnnxMessage tensor = sized(List.of(values.length)).whole(2, 7);
    for (long value : values) {
      tensor.whole(7, value);
    }
    OnnxMessage attribute = new OnnxMessage().text(1, "value").message(5, tensor).whole(20, 4);
    return node("Constant", List.of(), name, attribute);
  }

  private static OnnxMessage sized(List<Integer> sizes) {
    OnnxMessage tensor = new OnnxMessage();
    sizes.forEach(size -> tensor.whole(1, size));
    return tensor;
  }

  ForeignOnnx input(String name, long... sizes) {
    return value(11, name, sizes);
  }

  ForeignOnnx output(String name) {
    return value(12, name);
  }

  private ForeignOnnx value(int field, String name, long... sizes) {
    OnnxMessage shape = new OnnxMessage();
    for (long size : sizes) {
      OnnxMessage dimension = new OnnxMessage();
      shape.message(1, size < 0 ? dimension.text(2, "n") : dimension.whole(1, size));
    }
    OnnxMessage tensor = new OnnxMessage().whole(1, 1).message(2, shape);
    graph.message(
        field, new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor)));
    return this;
  }

  byte[] bytes() {
    return new OnnxMessage()
        .whole(1, 9)
        .message(8, new OnnxMessage().whole(2, 13))
        .message(7, graph)
        .toBytes();
  }
}
