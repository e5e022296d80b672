package org.harmonicsweep.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** IDX files in memory. */
final class IdxBytes {
  private IdxBytes() {}

  /** Returns a file of the given magic, sizes and values. */
  static byte[] file(int magic, int[] sizes, byte[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(magic);
      for (int size : sizes) {
        out.writeInt(size);
      }
      out.write(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns images of two rows and two columns with pixels 0, 1, 2 … modulo 256. */
  static byte[] images(int count) {
    return file(0x803, new int[] {count, 2, 2}, ramp(4 * count));
  }

  static byte[] labels(int count) {
    return file(0x801, new int[] {count}, ramp(count));
  }

  static byte[] ramp(int length) {
    byte[] values = new byte[length];
    for (int i = 0; i < length; i++) {
      values[i] = (byte) i;
    }
    return values;
  }

  static byte[] gzip(byte[] file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
