package org.harmonicsweep.metrics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.lipschitz.Lipschitz;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.robustness.DamageAt;
import org.harmonicsweep.metrics.robustness.Region;
import org.harmonicsweep.metrics.robustness.Robustness;
import org.harmonicsweep.metrics.robustness.RobustnessMeasurement;
import org.harmonicsweep.metrics.robustness.Stability;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.EpochLosses;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.InputNoise.Target;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Sha256;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TheoryTest {
  private static final Architecture AFFINE =
      Architecture.dense("affine", List.of(), List.of(), Activation.RELU);
  private static final InputNoise NONE = InputNoise.denoising(0);
  private static final DataSplit DATA = data();

  /** Three features of standard deviations 2, 1.2 and 0.3, rotated, about a mean. */
  private static DataSplit data() {
    Dataset training = new Dataset(512, 3, values(1, 512));
    Dataset test = new Dataset(100, 3, values(2, 100));
    String digest = new Sha256().add(training.values()).add(test.values()).hex();
    return new DataSplit(training, test, DataIdentity.ofVectors(digest, 3, 512, 100));
  }

  private static float[] values(long seed, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[3 * samples];
    for (int i = 0; i < samples; i++) {
      double a = 2 * random.nextGaussian();
      double b = 1.2 * random.nextGaussian();
      values[3 * i] = (float) (0.6 * a - 0.8 * b + 1);
      values[3 * i + 1] = (float) (0.8 * a + 0.6 * b);
      values[3 * i + 2] = (float) (0.3 * random.nextGaussian() - 2);
    }
    return values;
  }

  private static Model model(EncoderVariance variance, InputNoise noise) {
    return new Model(AFFINE, 2, Likelihood.GAUSSIAN, variance, 0.5, noise);
  }

  static Stream<Model> predictable() {
    Architecture deep = Architecture.dense("deep", List.of(4, 2), List.of(3), Activation.LINEAR);
    return Stream.of(
        model(EncoderVariance.fixed(0.25), NONE),
        model(EncoderVariance.fixed(0.25), InputNoise.denoising(0.5)),
        model(EncoderVariance.fixed(0.25), new InputNoise(0.5, Target.NOISY)),
        model(EncoderVariance.learned(), NONE),
        new Model(deep, 2, Likelihood.GAUSSIAN, EncoderVariance.fixed(0.25), 0.5, NONE));
  }

  @ParameterizedTest
  @MethodSource("predictable")
  void linearModelTrainsToItsClosedForm(Model model) {
    Trial trial =
        new Trial(
            model,
            new Training(1200, 128, 2e-3),
            new Seeds(3, 0),
            DATA.identity(),
            Engine.strict());
    TrainedVae vae =
        Trainer.train(trial, DATA)
            .match(
                trained -> trained.vae(),
                diverged -> {
                  throw new AssertionError("diverged at step " + diverged.step());
                });
    TheoryMeasurement theory = Theory.predict(trial, DATA, vae);
    LipschitzMeasurement measured = Lipschitz.measure(vae, DATA.test(), trial.seeds());

    // Adam at a constant rate keeps trembling about the optimum by some percent
    Percentage trembling = Percentage.withPercentage(4);
    assertThat(measured.of(MeasuredNetwork.ENCODER).lower())
        .isCloseTo(theory.encoderLipschitz().orElseThrow(), trembling);
    assertThat(measured.of(MeasuredNetwork.DECODER).lower())
        .isCloseTo(theory.decoderLipschitz().orElseThrow(), trembling);
    assertThat(measured.of(MeasuredNetwork.RECONSTRUCT).lower())
        .isCloseTo(theory.reconstructLipschitz().orElseThrow(), trembling);
    assertThat(theory.decoderMeanHermiteDegree()).hasValue(1);
    assertThat(theory.modes()).hasSize(10);
    isUnderNoiseAndAttackWhatTheGainsSay(theory, Robustness.measure(trial, vae, DATA.test()));
    assertThat(theory.modes()).allMatch(mode -> mode.agrees().orElse(true), "agrees with theory");
    theory
        .posteriorVarianceTheory()
        .ifPresent(
            predicted ->
                assertThat(theory.posteriorVariance().orElseThrow())
                    .isCloseTo(predicted, trembling));
  }

  private static void isUnderNoiseAndAttackWhatTheGainsSay(
      TheoryMeasurement theory, RobustnessMeasurement measured) {
    LinearEnergies energies = theory.energies().orElseThrow();
    double square = Robustness.DEVIATION * Robustness.DEVIATION;
    Stability stability = measured.stabilityAt(Robustness.DEVIATION).orElseThrow();
    DamageAt damage = measured.damageWithin(new Region(Robustness.RADIUS, false)).orElseThrow();
    // squares of gains that tremble by 4 %
    Percentage trembling = Percentage.withPercentage(8);
    assertThat(stability.encoderFirstOrder()).isCloseTo(square * energies.encoder(), trembling);
    assertThat(stability.reconstructFirstOrder())
        .isCloseTo(square * energies.reconstruct(), trembling);
    // a learned variance answers the input a little, and 1024 draws know a mean square to 5 %
    assertThat(stability.divergence())
        .isCloseTo(square * energies.posterior() / 2, Percentage.withPercentage(25));
    assertThat(damage.damage())
        .isCloseTo(Robustness.RADIUS * theory.reconstructLipschitz().orElseThrow(), trembling);
  }

  @Test
  void modesOfADecoderAreItsSingularValuesAlongTheAxesOfTheData() {
    // the encoder sees the first two features with gains 3 and 5, the decoder has 2 and 0.5
    TrainedVae vae =
        vae(
            affine(Activation.LINEAR, 3, 3, 0, 0, 5, 0, 0),
            Optional.empty(),
            affine(Activation.LINEAR, 2, 2, 0, 0, 0, 0.5f, 0));
    TheoryMeasurement theory = predict(vae);

    assertThat(measured(theory, 1, "decoder_gain")).isCloseTo(2, within(1e-12));
    assertThat(measured(theory, 2, "decoder_gain")).isCloseTo(0.5, within(1e-12));
    assertThat(measured(theory, 1, "encoder_gain")).isCloseTo(3, within(1e-12));
    assertThat(measured(theory, 2, "encoder_gain")).isCloseTo(5, within(1e-12));
    assertThat(measured(theory, 1, "reconstruct_gain")).isCloseTo(6, within(1e-12));
    assertThat(measured(theory, 2, "reconstruct_gain")).isCloseTo(2.5, within(1e-12));
    assertThat(measured(theory, 2, "posterior_variance")).isCloseTo(0.3, within(1e-12));
    // a model that was never trained agrees with nothing
    assertThat(theory.modes().get(0).agrees()).hasValue(false);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1.0, 2.5})
  void rotationOfTheLatentSpaceLeavesTheModes(double angle) {
    float c = (float) StrictMath.cos(angle);
    float s = (float) StrictMath.sin(angle);
    TrainedVae vae =
        vae(
            affine(Activation.LINEAR, 3, 3 * c, 3 * s, -5 * s, 5 * c, 0, 0),
            Optional.empty(),
            affine(Activation.LINEAR, 2, 2 * c, -0.5f * s, 0, 2 * s, 0.5f * c, 0));
    TheoryMeasurement theory = predict(vae);

    // weights are rounded to 24 bits
    assertThat(measured(theory, 1, "decoder_gain")).isCloseTo(2, within(1e-6));
    assertThat(measured(theory, 2, "encoder_gain")).isCloseTo(5, within(1e-5));
    assertThat(measured(theory, 1, "reconstruct_gain")).isCloseTo(6, within(1e-5));
  }

  @Test
  void decoderThatIgnoresAnAxisHasNoDirectionThere() {
    TheoryMeasurement theory =
        predict(
            vae(
                affine(Activation.LINEAR, 3, 3, 0, 0, 5, 0, 0),
                Optional.empty(),
                affine(Activation.LINEAR, 2, 2, 0, 0, 0, 0, 0)));

    assertThat(measured(theory, 2, "decoder_gain")).isZero();
    assertThat(mode(theory, 2, "encoder_gain").measured()).isEmpty();
    assertThat(mode(theory, 2, "encoder_gain").agrees()).isEmpty();
  }

  private static double measured(TheoryMeasurement theory, int number, String quantity) {
    return mode(theory, number, quantity).measured().orElseThrow();
  }

  private static ModeMeasurement mode(TheoryMeasurement theory, int number, String quantity) {
    return theory.modes().stream()
        .filter(mode -> mode.mode() == number && mode.quantity().equals(quantity))
        .findFirst()
        .orElseThrow();
  }

  static Stream<Model> unpredictable() {
    EncoderVariance fixed = EncoderVariance.fixed(0.25);
    Architecture curved = Architecture.dense("curved", List.of(4), List.of(), Activation.TANH);
    Architecture narrow = Architecture.dense("narrow", List.of(), List.of(4, 1), Activation.LINEAR);
    return Stream.of(
        new Model(AFFINE, 2, Likelihood.BERNOULLI, fixed, 0.5, NONE),
        new Model(curved, 2, Likelihood.GAUSSIAN, fixed, 0.5, NONE),
        new Model(narrow, 2, Likelihood.GAUSSIAN, fixed, 0.5, NONE),
        new Model(AFFINE, 2, Likelihood.GAUSSIAN, fixed, 0, NONE),
        model(EncoderVariance.learned(), InputNoise.denoising(0.1)));
  }

  @ParameterizedTest
  @MethodSource("unpredictable")
  void noGainsArePredictedWhereNoTheoryApplies(Model model) {
    assertThat(LinearModes.of(model, DATA.training())).isEmpty();
  }

  @Test
  void moreLatentAxesThanFeaturesChangeNothing() {
    Model two = model(EncoderVariance.fixed(0.25), NONE);
    Model five = new Model(AFFINE, 5, two.likelihood(), two.encoderVariance(), 0.5, NONE);

    assertThat(LinearModes.of(five, DATA.training()).orElseThrow().greatest())
        .isEqualTo(LinearModes.of(two, DATA.training()).orElseThrow().greatest());
  }

  private static Network affine(Activation activation, int inputs, float... weights) {
    int outputs = weights.length / inputs;
    return Network.of(
        List.of(new DenseLayer(inputs, outputs, weights, new float[outputs], activation)));
  }

  private static TheoryMeasurement predict(Optional<Network> logVariance, Network decoder) {
    return predict(vae(affine(Activation.LINEAR, 3, 1, 0, 0, 1, 0, 0), logVariance, decoder));
  }

  private static TrainedVae vae(Network encoder, Optional<Network> logVariance, Network decoder) {
    return new TrainedVae(
        encoder,
        logVariance,
        decoder,
        logVariance.isPresent() ? EncoderVariance.learned() : EncoderVariance.fixed(0.3),
        List.of(new EpochLosses(1, 1, 0, 0, 0, 0)),
        "digest");
  }

  private static TheoryMeasurement predict(TrainedVae vae) {
    Trial trial =
        new Trial(
            model(vae.encoderVariance(), NONE),
            new Training(1, 1, 1e-3),
            new Seeds(1, 0),
            DATA.identity(),
            Engine.strict());
    return Theory.predict(trial, DATA, vae);
  }

  @Test
  void fixedVarianceIsItsOwnMeasurement() {
    TheoryMeasurement theory =
        predict(Optional.empty(), affine(Activation.LINEAR, 2, 1, 0, 0, 0, 1, 0));

    assertThat(theory.posteriorVariance()).hasValue(0.3);
    assertThat(theory.posteriorVarianceTheory()).isEmpty();
  }

  @Test
  void learnedVarianceIsTheMeanOfTheExponentials() {
    // a head without weights and with biases ln 2 and 0
    Network head =
        Network.of(
            List.of(
                new DenseLayer(
                    3,
                    2,
                    new float[6],
                    new float[] {(float) StrictMath.log(2), 0},
                    Activation.LINEAR)));

    assertThat(
            predict(Optional.of(head), affine(Activation.LINEAR, 2, 1, 0, 0, 0, 1, 0))
                .posteriorVariance()
                .orElseThrow())
        .isCloseTo(1.5, within(1e-7));
  }

  @Test
  void predictedVarianceIsThatOfIndependentAxes() {
    Network head = affine(Activation.LINEAR, 3, new float[6]);
    // β = ½ and Jᵀ J = [[2, 1], [1, 1]]: 1 / (1 + 2 · 2) and 1 / (1 + 2 · 1)
    Network decoder = affine(Activation.LINEAR, 2, 1, 1, 0, 1, 0, 0);

    assertThat(predict(Optional.of(head), decoder).posteriorVarianceTheory().orElseThrow())
        .isCloseTo((1 / 5.0 + 1 / 3.0) / 2, within(1e-12));
  }

  @Test
  void flatDecoderLeavesThePriorVarianceAndHasNoDegree() {
    Network head = affine(Activation.LINEAR, 3, new float[6]);
    TheoryMeasurement theory =
        predict(Optional.of(head), affine(Activation.LINEAR, 2, new float[6]));

    assertThat(theory.posteriorVarianceTheory()).hasValue(1);
    assertThat(theory.decoderMeanHermiteDegree()).isEmpty();
  }

  @Test
  void curvedDecoderHasNoPredictedDegree() {
    assertThat(
            predict(Optional.empty(), affine(Activation.TANH, 2, 1, 0, 0, 0, 1, 0))
                .decoderMeanHermiteDegree())
        .isEmpty();
  }
}
