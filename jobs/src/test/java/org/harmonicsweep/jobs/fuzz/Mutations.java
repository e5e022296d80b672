package org.harmonicsweep.jobs.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages bytes in the ways that disks, networks, editors and enemies do.
 *
 * @param seeds good inputs, at least one
 * @param words what means something in the format: magic numbers, keys, extreme numbers
 */
record Mutations(List<byte[]> seeds, List<byte[]> words) {
  private static final int LONGEST_PIECE = 64;
  private static final int MOST_CHANGES = 5;

  /** Returns a damaged input; the same number gives the same one. */
  byte[] input(long number) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] bytes = any(seeds, random).clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return any(words, random);
    }
    int at = place(bytes, random);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(LONGEST_PIECE));
    return switch (random.nextInt(11)) {
      case 0, 1 ->
          overwritten(bytes, at, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))});
      case 2 -> overwritten(bytes, at, new byte[] {(byte) random.nextInt(256)});
      case 3 -> overwritten(bytes, at, extreme(random));
      case 4 -> overwritten(bytes, at, any(words, random));
      case 5 -> spliced(bytes, at, at, any(words, random));
      case 6 -> spliced(bytes, at, end, new byte[0]);
      case 7 -> spliced(bytes, at, at, repeated(bytes, at, end, 1 + random.nextInt(40)));
      case 8 -> spliced(bytes, at, bytes.length, new byte[0]);
      case 9 -> spliced(bytes, at, bytes.length, rest(any(seeds, random), random));
      default -> moved(bytes, at, end, random);
    };
  }

  /** Headers and footers are short and mean much: half of the changes fall there. */
  private static int place(byte[] bytes, SplittableRandom random) {
    int edge = Math.min(bytes.length, 256);
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(edge);
      case 1 -> bytes.length - 1 - random.nextInt(edge);
      default -> random.nextInt(bytes.length);
    };
  }

  /** Returns a number at the edge of its type, in either order of bytes, or as a long varint. */
  private static byte[] extreme(SplittableRandom random) {
    byte[] bytes = new byte[1 << random.nextInt(4)];
    int sign = random.nextInt(3);
    java.util.Arrays.fill(bytes, (byte) (sign == 0 ? 0 : 0xff));
    if (sign == 2) {
      bytes[random.nextBoolean() ? 0 : bytes.length - 1] = 0x7f;
    }
    return bytes;
  }

  private static byte[] overwritten(byte[] bytes, int at, byte[] piece) {
    byte[] copy = bytes.clone();
    System.arraycopy(piece, 0, copy, at, Math.min(piece.length, copy.length - at));
    return copy;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(piece);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static byte[] repeated(byte[] bytes, int from, int to, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.write(bytes, from, to - from);
    }
    return out.toByteArray();
  }

  private static byte[] moved(byte[] bytes, int from, int to, SplittableRandom random) {
    byte[] piece = java.util.Arrays.copyOfRange(bytes, from, to);
    byte[] others = spliced(bytes, from, to, new byte[0]);
    int at = random.nextInt(others.length + 1);
    return spliced(others, at, at, piece);
  }

  private static byte[] rest(byte[] bytes, SplittableRandom random) {
    return java.util.Arrays.copyOfRange(bytes, random.nextInt(bytes.length + 1), bytes.length);
  }

  private static byte[] any(List<byte[]> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
