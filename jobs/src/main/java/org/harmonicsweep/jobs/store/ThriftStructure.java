package org.harmonicsweep.jobs.store;

import java.io.EOFException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Walks through a structure of Thrift's compact protocol without making anything of it.
 *
 * <p>Parquet's own reader makes a list as long as its header says before it sees an element, and
 * goes as deep as the bytes lead it. This one lets pass only what the bytes can hold.
 */
final class ThriftStructure {
  /** Parquet nests half as deep. */
  private static final int DEEPEST = 16;

  private static final int LONG_LIST = 15;
  private static final int LONGEST_VARINT = 10;

  private final ByteBuffer bytes;
  private final Map<String, Long> numbers = new HashMap<>();

  private ThriftStructure(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns the whole numbers of the structure at the position of a buffer, by the numbers of their
   * fields, as in {@code 5.1}; those within lists are left out. The position is then after it.
   *
   * @throws EOFException if it goes on after the end of the buffer, or nests too deep
   */
  static Map<String, Long> numbers(ByteBuffer bytes) throws EOFException {
    ThriftStructure structure = new ThriftStructure(bytes);
    try {
      structure.structure("", 0);
    } catch (BufferUnderflowException e) {
      throw (EOFException) new EOFException("a structure ends within").initCause(e);
    }
    return structure.numbers;
  }

  private void structure(String path, int depth) throws EOFException {
    if (depth > DEEPEST) {
      throw new EOFException("a structure nests deeper than " + DEEPEST);
    }
    long field = 0;
    for (int header = bytes.get(); header != 0; header = bytes.get()) {
      int delta = (header & 0xff) >> 4;
      field = delta == 0 ? signed() : field + delta;
      value(header & 0xf, path.isEmpty() ? "" + field : path + "." + field, depth);
    }
  }

  private void value(int type, String path, int depth) throws EOFException {
    switch (type) {
      case 1, 2 -> {} // true and false stand in the header
      case 3 -> skip(1);
      case 4, 5, 6 -> numbers.put(path, signed());
      case 7 -> skip(Double.BYTES);
      case 8 -> skip(varint());
      case 9, 10 -> list(depth);
      case 11 -> map(depth);
      case 12 -> structure(path, depth + 1);
      default -> throw new EOFException("no structure has the type " + type);
    }
  }

  private void list(int depth) throws EOFException {
    int header = bytes.get() & 0xff;
    long size = header >> 4 == LONG_LIST ? varint() : header >> 4;
    elements(size, header & 0xf, depth);
  }

  private void map(int depth) throws EOFException {
    long size = varint();
    if (size == 0) {
      return;
    }
    int types = bytes.get() & 0xff;
    checkHeld(size);
    for (long i = 0; i < size; i++) {
      elements(1, types >> 4, depth);
      elements(1, types & 0xf, depth);
    }
  }

  private void elements(long size, int type, int depth) throws EOFException {
    checkHeld(size);
    ThriftStructure unnamed = new ThriftStructure(bytes);
    for (long i = 0; i < size; i++) {
      if (type == 1 || type == 2) {
        skip(1);
      } else {
        unnamed.value(type, "", depth + 1);
      }
    }
  }

  /** An element takes one byte at least. */
  private void checkHeld(long size) throws EOFException {
    if (size < 0 || size > bytes.remaining()) {
      throw new EOFException("%d elements in %d bytes".formatted(size, bytes.remaining()));
    }
  }

  private void skip(long count) throws EOFException {
    checkHeld(count);
    bytes.position(bytes.position() + (int) count);
  }

  private long signed() throws EOFException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() throws EOFException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      int next = bytes.get();
      value |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new EOFException("a number has more than " + LONGEST_VARINT + " bytes");
  }
}
