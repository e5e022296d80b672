package org.harmonicsweep.exchange;

import static com.google.protobuf.WireFormat.WIRETYPE_FIXED32;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harmonicsweep.exchange.OnnxGraph.Attribute;
import org.harmonicsweep.exchange.OnnxGraph.Input;
import org.harmonicsweep.exchange.OnnxGraph.Node;
import org.harmonicsweep.exchange.OnnxGraph.Tensor;

/**
 * Goes through the messages of an ONNX file, one in another; each keeps the fields that it knows
 * and skips the others.
 */
final class OnnxParts {
  /** Messages, names and numbers outside of packed lists. */
  private static final int MOST_PARTS = 200_000;

  private final CodedInputStream in;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<Input> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private int parts;

  OnnxParts(byte[] bytes) {
    this.in = CodedInputStream.newInstance(bytes);
  }

  /** Reads a field of a message, or returns that the message does not know it. */
  @FunctionalInterface
  private interface Field {
    boolean read(int number, int type) throws IOException;
  }

  OnnxGraph graph() throws IOException {
    fields((number, type) -> number == 7 && message(type, this::graph));
    nodes.stream()
        .filter(node -> node.operator().equals("Constant") && !node.outputs().isEmpty())
        .forEach(
            node ->
                node.tensor("value").ifPresent(value -> tensors.put(node.outputs().get(0), value)));
    nodes.removeIf(node -> node.operator().equals("Constant"));
    inputs.removeIf(input -> tensors.containsKey(input.name()));
    return new OnnxGraph(nodes, tensors, inputs, outputs);
  }

  private boolean graph(int number, int type) throws IOException {
    return switch (number) {
      case 1 -> nodes.add(node(type));
      case 5 -> new Constant().read(type, tensors);
      case 11 -> inputs.add(input(type));
      case 12 -> outputs.add(input(type).name());
      default -> false;
    };
  }

  private void fields(Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (++parts > MOST_PARTS) {
        throw new IOException("too many parts");
      }
      int number = WireFormat.getTagFieldNumber(tag);
      if (!field.read(number, WireFormat.getTagWireType(tag))) {
        in.skipField(tag);
      }
    }
  }

  private boolean message(int type, Field field) throws IOException {
    require(type, WIRETYPE_LENGTH_DELIMITED);
    int end = in.pushLimit(in.readRawVarint32());
    fields(field);
    in.checkLastTagWas(0);
    in.popLimit(end);
    return true;
  }

  private static void require(int found, int type) throws IOException {
    if (found != type) {
      throw new IOException("a field of another type");
    }
  }

  private String text(int type) throws IOException {
    require(type, WIRETYPE_LENGTH_DELIMITED);
    return in.readString();
  }

  private long whole(int type) throws IOException {
    require(type, WIRETYPE_VARINT);
    return in.readInt64();
  }

  private float real(int type) throws IOException {
    require(type, WIRETYPE_FIXED32);
    return in.readFloat();
  }

  /** Reads whole numbers: one, or packed ones of a list. */
  private boolean wholes(int type, List<Long> into) throws IOException {
    if (type == WIRETYPE_VARINT) {
      return into.add(in.readInt64());
    }
    require(type, WIRETYPE_LENGTH_DELIMITED);
    int end = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      if (into.size() == MOST_PARTS) {
        throw new IOException("too many numbers");
      }
      into.add(in.readInt64());
    }
    in.popLimit(end);
    return true;
  }

  private Node node(int type) throws IOException {
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    Map<Integer, String> texts = new LinkedHashMap<>();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    message(
        type,
        (number, kind) -> {
          switch (number) {
            case 1 -> from.add(text(kind));
            case 2 -> to.add(text(kind));
            case 3, 4, 7 -> texts.put(number, text(kind));
            case 5 -> new Setting().read(kind, attributes);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Node(
        texts.getOrDefault(3, ""),
        texts.getOrDefault(4, ""),
        texts.getOrDefault(7, ""),
        from,
        to,
        attributes);
  }

  private Input input(int type) throws IOException {
    List<String> name = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    Field dimension =
        (number, kind) -> {
          if (number != 1) {
            return false;
          }
          sizes.set(sizes.size() - 1, whole(kind));
          return true;
        };
    Field shape =
        (number, kind) -> {
          if (number != 1) {
            return false;
          }
          sizes.add(-1L);
          return message(kind, dimension);
        };
    Field tensor = (number, kind) -> number == 2 && message(kind, shape);
    Field value = (number, kind) -> number == 1 && message(kind, tensor);
    message(
        type,
        (number, kind) -> number == 1 ? name.add(text(kind)) : number == 2 && message(kind, value));
    return new Input(String.join("", name), sizes);
  }

  /** An attribute in the making. */
  private final class Setting {
    private String name = "";
    private float real;
    private long whole;
    private String text = "";
    private final List<Long> wholes = new ArrayList<>();
    private final Map<String, Tensor> constants = new LinkedHashMap<>();

    void read(int type, Map<String, Attribute> into) throws IOException {
      message(type, this::field);
      Optional<Tensor> constant = constants.values().stream().findFirst();
      into.put(name, new Attribute(real, whole, text, wholes, constant));
    }

    private boolean field(int number, int type) throws IOException {
      switch (number) {
        case 1 -> name = text(type);
        case 2 -> real = real(type);
        case 3 -> whole = whole(type);
        case 4 -> text = text(type);
        case 5 -> new Constant().read(type, constants);
        case 8 -> wholes(type, wholes);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  /** A tensor in the making. */
  private final class Constant {
    private String name = "";
    private int element;
    private boolean isOutside;
    private byte[] raw = {};
    private float[] reals = {};
    private final List<Long> sizes = new ArrayList<>();
    private final List<Long> wholes = new ArrayList<>();

    boolean read(int type, Map<String, Tensor> into) throws IOException {
      message(type, this::field);
      into.put(name, new Tensor(sizes, element, isOutside, raw, reals, wholes));
      return true;
    }

    private boolean field(int number, int type) throws IOException {
      switch (number) {
        case 1 -> wholes(type, sizes);
        case 2 -> element = (int) whole(type);
        case 4 -> reals = packed(type);
        case 7 -> wholes(type, wholes);
        case 8 -> name = text(type);
        case 9 -> {
          require(type, WIRETYPE_LENGTH_DELIMITED);
          raw = in.readByteArray();
        }
        case 13 -> {
          isOutside = true;
          return false;
        }
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads packed single-precision numbers, which every writer packs. */
  private float[] packed(int type) throws IOException {
    require(type, WIRETYPE_LENGTH_DELIMITED);
    int length = in.readRawVarint32();
    int end = in.pushLimit(length);
    if (length % Float.BYTES != 0 || length > in.getBytesUntilLimit()) {
      throw new IOException("numbers that are cut off");
    }
    float[] values = OnnxGraph.floats(in.readRawBytes(length));
    in.popLimit(end);
    return values;
  }
}
