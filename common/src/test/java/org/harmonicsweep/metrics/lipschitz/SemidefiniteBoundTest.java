package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.harmonicsweep.metrics.semidefinite.Effort;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SemidefiniteBoundTest {
  /** Published digits are rounded and our weights are single: six digits are what can be asked. */
  private static final Percentage SIX_DIGITS = Percentage.withPercentage(1e-4);

  /** The usual effort ends at a gap of 1e-4. */
  private static final Percentage WITHIN_THE_GAP = Percentage.withPercentage(1.1e-2);

  private static final Effort CLOSE = new Effort(1e-8, 200);

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static SlopeBound close(Network network) {
    LayerChain chain = LayerChain.of(network);
    List<BoundedMatrix> matrices = chain.compressed().orElseThrow();
    SlopeBound bound = SemidefiniteBound.of(matrices, CLOSE).orElseThrow();
    int exponent = matrices.stream().mapToInt(BoundedMatrix::exponent).sum();
    return new SlopeBound(
        Math.scalb(bound.upper() * chain.slope(), exponent), bound.gap(), bound.steps());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 20, 0.38398081, 10",
    "2, 40, 0.20646607, 13",
    "2, 80, 0.15874307, 15",
    "5, 20, 0.56887317, 17",
    "5, 40, 0.017803975, 19",
    "10, 20, 0.027640811, 20",
    "10, 40, 0.055826140, 25",
    "20, 20, 0.00047270038, 40",
  })
  void publishedNetsHaveTheirKnownOptimum(int layers, int width, double optimum, int steps) {
    SlopeBound bound = close(Nets.published(layers, width));

    assertThat(bound.upper()).isCloseTo(optimum, SIX_DIGITS);
    assertThat(bound.gap()).isLessThan(1e-6);
    // a few more than the prototype, whose start is another
    assertThat(bound.steps()).isLessThanOrEqualTo(steps + 5);
  }

  @ParameterizedTest
  @CsvSource({"RELU, 23.0869556", "TANH, 23.0869556", "LOGISTIC, 1.4429347"})
  void writtenNetHasItsKnownOptimum(Activation activation, double optimum) {
    assertThat(close(UpperBoundsTest.deep(activation)).upper()).isCloseTo(optimum, SIX_DIGITS);
  }

  static Network decoder(Pcg64 random, int width) {
    return Nets.written(
        Activation.TANH,
        random.layer(64, width),
        random.layer(width, width),
        random.layer(width, width),
        random.layer(width, 3072));
  }

  @Test
  void decoderOfUniformWeightsHasItsKnownOptimum() {
    SlopeBound bound = close(decoder(new Pcg64(), 128));

    assertThat(bound.upper()).isCloseTo(2.2966905, SIX_DIGITS);
    assertThat(bound.gap()).isLessThan(1e-6);
  }

  @Test
  void decodersOfThreeHiddenLayersHaveTheirKnownOptimumWithinTenSeconds() {
    Pcg64 random = new Pcg64();
    Network narrow = decoder(random, 128);
    Network wide = decoder(random.skipping(5 * 3 * 128), 256);

    // the first run pays for the compiler
    assertThat(usual(narrow).upper()).isCloseTo(2.2966905, WITHIN_THE_GAP);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    SlopeBound bound = usual(wide);
    double seconds = (clock.getCurrentThreadCpuTime() - start) * 1e-9;

    assertThat(bound.upper()).isCloseTo(2.0660111, WITHIN_THE_GAP).isGreaterThan(2.066);
    assertThat(bound.gap()).isLessThanOrEqualTo(1.1e-4);
    assertThat(bound.steps()).isLessThanOrEqualTo(12);
    assertThat(seconds).isLessThan(10);
  }

  private static SlopeBound usual(Network network) {
    List<BoundedMatrix> matrices = LayerChain.of(network).compressed().orElseThrow();
    SlopeBound bound = SemidefiniteBound.of(matrices, SemidefiniteBound.LARGEST).orElseThrow();
    int exponent = matrices.stream().mapToInt(BoundedMatrix::exponent).sum();
    return new SlopeBound(Math.scalb(bound.upper(), exponent), bound.gap(), bound.steps());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void netsOfNonNegativeWeightsAttainTheNormOfTheirProduct(long seed) {
    Network network =
        Nets.mapped(
            Nets.random(seed, new int[] {6, 9, 7, 8, 4}, Activation.RELU, Activation.LINEAR, 2),
            SemidefiniteBoundTest::withoutSigns);
    double exact = Nets.normOfProduct(network);

    assertThat(close(network).upper()).isBetween(exact * (1 - 1e-9), exact * (1 + 1e-6));
  }

  private static Layer withoutSigns(Layer layer) {
    float[] weights = layer.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.abs(weights[i]);
    }
    return new DenseLayer(
        layer.inputs(), layer.outputs(), weights, layer.biases(), layer.activation());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundNeverExceedsTheCheapOnes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] widths =
        IntStream.range(0, random.nextInt(3, 6)).map(i -> random.nextInt(1, 31)).toArray();
    Network network = Nets.random(seed, widths, Activation.TANH, Activation.LINEAR, 2);
    LayerChain chain = LayerChain.of(network);
    List<BoundedMatrix> matrices = chain.compressed().orElseThrow();
    double bound = SemidefiniteBound.of(matrices, CLOSE).orElseThrow().upper();

    // its multipliers are among those that are optimised
    assertThat(bound).isLessThanOrEqualTo(EclipseFast.bound(matrices) * (1 + 1e-6));
  }

  @Test
  void networksThatAreTooLargeOrHaveNoNeuronsHaveNone() {
    Network linear = Nets.random(1, new int[] {3, 4}, Activation.TANH, Activation.LINEAR, 1);
    Network large =
        Nets.random(1, new int[] {3, 600, 600, 2}, Activation.TANH, Activation.LINEAR, 1);

    assertThat(of(linear)).isEmpty();
    assertThat(of(large)).isEmpty();
  }

  private static Optional<SlopeBound> of(Network network) {
    return SemidefiniteBound.of(
        LayerChain.of(network).compressed().orElseThrow(), SemidefiniteBound.LARGEST);
  }

  @Test
  void identitiesBetweenLayersAreCertifiedWithTheRoundingOfTheirProduct() {
    Network merged =
        Network.of(
            List.of(
                    Nets.random(3, new int[] {4, 9, 4}, Activation.LINEAR, Activation.LINEAR, 1)
                        .layers(),
                    Nets.random(4, new int[] {4, 9, 4}, Activation.TANH, Activation.LINEAR, 1)
                        .layers())
                .stream()
                .flatMap(List::stream)
                .toList());
    List<BoundedMatrix> matrices = LayerChain.of(merged).compressed().orElseThrow();

    assertThat(matrices).hasSize(2);
    assertThat(matrices.get(0).radius()).isPositive();
    assertThat(close(merged).gap()).isLessThan(1e-6);
  }
}
