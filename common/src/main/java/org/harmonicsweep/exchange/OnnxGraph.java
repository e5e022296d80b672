package org.harmonicsweep.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an ONNX file matters here, as it is written there.
 *
 * <p>Nothing is allocated that the bytes do not hold, and the number of parts is bounded. Numbers
 * of fields: onnx.proto of ONNX 1.13.
 *
 * @param nodes in the file's order
 * @param tensors constants by their names
 * @param inputs values from outside, those that are constants left out
 * @param outputs names of the values that leave, not empty
 */
record OnnxGraph(
    List<Node> nodes, Map<String, Tensor> tensors, List<Input> inputs, List<String> outputs) {
  /** Numbers of types in TensorProto. */
  static final int FLOAT = 1;

  static final int INT64 = 7;

  /**
   * An operation.
   *
   * @param name may be empty
   */
  record Node(
      String name,
      String operator,
      String domain,
      List<String> inputs,
      List<String> outputs,
      Map<String, Attribute> attributes) {
    /** Returns how messages call it. */
    String place() {
      String known = name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
      return "node '%s' (%s)".formatted(ExchangeErrors.shown(known), operator);
    }

    /** Returns a setting, or what it is where the file says nothing. */
    long whole(String setting, long otherwise) {
      Attribute attribute = attributes.get(setting);
      return attribute == null ? otherwise : attribute.whole();
    }

    float real(String setting, float otherwise) {
      Attribute attribute = attributes.get(setting);
      return attribute == null ? otherwise : attribute.real();
    }

    Optional<List<Long>> wholes(String setting) {
      return Optional.ofNullable(attributes.get(setting)).map(Attribute::wholes);
    }

    String text(String setting, String otherwise) {
      Attribute attribute = attributes.get(setting);
      return attribute == null ? otherwise : attribute.text();
    }

    Optional<Tensor> tensor(String setting) {
      return Optional.ofNullable(attributes.get(setting)).flatMap(Attribute::tensor);
    }
  }

  /** A setting of a node: whatever of these it has, zero and empty otherwise. */
  record Attribute(
      float real, long whole, String text, List<Long> wholes, Optional<Tensor> tensor) {}

  /**
   * A constant.
   *
   * @param type number of its type in TensorProto
   * @param isOutside whether its numbers are in another file
   */
  record Tensor(
      List<Long> sizes, int type, boolean isOutside, byte[] raw, float[] reals, List<Long> wholes) {
    /** Returns the number of values that the sizes ask for, infinite beyond a long. */
    private double count() {
      return sizes.stream().mapToDouble(size -> size).reduce(1, (a, b) -> a * b);
    }

    /** Returns single-precision values; empty if they are none, or not as many as the sizes say. */
    Optional<float[]> values() {
      if (type != FLOAT || isOutside || sizes.stream().anyMatch(size -> size < 0)) {
        return Optional.empty();
      }
      if (raw.length == 0) {
        return reals.length == count() ? Optional.of(reals) : Optional.empty();
      }
      if (raw.length != Float.BYTES * count()) {
        return Optional.empty();
      }
      return Optional.of(floats(raw));
    }

    /** Returns whole numbers, a few; empty if they are none. */
    Optional<long[]> numbers() {
      if (type != INT64 || isOutside) {
        return Optional.empty();
      }
      if (raw.length == 0) {
        return Optional.of(wholes.stream().mapToLong(Long::longValue).toArray());
      }
      long[] values = new long[raw.length / Long.BYTES];
      ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
      return Optional.of(values);
    }
  }

  /** Returns the numbers that bytes hold, the lowest byte first. */
  static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /**
   * A value from outside.
   *
   * @param sizes the first is the batch; −1 where it is left open
   */
  record Input(String name, List<Long> sizes) {}

  /**
   * Reads the bytes of a file.
   *
   * @param file for the messages
   * @throws ExchangeException if they are no model
   */
  static OnnxGraph of(String file, byte[] bytes) {
    try {
      OnnxGraph graph = new OnnxParts(bytes).graph();
      if (graph.nodes.isEmpty() || graph.outputs.isEmpty()) {
        throw ExchangeErrors.notOnnx(file, "it has no graph with nodes and outputs");
      }
      return graph;
    } catch (IOException e) {
      throw ExchangeErrors.notOnnx(file, "its bytes are damaged or of another format");
    }
  }
}
