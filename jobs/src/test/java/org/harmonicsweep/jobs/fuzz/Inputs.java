package org.harmonicsweep.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Good inputs, and what means something in them. */
final class Inputs {
  /** Uses every kind of key once. */
  static final String STUDY =
      """
      study: fuzz-1
      question: "Is it, or not?"   # a comment
      data: {source: disks, samples: 100, size: ${SIZE:8}, test_fraction: 0.1}
      architectures:
        small: {encoder: [9, {dense: 4}], decoder: mirror, activation: tanh}
        conv: {encoder: [{conv: 3, kernel: 4, stride: 2, padding: 1}, {dense: 4}], decoder: mirror, activation: relu}
        back:
          encoder: [5]
          decoder: [{dense: 32, shape: [4, 4, 2]}, {transposed: 3, kernel: 2, extra: 0}, {transposed: output, kernel: 4}]
          activation: tanh
      model: {latent: 2, likelihood: gaussian}
      grid:
        architecture: [small, mlp-2x64-tanh, linear, conv, back]
        chain:
          - encoder_variance: {values: [learned, 0.01, 1.0]}
          - zip: [{kl_weight: {log10: [-1, 1], count: 2}}, {input_noise: {range: [0.1, 0.5], step: .4}}]
          - product:
              - kl_weight: {linspace: [2, 4], count: 3}
              - {noise_target: [clean]}
      where: "kl_weight <= 4 or not (input_noise == 0 and architecture in [linear, small])"
      exclude: [{kl_weight: 3, architecture: 'linear'}]
      replicates: {min: 2, max: 4, until: {metric: decoder_high_frequency_share, half_width: 10%}, budget: 100}
      seed: 7
      training: {epochs: 1, batch: 10, learning_rate: 1e-3}
      metrics: [spectrum, lipschitz]
      claims: []
      engine: strict
      """;

  private static final List<String> STUDY_WORDS =
      List.of(
          "{",
          "}",
          "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
          "{a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: ",
          "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - ",
          "((((((((((((((((((((((((((((((((((((((((((((((",
          "not not not not not not not not not not not not not ",
          "&a [*a, *a]",
          "*a",
          "<<: *a",
          "!!java.net.URL [http://localhost]",
          "!!binary aGk=",
          "%YAML 9.9\n---\n",
          "\n---\n",
          "\n...\n",
          "? ",
          ": ",
          "|\n",
          ">-\n",
          "\t",
          "\0",
          "\u001b[2J",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ue024\ue07b",
          "\ud835\udf0e",
          "${",
          "${A:",
          "${HOME}",
          "1e999",
          "-1e999",
          "1e-999",
          "1e9999999999",
          ".inf",
          "-.inf",
          ".nan",
          "NaN",
          "Infinity",
          "0x7fffffff",
          "2000000000",
          "9223372036854775808",
          "-0",
          "0.1e-300",
          "9".repeat(400),
          "true",
          "null",
          "~",
          "../../etc/passwd",
          "replicates: ",
          "count: 2000000000",
          "range: [0, 1e300], step: 1e-300",
          "log10: [-300, 300], count: 10000",
          "architecture: [linear]",
          "where: \"",
          "'",
          "\"");

  private Inputs() {}

  static List<byte[]> studyWords() {
    return STUDY_WORDS.stream().map(word -> word.getBytes(UTF_8)).toList();
  }

  /** Numbers that a header may claim. */
  static List<byte[]> numbers() {
    return Stream.of(
            0L, 1L, 255L, 256L, 65_535L, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, Long.MAX_VALUE)
        .flatMap(
            number -> Stream.of(whole(number, 4), whole(number, 8), reversed(whole(number, 4))))
        .toList();
  }

  /** Returns an IDX file of the given magic and sizes, with the content that they promise. */
  static byte[] idx(int magic, int... sizes) {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + 4 * sizes.length + Arrays.stream(sizes).reduce(1, (a, b) -> a * b));
    bytes.putInt(magic);
    Arrays.stream(sizes).forEach(bytes::putInt);
    for (byte value = 0; bytes.hasRemaining(); value++) {
      bytes.put(value);
    }
    return bytes.array();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns an array as NumPy stores it, of zeros. */
  static byte[] npy(String type, String shape, int length) {
    String header =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }   \n";
    ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + length);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    bytes.put(header.getBytes(UTF_8));
    return bytes.array();
  }

  /** Returns an archive with a small array and one by the name {@code imgs}, packed. */
  static byte[] npz(byte[] array) {
    return zip(ZipOutputStream.DEFLATED, array);
  }

  /** Returns the same archive, not packed. */
  static byte[] stored(byte[] array) {
    return zip(ZipOutputStream.STORED, array);
  }

  private static byte[] zip(int method, byte[] array) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content :
          List.of(Map.entry("classes", npy("<i8", "(2,)", 16)), Map.entry("imgs", array))) {
        ZipEntry entry = new ZipEntry(content.getKey() + ".npy");
        CRC32 sum = new CRC32();
        sum.update(content.getValue());
        entry.setMethod(method);
        entry.setSize(content.getValue().length);
        entry.setCrc(sum.getValue());
        entry.setTime(0); // the same input at any time
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] whole(long number, int length) {
    byte[] all = ByteBuffer.allocate(8).putLong(number).array();
    return Arrays.copyOfRange(all, 8 - length, 8);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] copy = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      copy[i] = bytes[bytes.length - 1 - i];
    }
    return copy;
  }
}
