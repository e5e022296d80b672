package org.harmonicsweep.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.harmonicsweep.dl4j.Cases.Case;
import org.harmonicsweep.exchange.ChannelsFirst;
import org.harmonicsweep.exchange.ExchangeException;
import org.harmonicsweep.exchange.ForeignModel;
import org.harmonicsweep.exchange.GraphArchive;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class Dl4jArchiveTest {
  /** Sums of some hundred floats in another order, and another tanh. */
  private static final float TOLERANCE = 4e-6f;

  private static final int ROWS = 5;

  private final GraphArchive archive = GraphArchive.onClassPath().orElseThrow();

  @TempDir private Path folder;

  static Stream<Named<Case>> cases() {
    return Cases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void deeplearning4jGivesTheSameOutputsAndWeReadTheSameBits(Case one) throws IOException {
    TrainedVae vae = AgreementTest.trained(one);
    SampleShape code = SampleShape.vector(one.trial().model().latent());
    SampleShape sample = one.trial().data().shape();
    Map<String, ShapedNetwork> encoder = new LinkedHashMap<>();
    encoder.put("mean", new ShapedNetwork(vae.encoderMean(), sample, code));
    vae.encoderLogVariance()
        .ifPresent(
            network -> encoder.put("log_variance", new ShapedNetwork(network, sample, code)));

    check("x", encoder);
    check("z", Map.of("x_mean", new ShapedNetwork(vae.decoder(), code, sample)));
  }

  private void check(String input, Map<String, ShapedNetwork> networks) throws IOException {
    Path file = folder.resolve(input + ".zip");
    archive.write(file, input, networks);

    assertOutputs(ComputationGraph.load(file.toFile(), false), input, networks);

    ForeignModel read = archive.read(file);
    assertThat(read.outputs()).containsExactlyElementsOf(networks.keySet());
    networks.forEach((name, network) -> assertSame(read.network(name), network));
  }

  private static void assertOutputs(
      ComputationGraph graph, String input, Map<String, ShapedNetwork> networks) {
    SampleShape shape = networks.values().iterator().next().input();
    float[] x = values(ROWS * shape.size());
    INDArray[] found = graph.output(false, array(ChannelsFirst.samples(x, shape), shape));
    List<String> names = List.copyOf(networks.keySet());
    assertThat(graph.getConfiguration().getNetworkInputs()).containsExactly(input);
    assertThat(graph.getConfiguration().getNetworkOutputs()).isEqualTo(names);
    for (int i = 0; i < names.size(); i++) {
      ShapedNetwork network = networks.get(names.get(i));
      float[] expected = ChannelsFirst.samples(network.network().apply(x, ROWS), network.output());
      assertThat(found[i].shape()).isEqualTo(shape(network.output()));
      assertClose(found[i].dup('c').data().asFloat(), expected);
    }
    graph.close();
  }

  private static void assertSame(ShapedNetwork read, ShapedNetwork network) {
    assertThat(read.input()).isEqualTo(network.input());
    assertThat(read.output()).isEqualTo(network.output());
    List<Layer> layers = network.network().layers();
    for (int i = 0; i < layers.size(); i++) {
      Layer found = read.network().layers().get(i);
      assertThat(found.shape()).isEqualTo(layers.get(i).shape());
      assertThat(found.activation()).isEqualTo(layers.get(i).activation());
      assertThat(found.weights()).isEqualTo(layers.get(i).weights());
      assertThat(found.biases()).isEqualTo(layers.get(i).biases());
    }
  }

  private static void assertClose(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  private static float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (i * 37 % 101) / 50f - 1;
    }
    return values;
  }

  private static long[] shape(SampleShape shape) {
    return shape.isImage()
        ? new long[] {ROWS, shape.channels(), shape.height(), shape.width()}
        : new long[] {ROWS, shape.size()};
  }

  private static INDArray array(float[] values, SampleShape shape) {
    return Nd4j.create(values, shape(shape), 'c');
  }

  @Test
  void aListOfLayersFromElsewhereIsReadWithItsReshapes() throws IOException {
    MultiLayerNetwork elsewhere =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .stride(2, 2)
                        .padding(1, 1)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(new DenseLayer.Builder().nOut(6).activation(Activation.SIGMOID).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutionalFlat(6, 8, 2))
                .build());
    elsewhere.init();
    Path file = folder.resolve("list.zip");
    elsewhere.save(file.toFile());

    ForeignModel model = archive.read(file);
    ShapedNetwork read = model.network(model.outputs().get(0));

    SampleShape image = new SampleShape(6, 8, 2);
    assertThat(read.input()).isEqualTo(image);
    float[] x = values(ROWS * image.size());
    float[] theirs = ChannelsFirst.samples(x, image);
    INDArray found = elsewhere.output(array(theirs, SampleShape.vector(image.size())));
    assertClose(read.network().apply(x, ROWS), found.dup('c').data().asFloat());
    elsewhere.close();
  }

  @Test
  void aLayerOrActivationThatOursAreNotIsNamed() throws IOException {
    Path normalised = saved(new BatchNormalization.Builder().nIn(3).nOut(3).build(), "norm.zip");
    Path soft =
        saved(
            new DenseLayer.Builder().nIn(3).nOut(3).activation(Activation.SOFTPLUS).build(),
            "soft.zip");

    assertRefused(normalised, "layer 'b' (BatchNormalization)", "DenseLayer, OutputLayer");
    assertRefused(soft, "layer 'b' (DenseLayer)", "activation softplus", "identity, relu");
  }

  private Path saved(org.deeplearning4j.nn.conf.layers.Layer second, String name)
      throws IOException {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .addLayer("a", new DenseLayer.Builder().nIn(2).nOut(3).build(), "x")
                .addLayer("b", second, "a")
                .setOutputs("b")
                .build());
    graph.init();
    Path file = folder.resolve(name);
    graph.save(file.toFile(), false);
    graph.close();
    return file;
  }

  private void assertRefused(Path file, String... parts) {
    assertThatExceptionOfType(ExchangeException.class)
        .isThrownBy(() -> archive.read(file).network("b"))
        .satisfies(e -> assertThat(e.getMessage()).startsWith(file.toString()).contains(parts));
  }

  @Test
  void otherZipsAreRefusedBeforeDeeplearning4jSeesThem() throws IOException {
    assertRefused(zip("empty.zip", "other.txt", "x"), "it has no configuration.json");
    assertRefused(zip("text.zip", "configuration.json", "not json"), "not a network");
    assertRefused(
        zip(
            "class.zip",
            "configuration.json",
            "{\"vertices\": {\"a\": {\"\\u0040class\": \"javax.swing.JEditorPane\"}}}"),
        "it names the class javax.swing.JEditorPane");
    assertRefused(zip("graph.zip", "configuration.json", "{\"vertices\": {}}"), "not a network");
    assertRefused(zip("large.zip", "configuration.json", " ".repeat(5 << 20)), "more unpacked");
  }

  private Path zip(String name, String entry, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void whatDeeplearning4jLacksIsToldBeforeAFileIsThere() {
    SampleShape small = new SampleShape(2, 2, 1);
    SampleShape large = new SampleShape(4, 4, 1);
    // one pixel beyond the fewest, without a padding that would leave it
    LayerShape shape = new LayerShape.TransposedConvolution(small, large, new Window(1, 2, 0));
    Layer layer =
        Layer.of(shape, new float[1], new float[1], org.harmonicsweep.trial.Activation.LINEAR);
    ShapedNetwork network = new ShapedNetwork(Network.of(List.of(layer)), small, large);
    Path file = folder.resolve("never.zip");

    assertThatExceptionOfType(ExchangeException.class)
        .isThrownBy(() -> archive.write(file, "z", Map.of("x", network)))
        .withMessageContaining("take --format onnx");
    assertThat(file).doesNotExist();
  }
}
