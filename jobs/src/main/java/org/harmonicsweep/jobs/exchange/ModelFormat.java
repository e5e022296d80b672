package org.harmonicsweep.jobs.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.harmonicsweep.exchange.GraphArchive;
import org.harmonicsweep.exchange.OnnxWriter;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.jobs.ModelErrors;

/** A format that networks are written in. */
public enum ModelFormat {
  /** One file for ONNX Runtime and whatever else reads ONNX. */
  ONNX("onnx") {
    @Override
    void write(
        Path file, String input, Map<String, ShapedNetwork> outputs, Map<String, String> properties)
        throws IOException {
      Files.write(file, OnnxWriter.bytes(input, outputs, properties));
    }
  },
  /** One zip for {@code ComputationGraph.load}; it says nothing of where it comes from. */
  DL4J("zip") {
    @Override
    void write(
        Path file, String input, Map<String, ShapedNetwork> outputs, Map<String, String> properties)
        throws IOException {
      archive().write(file, input, outputs);
    }

    @Override
    public void require() {
      archive();
    }
  };

  private final String suffix;

  ModelFormat(String suffix) {
    this.suffix = suffix;
  }

  /** Returns the name used on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the end of a file's name, without a dot. */
  String suffix() {
    return suffix;
  }

  /**
   * Returns if this JVM can write the format.
   *
   * @throws org.harmonicsweep.jobs.JobException otherwise
   */
  public void require() {}

  abstract void write(
      Path file, String input, Map<String, ShapedNetwork> outputs, Map<String, String> properties)
      throws IOException;

  static GraphArchive archive() {
    return GraphArchive.onClassPath().orElseThrow(ModelErrors::noDeeplearning4j);
  }
}
