package org.harmonicsweep.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NPZ archives in memory. */
final class NpzBytes {
  private NpzBytes() {}

  /** Returns an array of format version 1.0 with any header. */
  static byte[] array(String header, byte[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.write(header.length());
    bytes.write(header.length() >> 8);
    bytes.writeBytes(header.getBytes(ISO_8859_1));
    bytes.writeBytes(values);
    return bytes.toByteArray();
  }

  /** Returns a header as NumPy writes it. */
  static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }   \n";
  }

  /** Returns images of two rows and two columns with pixels 0, 1, 2 … modulo 256. */
  static byte[] images(int count) {
    return array(header("|u1", "(" + count + ", 2, 2)"), IdxBytes.ramp(4 * count));
  }

  /** Returns a compressed archive of one array. */
  static byte[] zip(String name, byte[] array) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name + ".npy"));
      zip.write(array);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
