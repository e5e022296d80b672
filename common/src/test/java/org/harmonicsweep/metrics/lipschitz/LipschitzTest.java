package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LipschitzTest {
  private static final Seeds SEEDS = new Seeds(7, 0);

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  static LongStream manySeeds() {
    return LongStream.range(0, 150);
  }

  private static Dataset data(int features, double from, double to) {
    SplittableRandom random = new SplittableRandom(features);
    float[] values = new float[20 * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(from, to);
    }
    return new Dataset(20, features, values);
  }

  private static LipschitzMeasurement measure(Network encoder, Network decoder) {
    return Lipschitz.measure(Nets.vae(encoder, decoder), data(encoder.inputs(), -1, 1), SEEDS);
  }

  private static int[] widths(SplittableRandom random, int from, int to) {
    int[] widths =
        IntStream.rangeClosed(0, random.nextInt(1, 6)).map(i -> random.nextInt(1, 41)).toArray();
    widths[0] = from;
    widths[widths.length - 1] = to;
    return widths;
  }

  /** Both networks with random activation, depth and widths; every third with a logistic output. */
  private static LipschitzMeasurement random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int features = random.nextInt(1, 41);
    int latent = random.nextInt(1, 6);
    Activation[] all = Activation.values();
    Activation output = seed % 3 == 0 ? Activation.LOGISTIC : Activation.LINEAR;
    double scale = random.nextDouble(0.3, 4);
    return measure(
        Nets.random(
            seed,
            widths(random, features, latent),
            all[(int) (seed % 5)],
            Activation.LINEAR,
            scale),
        Nets.random(
            seed + 1, widths(random, latent, features), all[(int) (seed / 5 % 5)], output, scale));
  }

  @ParameterizedTest
  @MethodSource("manySeeds")
  void lowerBoundNeverExceedsTheUpperOne(long seed) {
    assertThat(random(seed).brackets())
        .hasSize(3)
        .allSatisfy(
            bracket -> {
              assertThat(bracket.lower()).isLessThanOrEqualTo(bracket.upper());
              assertThat(bracket.lower()).isPositive();
              assertThat(bracket.upper()).isLessThanOrEqualTo(bracket.product());
              assertThat(bracket.upper()).isFinite();
            });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void localBracketLiesInsideTheGlobalOne(long seed) {
    LipschitzMeasurement measured = random(seed);
    LocalBracket local = measured.local().orElseThrow();
    assertThat(local.lower()).isLessThanOrEqualTo(measured.of(MeasuredNetwork.DECODER).lower());

    assertThat(local.lower()).isPositive().isLessThanOrEqualTo(local.upper());
    assertThat(local.upper()).isLessThanOrEqualTo(measured.of(MeasuredNetwork.DECODER).upper());
    assertThat(local.pieces()).isPositive();
  }

  @Test
  void ballHoldsTheAggregatePosterior() {
    Network encoder = Nets.written(Activation.LINEAR, new double[3][8]);
    Network decoder = Nets.random(2, new int[] {3, 5, 8}, Activation.TANH, Activation.LINEAR, 1);
    LocalBracket local = measure(encoder, decoder).local().orElseThrow();

    // N(0, I / 4) in three dimensions: 99.9 % lie within ½ √16.27 = 2.017 (the chi-squared
    // quantile) of 0; of 4096 draws the quantile is known to about 3 %, the mean to ½ / 64
    assertThat(local.radius()).isBetween(0.93 * 2.017, 1.07 * 2.017);
    assertThat(local.centre()).hasSize(3).allMatch(c -> Math.abs(c) < 0.04);
  }

  @Test
  void decoderBeyondTheSizeHasNoLocalBracket() {
    Network encoder = Nets.written(Activation.LINEAR, new double[1][2]);
    Network decoder =
        Nets.random(2, new int[] {1, 700, 700, 2}, Activation.TANH, Activation.LINEAR, 1);

    assertThat(measure(encoder, decoder).local()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void witnessGivesTheLowerBoundAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Activation[] all = Activation.values();
    Network encoder =
        Nets.random(seed, widths(random, 12, 3), all[(int) (seed % 5)], Activation.LINEAR, 2);
    Network decoder =
        Nets.random(seed, widths(random, 3, 12), all[(int) (seed % 5)], Activation.LOGISTIC, 2);
    LipschitzMeasurement measured = measure(encoder, decoder);
    LipschitzBracket inner = measured.of(MeasuredNetwork.ENCODER);
    LipschitzBracket outer = measured.of(MeasuredNetwork.DECODER);
    LipschitzBracket whole = measured.of(MeasuredNetwork.RECONSTRUCT);

    assertSame(Lipschitz.jacobianNormAt(encoder, inner.witness()), inner);
    assertSame(Lipschitz.jacobianNormAt(decoder, outer.witness()), outer);
    assertSame(Lipschitz.jacobianNormAt(encoder.then(decoder), whole.witness()), whole);
  }

  private static void assertSame(double norm, LipschitzBracket bracket) {
    // the bound is the norm less a bound of its rounding errors, which ten layers carry on
    assertThat(norm).isBetween(bracket.lower(), bracket.lower() * (1 + 1e-6));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bracketOfAffineMapsCloses(long seed) {
    int[] one = {11, 4};
    int[] back = {4, 11};
    LipschitzMeasurement measured =
        measure(
            Nets.random(seed, one, Activation.LINEAR, Activation.LINEAR, 2),
            Nets.random(seed, back, Activation.LINEAR, Activation.LINEAR, 2));

    assertThat(measured.brackets()).allSatisfy(LipschitzTest::assertClosed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bracketOfLinearChainsCloses(long seed) {
    int[] in = {11, 8, 9, 4};
    int[] out = {4, 6, 11};
    Network encoder = Nets.random(seed, in, Activation.LINEAR, Activation.LINEAR, 2);
    Network decoder = Nets.random(seed, out, Activation.LINEAR, Activation.LINEAR, 2);
    LipschitzMeasurement measured = measure(encoder, decoder);

    assertThat(measured.brackets()).allSatisfy(LipschitzTest::assertClosed);
    assertThat(measured.of(MeasuredNetwork.RECONSTRUCT).lower())
        .isCloseTo(Nets.normOfProduct(encoder.then(decoder)), Percentage.withPercentage(1e-8));
    assertThat(measured.of(MeasuredNetwork.RECONSTRUCT).certificate()).isNotEqualTo("product");
  }

  private static void assertClosed(LipschitzBracket bracket) {
    assertThat(bracket.upper() / bracket.lower()).isBetween(1.0, 1 + 1e-9);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void netsOfNonNegativeWeightsAttainTheNormOfTheirProduct(long seed) {
    Network network =
        Nets.mapped(
            Nets.random(seed, new int[] {6, 9, 7, 4}, Activation.RELU, Activation.LINEAR, 2),
            LipschitzTest::withoutSigns);
    LipschitzBracket bracket =
        Lipschitz.measure(
                Nets.vae(
                    network,
                    Nets.random(1, new int[] {4, 6}, Activation.RELU, Activation.LINEAR, 1)),
                data(6, 0.1, 1),
                SEEDS)
            .of(MeasuredNetwork.ENCODER);
    double exact = Nets.normOfProduct(network);

    assertThat(bracket.lower()).isCloseTo(exact, Percentage.withPercentage(1e-8));
    assertThat(bracket.upper()).isGreaterThanOrEqualTo(exact * (1 - 1e-9));
    assertThat(bracket.product()).isGreaterThanOrEqualTo(bracket.upper());
  }

  private static Layer withoutSigns(Layer layer) {
    float[] weights = layer.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.abs(weights[i]);
    }
    float[] none = new float[layer.outputs()];
    return new DenseLayer(layer.inputs(), layer.outputs(), weights, none, layer.activation());
  }

  @Test
  void writtenNetsAreBracketedAroundTheirTrueConstants() {
    Network shallow = Nets.written(Activation.RELU, UpperBoundsTest.A, new double[][] {{1, -1, 2}});
    Network back = Nets.random(1, new int[] {1, 2}, Activation.RELU, Activation.LINEAR, 1);
    LipschitzBracket first = measure(shallow, back).of(MeasuredNetwork.ENCODER);
    LipschitzBracket second =
        measure(UpperBoundsTest.deep(Activation.RELU), UpperBoundsTest.deep(Activation.RELU))
            .of(MeasuredNetwork.ENCODER);

    assertThat(first.lower()).isCloseTo(Math.sqrt(61), within(1e-9));
    // the semidefinite bound is refined to a gap of 1e-4
    assertThat(first.upper()).isBetween(first.lower(), first.lower() * (1 + 1.1e-4));
    assertThat(second.lower()).isCloseTo(23.0228039, within(1e-6));
    assertThat(second.upper()).isBetween(23.0869555, 23.0869556 * (1 + 1.1e-4));
  }

  @Test
  void logisticOutputIsAQuarterAsSteepAtItsCentre() {
    Network inner = Nets.written(Activation.LINEAR, new double[][] {{2}});
    Network outer = Network.of(List.of(Nets.layer(Activation.LOGISTIC, new double[][] {{8}})));
    LipschitzMeasurement measured = measure(inner, outer);

    assertThat(measured.of(MeasuredNetwork.DECODER).upper()).isCloseTo(2, within(1e-9));
    // the ascent has to find z = 0, where the slope is 2
    assertThat(measured.of(MeasuredNetwork.DECODER).lower()).isCloseTo(2, within(1e-6));
    assertThat(measured.of(MeasuredNetwork.RECONSTRUCT).upper()).isCloseTo(4, within(1e-9));
    assertThat(measured.of(MeasuredNetwork.RECONSTRUCT).lower()).isCloseTo(4, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ascentFindsMoreThanTheStartPointsHave(long seed) {
    Network encoder =
        Nets.random(seed, new int[] {8, 16, 2}, Activation.TANH, Activation.LINEAR, 3);
    Network decoder =
        Nets.random(seed, new int[] {2, 16, 8}, Activation.TANH, Activation.LINEAR, 3);
    Dataset data = data(8, -1, 1);
    double atSamples =
        StartingPoints.heldOut(data).stream()
            .mapToDouble(x -> Lipschitz.jacobianNormAt(encoder, Arrays.stream(x).boxed().toList()))
            .max()
            .orElseThrow();

    assertThat(measure(encoder, decoder).of(MeasuredNetwork.ENCODER).lower())
        .isGreaterThan(1.05 * atSamples);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void networksByThemselvesHaveTheBoundsThatTheyHaveInTheirModel(long seed) {
    Network encoder = Nets.random(seed, new int[] {6, 9, 2}, Activation.TANH, Activation.LINEAR, 2);
    Network decoder =
        Nets.random(-seed, new int[] {2, 9, 6}, Activation.TANH, Activation.LOGISTIC, 2);
    LipschitzMeasurement whole = measure(encoder, decoder);

    LipschitzBracket alone = Lipschitz.ofDecoder(decoder, SEEDS);

    LipschitzBracket within = whole.of(MeasuredNetwork.DECODER);
    assertThat(alone.upper()).isEqualTo(within.upper());
    assertThat(alone.certificate()).isEqualTo(within.certificate());
    assertThat(alone.layerNorms()).isEqualTo(within.layerNorms());
    // the search begins at fewer points, so it may end on another hill
    assertThat(alone.lower()).isBetween(0.8 * within.lower(), alone.upper());
    assertThat(Lipschitz.ofEncoder(encoder, data(6, -1, 1)))
        .isEqualTo(whole.of(MeasuredNetwork.ENCODER));
  }

  @Test
  void networkThatIsFlatOnTheDataIsFoundSteepElsewhere() {
    DenseLayer hidden = new DenseLayer(1, 1, new float[] {2}, new float[] {-20}, Activation.RELU);
    Network encoder =
        Network.of(List.of(hidden, Nets.layer(Activation.LINEAR, new double[][] {{3}})));
    Network decoder = Nets.written(Activation.LINEAR, new double[][] {{1}});

    assertThat(measure(encoder, decoder).of(MeasuredNetwork.ENCODER).lower())
        .isCloseTo(6, within(1e-9));
  }

  @Test
  void constantNetworkHasBracketZero() {
    Network zero = Nets.written(Activation.TANH, new double[4][3], new double[2][4]);
    Network half = Nets.written(Activation.TANH, new double[][] {{1, 2}, {3, 4}}, new double[3][2]);
    LipschitzMeasurement measured = measure(zero, half);

    assertThat(measured.brackets())
        .allSatisfy(
            bracket -> {
              assertThat(bracket.lower()).isZero();
              assertThat(bracket.upper()).isZero();
              assertThat(bracket.witness()).isNotEmpty();
            });
    assertThat(measured.of(MeasuredNetwork.DECODER).layerNorms().get(0)).isGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void enormousAndMinuteWeightsGiveNoNaN(long seed) {
    int[] in = {5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 3};
    int[] out = {3, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5};
    Activation[] all = Activation.values();
    Activation activation = all[(int) (seed % 5)];
    LipschitzMeasurement measured =
        measure(
            Nets.random(seed, in, activation, Activation.LINEAR, 1e36),
            Nets.random(seed, out, activation, Activation.LINEAR, 1e-36));

    assertThat(measured.brackets())
        .allSatisfy(
            bracket -> {
              assertThat(bracket.lower()).isNotNaN().isFinite();
              assertThat(bracket.upper()).isGreaterThanOrEqualTo(bracket.lower());
              assertThat(bracket.layerNorms()).allMatch(Double::isFinite);
            });
  }

  @ParameterizedTest
  @ValueSource(floats = {-3, 0, 1000})
  void posteriorSamplesOfAnyLearnedVarianceWillDo(float logVariance) {
    Network encoder = Nets.random(1, new int[] {4, 2}, Activation.TANH, Activation.LINEAR, 1);
    Network decoder = Nets.random(2, new int[] {2, 5, 4}, Activation.TANH, Activation.LINEAR, 1);
    float[] biases = {logVariance, logVariance};
    Network head =
        Network.of(List.of(new DenseLayer(4, 2, new float[8], biases, Activation.LINEAR)));
    TrainedVae fixed = Nets.vae(encoder, decoder);
    TrainedVae learned =
        new TrainedVae(
            encoder,
            Optional.of(head),
            decoder,
            EncoderVariance.learned(),
            fixed.curve(),
            fixed.weightsDigest());
    LipschitzBracket bracket =
        Lipschitz.measure(learned, data(4, -1, 1), SEEDS).of(MeasuredNetwork.DECODER);

    assertThat(bracket.lower()).isPositive().isLessThanOrEqualTo(bracket.upper());
    assertThat(bracket.witness()).hasSize(2).allMatch(Double::isFinite);
  }

  @Test
  void reconstructionIsBoundedByTheProductOfBothCertificates() {
    assertThat(LongStream.range(0, 30).mapToObj(LipschitzTest::random))
        .allSatisfy(
            measured ->
                assertThat(measured.of(MeasuredNetwork.RECONSTRUCT).upper())
                    .isLessThanOrEqualTo(
                        measured.of(MeasuredNetwork.ENCODER).upper()
                            * measured.of(MeasuredNetwork.DECODER).upper()
                            * (1 + 1e-15)));
  }

  @Test
  void measuringAgainAndOnOtherThreadsGivesTheSameBits()
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<LipschitzMeasurement> first = threads.submit(() -> random(42));
      Future<LipschitzMeasurement> second = threads.submit(() -> random(42));

      assertThat(first.get()).isEqualTo(second.get()).isEqualTo(random(42));
    } finally {
      threads.shutdownNow();
    }
  }
}
