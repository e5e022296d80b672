package org.harmonicsweep.dl4j;

import java.util.List;
import java.util.stream.Stream;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.api.Named;

/** Models of every kind that a study may ask for, small. */
final class Cases {
  private static final Training TRAINING = new Training(3, 16, 3e-3);

  private Cases() {}

  /** A trial and its data. */
  record Case(Trial trial, DataSplit data) {
    Case on(Engine engine) {
      return new Case(
          new Trial(trial.model(), trial.training(), trial.seeds(), trial.data(), engine), data);
    }
  }

  static Stream<Named<Case>> all() {
    return Stream.of(dense(), convolutional()).flatMap(cases -> cases);
  }

  private static Stream<Named<Case>> dense() {
    return Stream.of(Activation.values())
        .map(
            activation ->
                Named.of(
                    "dense " + activation.key(),
                    of(
                        new Model(
                            Architecture.dense("d", List.of(17, 8), List.of(9), activation),
                            3,
                            likelihood(activation),
                            variance(activation),
                            2,
                            noise(activation)),
                        SampleShape.vector(12))));
  }

  /** Two channels, a wider side than high, and pixels beyond the fewest: nothing is symmetric. */
  private static Stream<Named<Case>> convolutional() {
    SampleShape image = new SampleShape(8, 10, 2);
    Window strided = new Window(3, 2, 1);
    Window plain = new Window(3, 1, 1);
    HiddenLayer first = new HiddenLayer.Convolution(4, strided);
    HiddenLayer second = new HiddenLayer.Convolution(3, plain);
    HiddenLayer middle = new HiddenLayer.Dense(SampleShape.vector(11));
    HiddenLayer back = new HiddenLayer.Dense(new SampleShape(4, 5, 3));
    HiddenLayer refined = new HiddenLayer.TransposedConvolution(5, plain, 0);
    Decoder mirrored = new Decoder.Mirror();
    Decoder written =
        new Decoder.Layers(List.of(middle, back, refined), new Decoder.Output.Transposed(strided));
    return Stream.of(
        Named.of(
            "convolutions mirrored",
            of(convolutional(List.of(first, second, middle), mirrored, Activation.RELU), image)),
        Named.of(
            "convolutions written out",
            of(convolutional(List.of(first, second), written, Activation.TANH), image)));
  }

  private static Model convolutional(
      List<HiddenLayer> encoder, Decoder decoder, Activation activation) {
    return new Model(
        new Architecture("c", encoder, decoder, activation),
        2,
        Likelihood.BERNOULLI,
        EncoderVariance.learned(),
        1,
        InputNoise.denoising(0.1));
  }

  private static Likelihood likelihood(Activation activation) {
    return activation == Activation.RELU || activation == Activation.LINEAR
        ? Likelihood.GAUSSIAN
        : Likelihood.BERNOULLI;
  }

  private static EncoderVariance variance(Activation activation) {
    return activation == Activation.RELU || activation == Activation.TANH
        ? EncoderVariance.fixed(0.1)
        : EncoderVariance.learned();
  }

  private static InputNoise noise(Activation activation) {
    return activation == Activation.TANH ? InputNoise.denoising(0) : InputNoise.denoising(0.2);
  }

  private static Case of(Model model, SampleShape shape) {
    DataSplit data = Samples.uniform(shape);
    return new Case(
        new Trial(model, TRAINING, new Seeds(1, 0), data.identity(), Engine.strict()), data);
  }
}
