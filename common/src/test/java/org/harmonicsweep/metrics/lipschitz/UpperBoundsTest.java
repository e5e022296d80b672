package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UpperBoundsTest {
  /** Published digits are rounded and our weights are single: six digits are what can be asked. */
  private static final Percentage SIX_DIGITS = Percentage.withPercentage(1e-4);

  /** The semidefinite bound is refined to a gap of 1e-4. */
  private static final Percentage WITHIN_THE_GAP = Percentage.withPercentage(1.1e-2);

  static final double[][] A = {{1, 2}, {3, -1}, {-2, 1}};

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  /** A bound of the neurons as they are, which the known values are of. */
  private static double unbalanced(Network network, ToDoubleFunction<List<BoundedMatrix>> bound) {
    LayerChain chain = LayerChain.of(network);
    List<BoundedMatrix> matrices = chain.compressed().orElseThrow();
    return bound.applyAsDouble(matrices) * chain.slope() * twoTo(matrices);
  }

  private static double productOfNorms(List<BoundedMatrix> matrices) {
    return matrices.stream().mapToDouble(BoundedMatrix::norm).reduce(1, (a, b) -> a * b);
  }

  private static UpperBounds bounds(Network network) {
    return UpperBounds.of(LayerChain.of(network));
  }

  private static Network random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] widths =
        IntStream.range(0, random.nextInt(2, 7)).map(i -> random.nextInt(1, 31)).toArray();
    Activation[] all = Activation.values();
    return Nets.random(
        seed, widths, all[(int) (seed % all.length)], Activation.LINEAR, random.nextDouble(0.5, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 20, 0.69561691, 0.51446926, 0.46160356",
    "2, 40, 0.42029917, 0.31074683, 0.28217575",
    "2, 80, 0.42707812, 0.30390088, 0.24034011",
    "5, 20, 3.9179718, 1.4434152, 1.4487266",
    "5, 40, 0.10756892, 0.037059176, 0.039347652",
    "10, 20, 0.97534014, 0.1301713, 0.15737651",
    "10, 40, 2.3838171, 0.25308878, 0.3330533",
    "20, 20, 0.63541404, 0.0089957889, 0.014402149",
    "50, 20, 155.45383, 0.0011024608, 0.0041451856",
    "100, 100, 9.0283963, 1.6209041e-10, 8.1066466e-09",
  })
  void publishedNetsHaveTheirKnownBounds(
      int layers, int width, double product, double fast, double combettesPesquet) {

    Network network = Nets.published(layers, width);
    List<BoundedMatrix> balanced = Balance.of(LayerChain.of(network).compressed().orElseThrow());

    assertThat(unbalanced(network, UpperBoundsTest::productOfNorms)).isCloseTo(product, SIX_DIGITS);
    assertThat(unbalanced(network, EclipseFast::bound)).isCloseTo(fast, SIX_DIGITS);
    assertThat(unbalanced(network, CombettesPesquet::bound))
        .isCloseTo(combettesPesquet, SIX_DIGITS);
    // the least of both: never worse than the published one
    assertThat(EclipseFast.bound(balanced) * twoTo(balanced)).isLessThan(fast);
  }

  @Test
  void decodersOfUniformWeightsHaveTheirKnownBounds() {
    Pcg64 random = new Pcg64();
    Network narrow = SemidefiniteBoundTest.decoder(random, 128);
    Network wide = SemidefiniteBoundTest.decoder(random.skipping(5 * 3 * 128), 256);

    assertKnown(narrow, 6.01793413, 3.60485462, 3.14608580);
    assertKnown(wide, 5.74189622, 3.26625493, 2.79479443);
  }

  private static void assertKnown(
      Network network, double product, double combettesPesquet, double fast) {
    assertThat(unbalanced(network, UpperBoundsTest::productOfNorms)).isCloseTo(product, SIX_DIGITS);
    assertThat(unbalanced(network, CombettesPesquet::bound))
        .isCloseTo(combettesPesquet, SIX_DIGITS);
    assertThat(unbalanced(network, EclipseFast::bound)).isCloseTo(fast, SIX_DIGITS);
  }

  @Test
  void shallowWrittenNetHasItsKnownBounds() {
    Network network = Nets.written(Activation.RELU, A, new double[][] {{1, -1, 2}});
    UpperBounds bounds = bounds(network);

    assertThat(bounds.product()).isCloseTo(9.4868330, SIX_DIGITS);
    assertThat(unbalanced(network, CombettesPesquet::bound)).isCloseTo(8.6485413, SIX_DIGITS);
    assertThat(unbalanced(network, EclipseFast::bound)).isCloseTo(8.5953476, SIX_DIGITS);
    assertThat(bounds.smallest()).isCloseTo(Math.sqrt(61), WITHIN_THE_GAP);
    assertThat(bounds.certificate()).isEqualTo("semidefinite");
  }

  static Network deep(Activation activation) {
    return Nets.written(
        activation,
        A,
        new double[][] {{1, -1, 2}, {0, 2, 1}, {2, 1, -1}},
        new double[][] {{1, -2, 1}, {2, 0, -1}});
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, 26.8218448, 25.0639180, 24.2815939",
    "LEAKY_RELU, 26.8218448, 25.0639180, 24.2815939",
    "TANH, 26.8218448, 25.0639180, 24.2815939",
    "LOGISTIC, 1.6763653, 1.5664949, 1.5175996",
  })
  void deepWrittenNetHasItsKnownBounds(
      Activation activation, double product, double combettesPesquet, double fast) {
    Network network = deep(activation);

    assertThat(bounds(network).product()).isCloseTo(product, SIX_DIGITS);
    assertThat(unbalanced(network, CombettesPesquet::bound))
        .isCloseTo(combettesPesquet, SIX_DIGITS);
    assertThat(unbalanced(network, EclipseFast::bound)).isCloseTo(fast, SIX_DIGITS);
  }

  @Test
  void layerNormsAreThoseOfTheWeightsInputSideFirst() {
    Network network =
        Nets.written(Activation.RELU, new double[][] {{3, 0}, {0, 4}}, new double[][] {{5, 12}});

    assertThat(bounds(network).layerNorms().get(0)).isCloseTo(4, within(1e-10));
    assertThat(bounds(network).layerNorms().get(1)).isCloseTo(13, within(1e-10));
  }

  @Test
  void identityLayersJoinIntoTheirProductExactly() {
    double[][] turn = {{0, -2}, {0.5, 0}};
    Network network = Nets.written(Activation.LINEAR, turn, turn, turn, turn);

    // turn² = −I, so the norm of turn⁴ is 1 while the product of the norms is 16
    assertThat(bounds(network).product()).isCloseTo(16, SIX_DIGITS);
    assertThat(bounds(network).eclipseFast().orElseThrow()).isBetween(1.0, 1 + 1e-11);
    assertThat(bounds(network).combettesPesquet()).isBetween(1.0, 1 + 1e-11);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fastBoundLiesBetweenTheProductAndItsHalvesRoot(long seed) {
    Network network = random(5 * seed + 1);
    UpperBounds bounds = bounds(network);
    double least = bounds.product() * Math.pow(2, -(network.layers().size() - 1) / 2.0);

    assertThat(unbalanced(network, EclipseFast::bound))
        .isBetween(least * (1 - 1e-9), bounds.product() * (1 + 1e-9));
    assertThat(bounds.combettesPesquet()).isLessThanOrEqualTo(bounds.product() * (1 + 1e-9));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void smallestBoundNeverExceedsTheProduct(long seed) {
    UpperBounds bounds = bounds(random(seed));

    assertThat(bounds.smallest()).isLessThanOrEqualTo(bounds.product());
    assertThat(bounds.smallest()).isPositive().isFinite();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundsAreHomogeneousInEveryLayer(long seed) {
    Network network = random(seed);
    List<Layer> layers = network.layers();
    Layer chosen = layers.get((int) (seed % layers.size()));
    UpperBounds before = bounds(network);
    // a power of two and −1 change no rounding: the law holds to the last bit
    UpperBounds after =
        bounds(
            Nets.mapped(network, layer -> layer.equals(chosen) ? Nets.scaled(layer, -8) : layer));

    assertThat(after.product()).isEqualTo(8 * before.product());
    assertThat(after.eclipseFast().orElseThrow()).isEqualTo(8 * before.eclipseFast().orElseThrow());
    assertThat(after.combettesPesquet()).isEqualTo(8 * before.combettesPesquet());
    // −1 turns the signs of sums against each other, and the method ends anywhere within its gap
    after
        .semidefinite()
        .map(SlopeBound::upper)
        .ifPresent(
            bound ->
                assertThat(bound)
                    .isCloseTo(8 * before.semidefinite().orElseThrow().upper(), WITHIN_THE_GAP));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundsDoNotSeeTheOrderOfHiddenNeurons(long seed) {
    Network network = Nets.random(seed, new int[] {5, 9, 4}, Activation.TANH, Activation.LINEAR, 2);
    Network reversed = reversedHidden(network);

    // sums are taken in another order
    assertThat(bounds(reversed).product())
        .isCloseTo(bounds(network).product(), Percentage.withPercentage(1e-8));
    assertThat(bounds(reversed).eclipseFast().orElseThrow())
        .isCloseTo(bounds(network).eclipseFast().orElseThrow(), Percentage.withPercentage(1e-8));
    assertThat(bounds(reversed).combettesPesquet())
        .isCloseTo(bounds(network).combettesPesquet(), Percentage.withPercentage(1e-8));
  }

  private static Network reversedHidden(Network network) {
    Layer first = network.layers().get(0);
    Layer second = network.layers().get(1);
    int width = first.outputs();
    float[] in = new float[first.weights().length];
    float[] out = new float[second.weights().length];
    for (int h = 0; h < width; h++) {
      int other = width - 1 - h;
      for (int i = 0; i < first.inputs(); i++) {
        in[i * width + h] = first.weights()[i * width + other];
      }
      System.arraycopy(
          second.weights(), other * second.outputs(), out, h * second.outputs(), second.outputs());
    }
    return Network.of(
        List.of(
            new DenseLayer(first.inputs(), width, in, first.biases(), first.activation()),
            new DenseLayer(width, second.outputs(), out, second.biases(), second.activation())));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wideInputsAndOutputsCompressWithoutLoss(long seed) {
    int width = 3 + (int) (seed % 5);
    LayerChain chain =
        LayerChain.of(
            Nets.random(
                seed, new int[] {60, width, width, 70}, Activation.RELU, Activation.LINEAR, 2));

    List<BoundedMatrix> compressed = chain.compressed().orElseThrow();
    List<BoundedMatrix> weights =
        chain.weights().stream().map(weight -> (BoundedMatrix) weight).toList();

    // as often as 1e-11 for the errors that the squares have to cover
    assertThat(EclipseFast.bound(compressed) * twoTo(compressed))
        .isCloseTo(EclipseFast.bound(weights) * twoTo(weights), Percentage.withPercentage(1e-7));
    assertThat(CombettesPesquet.bound(compressed) * twoTo(compressed))
        .isCloseTo(
            CombettesPesquet.bound(weights) * twoTo(weights), Percentage.withPercentage(1e-7));
    assertThat(compressed).allMatch(matrix -> matrix.centre().numRows == width);
  }

  private static double twoTo(List<BoundedMatrix> matrices) {
    return Math.scalb(1.0, matrices.stream().mapToInt(BoundedMatrix::exponent).sum());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void balancingUndoesAnyUnitsOfTheNeurons(long seed) {
    Network network =
        Nets.random(seed, new int[] {5, 9, 8, 4}, Activation.RELU, Activation.LINEAR, 2);
    Network skewed = skewed(network, new SplittableRandom(seed));

    // powers of two move no digit of the weights; ten sweeps leave the balance a little open
    assertThat(bounds(skewed).eclipseFast().orElseThrow())
        .isCloseTo(bounds(network).eclipseFast().orElseThrow(), Percentage.withPercentage(1));
    assertThat(bounds(skewed).semidefinite().orElseThrow().upper())
        .isCloseTo(bounds(network).semidefinite().orElseThrow().upper(), WITHIN_THE_GAP);
  }

  private static Network skewed(Network network, SplittableRandom random) {
    Layer first = network.layers().get(0);
    Layer second = network.layers().get(1);
    float[] in = first.weights().clone();
    float[] out = second.weights().clone();
    for (int k = 0; k < first.outputs(); k++) {
      float factor = Math.scalb(1f, random.nextInt(-6, 7));
      for (int i = 0; i < first.inputs(); i++) {
        in[i * first.outputs() + k] *= factor;
      }
      for (int j = 0; j < second.outputs(); j++) {
        out[k * second.outputs() + j] /= factor;
      }
    }
    return Network.of(
        List.of(
            new DenseLayer(first.inputs(), first.outputs(), in, first.biases(), first.activation()),
            new DenseLayer(
                second.inputs(), second.outputs(), out, second.biases(), second.activation()),
            network.layers().get(2)));
  }

  @Test
  void deadLayerMakesEveryBoundZero() {
    Network network =
        Nets.written(Activation.RELU, A, new double[3][3], new double[][] {{1, -1, 2}});
    UpperBounds bounds = bounds(network);

    assertThat(
            List.of(
                bounds.product(),
                bounds.combettesPesquet(),
                bounds.eclipseFast().orElseThrow(),
                bounds.semidefinite().orElseThrow().upper()))
        .containsOnly(0.0);
  }

  @Test
  void boundsBeyondTheDoubleRangeAreInfiniteOrTiny() {
    double[][] huge = {{1e38, 0}, {0, 1e38}};
    double[][] tiny = {{1e-38, 0}, {0, 1e-38}};
    double[][][] up = IntStream.range(0, 12).mapToObj(i -> huge).toArray(double[][][]::new);
    double[][][] down = IntStream.range(0, 12).mapToObj(i -> tiny).toArray(double[][][]::new);
    double[][][] both =
        IntStream.range(0, 24).mapToObj(i -> i < 12 ? huge : tiny).toArray(double[][][]::new);

    assertThat(bounds(Nets.written(Activation.RELU, up)).smallest()).isInfinite();
    assertThat(bounds(Nets.written(Activation.RELU, down)).smallest()).isEqualTo(Double.MIN_VALUE);
    // weights are single: 1e±38 is off by up to 6e-8, 24 times
    assertThat(bounds(Nets.written(Activation.RELU, both)).smallest()).isCloseTo(1, within(2e-6));
  }
}
