package org.harmonicsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTravelsTest {
  private static final Window WINDOW = new Window(3, 2, 1);

  static Stream<Architecture> architectures() {
    List<HiddenLayer> hidden =
        List.of(
            new HiddenLayer.Dense(SampleShape.vector(4)),
            new HiddenLayer.Convolution(2, WINDOW),
            new HiddenLayer.TransposedConvolution(2, WINDOW, 1));
    return Stream.of(
            new Decoder.Layers(hidden, new Decoder.Output.Dense()),
            new Decoder.Layers(hidden, new Decoder.Output.Transposed(WINDOW)),
            new Decoder.Mirror())
        .map(decoder -> new Architecture("a", hidden, decoder, Activation.TANH));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void anArchitectureReachesAnExecutorAsItIs(Architecture architecture) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(architecture);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(architecture);
    }
  }
}
