package org.harmonicsweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VaeTest {
  private static final DataSplit DATA = Trials.uniform(9, 48, 8);

  /** The samples as images of three by three pixels where a convolution needs neighbours. */
  private static final SampleShape IMAGES = new SampleShape(3, 3, 1);

  /** So small that no unit crosses a kink on the way; rounding still leaves eight digits. */
  private static final double STEP = 1e-7;

  static Stream<Model> models() {
    List<InputNoise> noises =
        List.of(
            InputNoise.denoising(0),
            InputNoise.denoising(0.3),
            new InputNoise(0.3, InputNoise.Target.NOISY));
    List<EncoderVariance> variances =
        List.of(EncoderVariance.fixed(0.25), EncoderVariance.learned());
    Stream<Model> all =
        Stream.of(Likelihood.values())
            .flatMap(
                likelihood ->
                    variances.stream()
                        .flatMap(
                            variance ->
                                noises.stream()
                                    .map(noise -> Trials.model(likelihood, variance, noise))));
    Stream<Model> activations =
        Stream.of(Activation.values())
            .map(
                activation ->
                    new Model(
                        Architecture.dense("one", List.of(11), List.of(10), activation),
                        2,
                        Likelihood.GAUSSIAN,
                        EncoderVariance.learned(),
                        1.3,
                        InputNoise.denoising(0.1)));
    return Stream.of(all, activations, convolutional()).flatMap(models -> models);
  }

  private static Stream<Model> convolutional() {
    List<HiddenLayer> narrowing =
        List.of(
            new HiddenLayer.Convolution(3, new Window(2, 1, 0)),
            new HiddenLayer.Convolution(2, new Window(3, 2, 1)),
            new HiddenLayer.Dense(SampleShape.vector(5)));
    List<HiddenLayer> widening =
        List.of(
            new HiddenLayer.Dense(new SampleShape(2, 2, 2)),
            new HiddenLayer.TransposedConvolution(3, new Window(2, 2, 1), 1),
            new HiddenLayer.Convolution(2, new Window(2, 1, 0)));
    return Stream.of(Activation.TANH, Activation.LEAKY_RELU)
        .flatMap(
            activation ->
                Stream.of(
                    new Architecture("mirrored", narrowing, new Decoder.Mirror(), activation),
                    new Architecture(
                        "written",
                        narrowing,
                        new Decoder.Layers(
                            widening, new Decoder.Output.Transposed(new Window(2, 1, 0))),
                        activation)))
        .map(
            architecture ->
                new Model(
                    architecture,
                    2,
                    Likelihood.BERNOULLI,
                    EncoderVariance.learned(),
                    1.3,
                    InputNoise.denoising(0.1)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void gradientIsTheDerivativeOfTheLoss(Model model) {
    Vae vae = new Vae(Kernels.create(), model, IMAGES, 16);
    InitialWeights weights = new InitialWeights(new org.harmonicsweep.trial.Seeds(3, 0));
    weights.fill(vae);
    Vae.Batch batch = batch(model);
    double loss = vae.differentiate(batch, model.klWeight()).total(model.klWeight()) / 16;
    ReferenceLoss reference = new ReferenceLoss(model, IMAGES);
    double[] parameters = doubles(vae.parameters().values().values());
    // sums of some hundred terms of order 1 in single precision
    assertThat(loss).isCloseTo(reference.at(parameters, batch), within(1e-5));
    float[] gradient = vae.parameters().gradient().values();
    for (int i = 0; i < parameters.length; i++) {
      double expected = difference(reference, parameters, i, batch);
      assertThat((double) gradient[i]).as("parameter %d", i).isCloseTo(expected, within(3e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void targetIsTheNoisyInputOnlyWhereAskedFor(Model model) {
    Vae.Batch batch = batch(model);
    boolean noisy = model.inputNoise().target() == InputNoise.Target.NOISY;
    boolean none = model.inputNoise().standardDeviation() == 0;
    assertThat(Arrays.equals(batch.input().values(), batch.target().values()))
        .isEqualTo(noisy || none);
    // clean samples lie in [0, 1]
    boolean outside =
        IntStream.range(0, batch.target().size())
            .anyMatch(i -> Math.abs(batch.target().values()[i] - 0.5) > 0.5);
    assertThat(outside).isEqualTo(noisy);
  }

  private static Vae.Batch batch(Model model) {
    Training training = new Training(1, 16, 1e-3);
    return new Minibatches(Kernels.create(), Trials.trial(model, training, DATA), DATA.training())
        .batch(2);
  }

  private static double difference(
      ReferenceLoss reference, double[] parameters, int i, Vae.Batch batch) {
    double value = parameters[i];
    parameters[i] = value + STEP;
    double above = reference.at(parameters, batch);
    parameters[i] = value - STEP;
    double below = reference.at(parameters, batch);
    parameters[i] = value;
    return (above - below) / (2 * STEP);
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
