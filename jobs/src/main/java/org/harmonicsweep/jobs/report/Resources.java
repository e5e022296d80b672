package org.harmonicsweep.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files on the class path. */
final class Resources {
  private Resources() {}

  /** Returns the text of a file; a name without a slash is one of this package. */
  static String text(String path) {
    try (InputStream in =
        requireNonNull(Resources.class.getResourceAsStream(path), "no resource " + path)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
