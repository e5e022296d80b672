package org.harmonicsweep.jobs.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files, in the form that {@code sha256sum --check} reads. */
final class Checksums {
  private Checksums() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Returns one line per file, sorted by name. */
  static byte[] lines(List<PublishedFile> files) {
    return files.stream()
        .sorted(Comparator.comparing(PublishedFile::name))
        .map(file -> file.digest() + "  " + file.name() + "\n")
        .collect(joining())
        .getBytes(UTF_8);
  }
}
