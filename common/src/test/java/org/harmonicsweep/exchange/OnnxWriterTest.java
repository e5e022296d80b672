package org.harmonicsweep.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.SampleShape;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime, which knows nothing of us, evaluates our files. */
class OnnxWriterTest {
  /** Sums of some hundred floats in another order, and another tanh: a few units of 2⁻²³ each. */
  private static final float TOLERANCE = 4e-6f;

  private static final int ROWS = 5;

  static Stream<Named<ShapedNetwork>> networks() {
    return Nets.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void onnxRuntimeGivesTheSameOutputs(ShapedNetwork network) throws OrtException {
    byte[] file = OnnxWriter.bytes("z", Map.of("x", network), Map.of());
    float[] x = Nets.normals(new SplittableRandom(7), ROWS * network.input().size(), 1);

    float[] found = evaluate(file, network, x).get("x");

    float[] expected = ChannelsFirst.samples(network.network().apply(x, ROWS), network.output());
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  @Test
  void twoHeadsShareTheirTrunkAndAreCalledAsAsked() throws OrtException {
    ShapedNetwork mean = Nets.convolutions(Activation.RELU);
    Layer head = Nets.dense(Activation.TANH, Activation.LINEAR).network().layers().get(0);
    List<Layer> layers = mean.network().layers();
    int inputs = layers.get(2).inputs();
    float[] weights = Nets.normals(new SplittableRandom(3), inputs * 3, 0.3);
    Layer other = Layer.of(layers.get(2).shape(), weights, new float[3], head.activation());
    ShapedNetwork variance =
        new ShapedNetwork(
            Network.of(List.of(layers.get(0), layers.get(1), other)),
            mean.input(),
            SampleShape.vector(3));
    Map<String, ShapedNetwork> both = new LinkedHashMap<>();
    both.put("mean", mean);
    both.put("log_variance", variance);

    byte[] file = OnnxWriter.bytes("x", both, Map.of("trial", "abc"));

    float[] x = Nets.normals(new SplittableRandom(7), ROWS * mean.input().size(), 1);
    Map<String, float[]> found = evaluate(file, mean, x);
    assertThat(found.keySet()).containsExactly("mean", "log_variance");
    both.forEach(
        (name, network) ->
            assertThat(found.get(name))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsExactly(network.network().apply(x, ROWS)));
    int alone = OnnxWriter.bytes("x", Map.of("mean", mean), Map.of()).length;
    assertThat(file.length).as("bytes").isLessThan(alone + 4 * (inputs * 3 + 3) + 1000);
  }

  @Test
  void theFileSaysWhatItIs() throws OrtException {
    ShapedNetwork network = Nets.betweenImages();
    byte[] file = OnnxWriter.bytes("z", Map.of("x", network), Map.of("trial_id", "3fa9"));
    try (OrtSession session = session(file)) {
      assertThat(session.getMetadata().getCustomMetadata()).containsEntry("trial_id", "3fa9");
      assertThat(session.getMetadata().getProducerName()).isEqualTo("harmonic-sweep");
      TensorInfo in = (TensorInfo) session.getInputInfo().get("z").getInfo();
      assertThat(in.getShape()).containsExactly(-1, 2, 6, 8);
    }
    assertThat(OnnxWriter.bytes("z", Map.of("x", network), Map.of("trial_id", "3fa9")))
        .as("written again")
        .isEqualTo(file);
  }

  private static OrtSession session(byte[] file) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    return OrtEnvironment.getEnvironment().createSession(file, options);
  }

  private static Map<String, float[]> evaluate(byte[] file, ShapedNetwork network, float[] x)
      throws OrtException {
    SampleShape shape = network.input();
    long[] sizes =
        shape.isImage()
            ? new long[] {ROWS, shape.channels(), shape.height(), shape.width()}
            : new long[] {ROWS, shape.size()};
    FloatBuffer values = FloatBuffer.wrap(ChannelsFirst.samples(x, shape));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, float[]> found = new LinkedHashMap<>();
    try (OrtSession session = session(file);
        OnnxTensor tensor = OnnxTensor.createTensor(environment, values, sizes);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
      result.forEach(
          entry -> {
            FloatBuffer buffer = ((OnnxTensor) entry.getValue()).getFloatBuffer();
            float[] out = new float[buffer.remaining()];
            buffer.get(out);
            found.put(entry.getKey(), out);
          });
    }
    return found;
  }
}
