package org.harmonicsweep.jobs.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.harmonicsweep.exchange.ExchangeErrors;
import org.harmonicsweep.exchange.ForeignModel;
import org.harmonicsweep.exchange.OnnxModel;
import org.harmonicsweep.jobs.ModelErrors;

/** Reads a file with a network, made by anyone. */
public final class ModelFile {
  /** Bytes of a file: a network of 64 Mi parameters. */
  static final long MOST_BYTES = 256L << 20;

  private ModelFile() {}

  /**
   * Reads a file; its first bytes tell whether it is a zip of Deeplearning4j, all others are taken
   * for ONNX.
   *
   * @throws RuntimeException with a message for the user if it is neither
   */
  public static ForeignModel read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw ModelErrors.missing(file.toString());
    }
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw ExchangeErrors.tooLarge(
            file.toString(), size + " bytes", MOST_BYTES + " bytes of a model");
      }
      return isZip(file)
          ? ModelFormat.archive().read(file)
          : OnnxModel.of(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw ModelErrors.file(file.toString(), e);
    }
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4
          && start[0] == 'P'
          && start[1] == 'K'
          && start[2] == 3
          && start[3] == 4;
    }
  }
}
