package org.harmonicsweep.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How an array of NumPy stores a number.
 *
 * @param kind of number
 * @param order of its bytes
 */
record NpyType(Kind kind, ByteOrder order) {
  /** What an array may hold, for messages. */
  static final String ALLOWED = "uint8 '|u1', bool '|b1', float32 '<f4' or float64 '<f8'";

  /** Kinds of numbers. */
  enum Kind {
    /** Truth values: a byte that is 0 or 1. */
    TRUTH(1, 1),
    /** Whole numbers from 0 to 255. */
    BYTE(1, 255),
    /** Single precision. */
    FLOAT(4, 1),
    /** Double precision. */
    DOUBLE(8, 1);

    private final int width;
    private final double white;

    Kind(int width, double white) {
      this.width = width;
      this.white = white;
    }
  }

  /** Returns the type that a header calls so, or none. */
  static Optional<NpyType> of(String description) {
    return switch (description) {
      case "|b1" -> type(Kind.TRUTH, ByteOrder.LITTLE_ENDIAN);
      case "|u1" -> type(Kind.BYTE, ByteOrder.LITTLE_ENDIAN);
      case "<f4" -> type(Kind.FLOAT, ByteOrder.LITTLE_ENDIAN);
      case ">f4" -> type(Kind.FLOAT, ByteOrder.BIG_ENDIAN);
      case "<f8" -> type(Kind.DOUBLE, ByteOrder.LITTLE_ENDIAN);
      case ">f8" -> type(Kind.DOUBLE, ByteOrder.BIG_ENDIAN);
      default -> Optional.empty();
    };
  }

  private static Optional<NpyType> type(Kind kind, ByteOrder order) {
    return Optional.of(new NpyType(kind, order));
  }

  /** Returns the bytes of a number. */
  int width() {
    return kind.width;
  }

  /** Returns the number that becomes 1 where a study does not say. */
  double white() {
    return kind.white;
  }

  /** Returns a number of those that a buffer of this order holds. */
  double number(ByteBuffer bytes, int index) {
    return switch (kind) {
      case TRUTH, BYTE -> Byte.toUnsignedInt(bytes.get(index));
      case FLOAT -> bytes.getFloat(index * Float.BYTES);
      case DOUBLE -> bytes.getDouble(index * Double.BYTES);
    };
  }
}
