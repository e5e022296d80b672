package org.harmonicsweep.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harmonicsweep.exchange.ExchangeException;
import org.harmonicsweep.exchange.ForeignModel;
import org.harmonicsweep.exchange.OnnxWriter;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.exchange.ModelFile;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFuzzTest {
  /** An input has some thousand bytes; a layer's biases may be as many as a layer has values. */
  private static final long MOST_BYTES = 96L << 20;

  private static final List<byte[]> WORDS =
      Stream.concat(
              Inputs.numbers().stream(),
              Stream.of("Conv", "Reshape", "Gemm", "Constant", "pads", "x", "z")
                  .map(word -> word.getBytes(UTF_8)))
          .toList();

  @TempDir private Path folder;

  @Test
  void damagedModelsAreReadOrRefusedInOneLine() throws Exception {
    Path file = folder.resolve("model.onnx");
    new Campaign(
            new Mutations(List.of(dense(), convolutional()), WORDS),
            input -> isAccepted(Files.write(file, input)),
            MOST_BYTES)
        .run("onnx", 0.3);
  }

  private static boolean isAccepted(Path file) {
    try {
      ForeignModel model = ModelFile.read(file);
      for (String output : model.outputs()) {
        ShapedNetwork network = model.network(output);
        assertThat(network.network().inputs()).isEqualTo(network.input().size());
      }
      return true;
    } catch (ExchangeException | JobException e) {
      Refusals.checkOneLine(e);
      assertThat(e.getMessage()).hasSizeLessThan(2000);
      return false;
    }
  }

  private static byte[] dense() {
    SampleShape code = SampleShape.vector(2);
    SampleShape image = new SampleShape(2, 3, 2);
    return bytes(
        List.of(
            new LayerShape.Dense(code, SampleShape.vector(5)),
            new LayerShape.Dense(SampleShape.vector(5), image)));
  }

  private static byte[] convolutional() {
    SampleShape image = new SampleShape(4, 4, 1);
    SampleShape small = new SampleShape(2, 2, 3);
    Window window = new Window(3, 2, 1);
    return bytes(
        List.of(
            new LayerShape.Convolution(image, small, window),
            new LayerShape.TransposedConvolution(small, image, window)));
  }

  private static byte[] bytes(List<LayerShape> shapes) {
    List<Layer> layers =
        shapes.stream()
            .map(
                shape ->
                    Layer.of(
                        shape,
                        new float[shape.weightRows() * shape.weightColumns()],
                        new float[shape.biases()],
                        Activation.LEAKY_RELU))
            .toList();
    SampleShape output = shapes.get(shapes.size() - 1).output();
    ShapedNetwork network = new ShapedNetwork(Network.of(layers), shapes.get(0).input(), output);
    return OnnxWriter.bytes("z", Map.of("x", network), Map.of("a", "b"));
  }
}
