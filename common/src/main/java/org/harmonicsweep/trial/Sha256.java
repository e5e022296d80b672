package org.harmonicsweep.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the one hash behind identities, digests and random keys. */
public final class Sha256 {
  private final MessageDigest digest = newDigest();

  /** Returns the hexadecimal SHA-256 of a text in UTF-8. */
  public static String hex(String text) {
    return new Sha256().add(text.getBytes(UTF_8)).hex();
  }

  /** Returns the first eight bytes of a text's SHA-256 as a big-endian number. */
  public static long firstLong(String text) {
    return ByteBuffer.wrap(new Sha256().add(text.getBytes(UTF_8)).digest.digest()).getLong();
  }

  /** Adds bytes as they are. */
  public Sha256 add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds the bits of floats, big-endian. */
  public Sha256 add(float[] values) {
    int chunk = 4096;
    ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * chunk);
    for (int from = 0; from < values.length; from += chunk) {
      buffer.clear();
      buffer.asFloatBuffer().put(values, from, Math.min(chunk, values.length - from));
      digest.update(buffer.array(), 0, Float.BYTES * Math.min(chunk, values.length - from));
    }
    return this;
  }

  /** Returns the digest of all that was added, as 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
