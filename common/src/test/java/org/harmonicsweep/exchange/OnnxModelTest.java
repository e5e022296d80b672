package org.harmonicsweep.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.harmonicsweep.exchange.ForeignOnnx.real;
import static org.harmonicsweep.exchange.ForeignOnnx.whole;
import static org.harmonicsweep.exchange.ForeignOnnx.wholes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxModelTest {
  static Stream<Named<ShapedNetwork>> networks() {
    return Nets.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void whatWeWroteIsReadBackBitForBit(ShapedNetwork network) {
    byte[] file = OnnxWriter.bytes("z", Map.of("x", network), Map.of("trial", "abc"));

    ShapedNetwork read = OnnxModel.of("f", file).network("x");

    assertThat(read.input()).isEqualTo(network.input());
    assertThat(read.output()).isEqualTo(network.output());
    List<Layer> layers = network.network().layers();
    assertThat(read.network().layers()).hasSameSizeAs(layers);
    for (int i = 0; i < layers.size(); i++) {
      Layer found = read.network().layers().get(i);
      assertThat(found.shape()).isEqualTo(vectors(layers.get(i).shape()));
      assertThat(found.activation()).isEqualTo(layers.get(i).activation());
      assertThat(found.weights()).isEqualTo(layers.get(i).weights());
      assertThat(found.biases()).isEqualTo(layers.get(i).biases());
    }
  }

  /** A dense layer of a network does not know whether images are around it. */
  private static LayerShape vectors(LayerShape shape) {
    return shape.match(
        dense ->
            new LayerShape.Dense(
                SampleShape.vector(dense.input().size()),
                SampleShape.vector(dense.output().size())),
        convolution -> convolution,
        transposed -> transposed);
  }

  /** Two inputs, three values between, six out as an image of two channels with three pixels. */
  private static ForeignOnnx elsewhere() {
    return new ForeignOnnx()
        .input("code", -1, 2)
        .floats("w1", List.of(3, 2), 1, 2, 3, 4, 5, 6)
        .floats("b1", List.of(3), 0.5f, 0, -1)
        .node("Gemm", List.of("code", "w1", "b1"), "h1", whole("transB", 1))
        .node("Relu", List.of("h1"), "h2")
        .floats("w2", List.of(3, 6), ramp(18))
        .node("MatMul", List.of("h2", "w2"), "h3")
        .floats("b2", List.of(6), ramp(6))
        .node("Add", List.of("b2", "h3"), "h4")
        .constant("sizes", -1, 2, 1, 3)
        .node("Reshape", List.of("h4", "sizes"), "h5");
  }

  private static float[] ramp(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i - 3;
    }
    return values;
  }

  @Test
  void gemmWithATransposedMatrixAndMatMulWithAddAreDenseLayers() {
    ShapedNetwork read = read(elsewhere().output("h5"), "h5");

    assertThat(read.output()).isEqualTo(new SampleShape(1, 3, 2));
    float[] found = read.network().apply(new float[] {1, -1}, 1);
    // h1 = (1 - 2 + 0.5, 3 - 4, 5 - 6 - 1), all below 0: what is left are the second biases
    assertThat(found).containsExactly(-3, 0, -2, 1, -1, 2);
    float[] other = read.network().apply(new float[] {1, 1}, 1);
    // h2 = (3.5, 7, 10); value k is 3.5 (k - 3) + 7 (k + 3) + 10 (k + 9) + (k - 3)
    float[] channelsFirst = new float[6];
    for (int k = 0; k < 6; k++) {
      channelsFirst[k] = 3.5f * (k - 3) + 7 * (k + 3) + 10 * (k + 9) + (k - 3);
    }
    assertThat(ChannelsFirst.samples(other, read.output())).containsExactly(channelsFirst);
  }

  @Test
  void aConvolutionAfterAReshapeSeesTheImageThatWasMeant() {
    ForeignOnnx file =
        elsewhere()
            .floats("k", List.of(1, 2, 1, 1), 1, 100)
            .node("Conv", List.of("h5", "k"), "h6", wholes("kernel_shape", 1, 1))
            .floats("b3", List.of(1, 1, 1), 7)
            .node("Add", List.of("h6", "b3"), "h7")
            .node("Flatten", List.of("h7"), "y")
            .output("y");

    float[] found = read(file, "y").network().apply(new float[] {1, -1}, 1);

    // channels (-3, -2, -1) and (0, 1, 2)
    assertThat(found).containsExactly(4, 105, 206);
  }

  @Test
  void aShapeThatTheFileLeavesOpenIsAskedFor() {
    ForeignOnnx file =
        new ForeignOnnx()
            .input("x", -1, 1, -1, -1)
            .floats("k", List.of(1, 1, 1, 1), 2)
            .node("Conv", List.of("x", "k"), "y")
            .output("y");
    OnnxModel model = OnnxModel.of("f.onnx", file.bytes());

    assertThatExceptionOfType(ExchangeException.class)
        .isThrownBy(() -> model.network("y"))
        .withMessage(
            "f.onnx: leaves the sizes of its input 'x' open; give them with --shape, such as"
                + " 28x28x1");
    SampleShape shape = new SampleShape(2, 3, 1);
    assertThat(model.network("y", shape).output()).isEqualTo(shape);
  }

  /** A file that is refused, and what its message must have. */
  record Refusal(ForeignOnnx file, String output, List<String> parts) {}

  static Stream<Named<Refusal>> refusals() {
    return Stream.of(
        refusal("softplus", activated("Softplus"), "node '/y' (Softplus)", "Gemm, MatMul"),
        refusal("leak of 0.01", activated("LeakyRelu"), "(LeakyRelu)", "0.01", "0.05"),
        refusal(
            "leak of 0.2",
            activated("LeakyRelu", real("alpha", 0.2f)),
            "negative side's slope is 0.2"),
        refusal("scaled", activated("Gemm", real("alpha", 2)), "node '/y' (Gemm)", "alpha is 2.0"),
        refusal(
            "two activations",
            elsewhere().node("Tanh", List.of("h2"), "y").output("y"),
            "node '/y' (Tanh)",
            "no activation yet"),
        refusal(
            "a group",
            elsewhere()
                .floats("k", List.of(2, 1, 1, 1), 1, 1)
                .node("Conv", List.of("h5", "k"), "y", whole("group", 2))
                .output("y"),
            "group is 2"),
        refusal(
            "an oblong kernel",
            elsewhere()
                .floats("k", List.of(1, 2, 1, 2), 1, 1, 1, 1)
                .node("Conv", List.of("h5", "k"), "y")
                .output("y"),
            "kernel_shape [1, 2]",
            "the same on every side"),
        refusal(
            "an image of the channels of one pixel",
            new ForeignOnnx()
                .input("x", -1, 1, 2, 2)
                .floats("k", List.of(4, 1, 2, 2), ramp(16))
                .node("Conv", List.of("x", "k"), "h")
                .constant("sizes", -1, 1, 2, 2)
                .node("Flatten", List.of("h"), "row")
                .node("Reshape", List.of("row", "sizes"), "y")
                .output("y"),
            "node '/y' (Reshape)",
            "2x2x1 from 1x1x4"),
        refusal(
            "a sum of two branches",
            elsewhere().node("Add", List.of("h4", "h3"), "y").output("y"),
            "adds two values"),
        refusal(
            "a number that is none",
            new ForeignOnnx()
                .input("x", -1, 1)
                .floats("w", List.of(1, 1), Float.NaN)
                .node("Gemm", List.of("x", "w"), "y")
                .output("y"),
            "NaN"),
        refusal(
            "numbers that are missing",
            new ForeignOnnx()
                .input("x", -1, 1)
                .floats("w", List.of(1 << 20, 1 << 20))
                .node("Gemm", List.of("x", "w"), "y")
                .output("y"),
            "single-precision"),
        refusal(
            "a ring",
            new ForeignOnnx()
                .input("x", -1, 1)
                .node("Relu", List.of("y"), "z")
                .node("Relu", List.of("z"), "y")
                .output("y"),
            "depends on itself"),
        refusal(
            "nothing to begin with",
            new ForeignOnnx().node("Relu", List.of("x"), "y").output("y"),
            "'x' is no input"));
  }

  private static ForeignOnnx activated(String operator, OnnxMessage... settings) {
    return elsewhere().node(operator, List.of("h4", "w2"), "y", settings).output("y");
  }

  private static Named<Refusal> refusal(String name, ForeignOnnx file, String... parts) {
    return Named.of(name, new Refusal(file, "y", Arrays.asList(parts)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatOurLayersAreNotIsRefusedByTheNameOfItsNode(Refusal refusal) {
    assertThatExceptionOfType(ExchangeException.class)
        .isThrownBy(() -> read(refusal.file(), refusal.output()))
        .satisfies(
            e -> assertThat(e.getMessage()).startsWith("f.onnx: ").contains(refusal.parts()));
  }

  @Test
  void otherBytesAreNoModel() {
    for (byte[] bytes : List.of(new byte[0], new byte[100], new byte[] {0x3a, 5, 1})) {
      assertThatExceptionOfType(ExchangeException.class)
          .isThrownBy(() -> OnnxModel.of("f.onnx", bytes))
          .withMessageStartingWith("f.onnx: not an ONNX model (");
    }
  }

  @Test
  void anOutputThatIsNotThereIsToldWithThoseThatAre() {
    OnnxModel model = OnnxModel.of("f.onnx", elsewhere().output("h5").bytes());

    assertThat(model.outputs()).containsExactly("h5");
    assertThatExceptionOfType(ExchangeException.class)
        .isThrownBy(() -> model.network("mean"))
        .withMessage("f.onnx: has no output 'mean'; it has h5");
  }

  private static ShapedNetwork read(ForeignOnnx file, String output) {
    return OnnxModel.of("f.onnx", file.bytes()).network(output);
  }
}
