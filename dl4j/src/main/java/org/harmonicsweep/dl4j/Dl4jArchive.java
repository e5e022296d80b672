package org.harmonicsweep.dl4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.harmonicsweep.exchange.ExchangeErrors;
import org.harmonicsweep.exchange.ExchangeException;
import org.harmonicsweep.exchange.ForeignModel;
import org.harmonicsweep.exchange.GraphArchive;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.PlainText;
import org.nd4j.common.primitives.Triple;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Deeplearning4j's zips.
 *
 * <p>A zip may come from anywhere: its sizes are bounded, and the classes that its configuration
 * names are Deeplearning4j's own, before Deeplearning4j sees it.
 */
public final class Dl4jArchive implements GraphArchive {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String CLASS = "@class";

  /** Bytes of a configuration; that of a hundred layers has some hundred thousand. */
  private static final long LONGEST_CONFIGURATION = 4 << 20;

  /** Bytes of everything else, unpacked. */
  private static final long MOST_BYTES = 512L << 20;

  /** Creates the service. */
  public Dl4jArchive() {}

  @Override
  public void write(Path file, String input, Map<String, ShapedNetwork> outputs)
      throws IOException {
    outputs.values().forEach(network -> requireLayers(file, network));
    requireStarted();
    ComputationGraph graph = NetworkGraph.of(input, outputs);
    try {
      graph.save(file.toFile(), false);
    } finally {
      graph.close();
    }
  }

  private static void requireStarted() {
    NativeLibraries.start()
        .ifPresent(
            reason -> {
              throw ExchangeErrors.noLibrary(reason);
            });
  }

  private static void requireLayers(Path file, ShapedNetwork network) {
    for (LayerShape shape : network.shapes()) {
      if (shape instanceof LayerShape.TransposedConvolution transposed
          && Math.min(
                  GraphLayers.beyond(
                      transposed.window(),
                      transposed.input().height(),
                      transposed.output().height()),
                  GraphLayers.beyond(
                      transposed.window(), transposed.input().width(), transposed.output().width()))
              < 0) {
        throw ExchangeErrors.unsupported(
            file.toString(),
            "transposed convolution " + transposed.window(),
            "from %s to %s".formatted(transposed.input(), transposed.output()),
            "without more extra pixels than padding for Deeplearning4j; take --format onnx");
      }
    }
  }

  @Override
  public ForeignModel read(Path file) {
    try {
      boolean isGraph = isGraph(file);
      requireStarted();
      ComputationGraph graph =
          isGraph
              ? ComputationGraph.load(file.toFile(), false)
              : MultiLayerNetwork.load(file.toFile(), false).toComputationGraph();
      return new Dl4jModel(file.toString(), graph);
    } catch (ExchangeException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // whatever Deeplearning4j throws of a configuration that it does not understand
      throw ExchangeErrors.notAnArchive(file.toString(), PlainText.reason(e));
    }
  }

  /** Checks what is in a zip, and returns whether it is a graph, and not a list of layers. */
  private static boolean isGraph(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(CONFIGURATION);
      if (entry == null) {
        throw new IOException("it has no " + CONFIGURATION);
      }
      requireSizes(file, zip);
      JsonNode configuration = new ObjectMapper().readTree(bytes(zip, entry));
      requireKnownClasses(configuration);
      requireLength(zip);
      return configuration.has("vertices");
    }
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes((int) LONGEST_CONFIGURATION);
    }
  }

  /** Unpacks everything once: what a zip says of its sizes need not be true. */
  private static void requireSizes(Path file, ZipFile zip) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      long most = entry.getName().equals(CONFIGURATION) ? LONGEST_CONFIGURATION : MOST_BYTES;
      long size = 0;
      try (InputStream in = zip.getInputStream(entry)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          size += read;
          bytes += read;
          if (size >= most || bytes > MOST_BYTES) {
            throw ExchangeErrors.tooLarge(
                file.toString(), "more unpacked", "%d MiB".formatted(most >> 20));
          }
        }
      }
    }
  }

  /** ND4J allocates what the header of an array announces: it must be there. */
  private static void requireLength(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(COEFFICIENTS);
    if (entry == null) {
      throw new IOException("it has no " + COEFFICIENTS);
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes((int) MOST_BYTES);
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    Triple<AllocationMode, Long, DataType> shape = BaseDataBuffer.readHeader(in);
    if (shape.getThird() != DataType.INT64 || shape.getSecond() < 0 || shape.getSecond() > 64) {
      throw new IOException("the shape of its parameters is damaged");
    }
    in.skipNBytes(shape.getSecond() * Long.BYTES);
    Triple<AllocationMode, Long, DataType> values = BaseDataBuffer.readHeader(in);
    DataType type = values.getThird();
    boolean isReal = type == DataType.FLOAT || type == DataType.DOUBLE;
    if (!isReal || values.getSecond() < 0 || values.getSecond() > in.available() / type.width()) {
      throw new IOException("its parameters are damaged or cut off");
    }
  }

  private static void requireKnownClasses(JsonNode node) throws IOException {
    JsonNode name = node.get(CLASS);
    if (name != null
        && !name.asText().startsWith("org.deeplearning4j.nn.")
        && !name.asText().startsWith("org.nd4j.linalg.")) {
      throw new IOException("it names the class " + name.asText());
    }
    for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
      requireKnownClasses(children.next());
    }
  }
}
