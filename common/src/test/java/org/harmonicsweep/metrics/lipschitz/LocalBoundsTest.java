package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.JacobianAscent.Witness;
import org.harmonicsweep.metrics.lipschitz.LocalBounds.LocalBound;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LocalBoundsTest {
  /** The program is solved to a gap of 1e-3 of the square, whence half of that. */
  private static final double GAP = 1 + 1e-3;

  /** Jacobians are evaluated with a relative error of about 1e-14. */
  private static final double EVALUATED = 1 - 1e-12;

  private static final int POINTS = 10_000;

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 10);
  }

  /** Every activation in turn, every third with a logistic output, one to three hidden layers. */
  private static Network random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] widths = new int[3 + (int) (seed / 5 % 3)];
    Arrays.setAll(widths, i -> random.nextInt(3, 14));
    widths[0] = random.nextInt(1, 4);
    Activation output = seed % 3 == 0 ? Activation.LOGISTIC : Activation.LINEAR;
    Activation[] all = Activation.values();
    return Nets.random(seed, widths, all[(int) (seed % all.length)], output, 2);
  }

  private static LatentBall ball(Network network, long seed, double radius) {
    double[] centre = new SplittableRandom(seed).doubles(network.inputs(), -1, 1).toArray();
    return new LatentBall(centre, radius);
  }

  private static double[] inside(LatentBall ball, SplittableRandom random) {
    double[] point = ball.centre().clone();
    double[] offset = new double[point.length];
    Arrays.setAll(offset, j -> random.nextGaussian());
    double length = ball.radius() * Math.pow(random.nextDouble(), 1.0 / point.length);
    Vectors.add(length / Vectors.norm(offset), offset, point);
    return ball.nearest(point);
  }

  /** The largest Jacobian norm and chord slope, in few enough steps of Lanczos to be exact here. */
  private static double steepest(Network network, LatentBall ball, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DoubleNetwork evaluated = DoubleNetwork.of(LayerChain.of(network));
    double[] before = ball.centre();
    double steepest = 0;
    for (int i = 0; i < POINTS; i++) {
      double[] point = i == 0 ? ball.centre() : inside(ball, random);
      double norm = evaluated.at(point).steepest(point.length).slope();
      steepest = Math.max(steepest, Math.scalb(norm, evaluated.exponent()));
      double chord = distance(evaluated.apply(point), evaluated.apply(before));
      double length = distance(point, before);
      // of close points the rounding of the values would be a slope
      steepest = length > 1e-3 * ball.radius() ? Math.max(steepest, chord / length) : steepest;
      before = point;
    }
    return steepest;
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = a.clone();
    Vectors.add(-1, b, difference);
    return Vectors.norm(difference);
  }

  private static LocalBound bound(Network network, LatentBall ball, double work) {
    return LocalBounds.of(LayerChain.of(network), ball, 0, work).orElseThrow();
  }

  private static double norm(Network network, double[] point) {
    return Lipschitz.jacobianNormAt(network, Arrays.stream(point).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingInTheBallIsSteeperThanTheBound(long seed) {
    Network network = random(seed);
    for (double radius : new double[] {0.03, 1}) {
      LatentBall ball = ball(network, seed, radius);
      // chords of values of about 10 that are 1e-5 long are off by about 1e-10
      double steepest = steepest(network, ball, seed) * (1 - 1e-9);

      assertThat(bound(network, ball, 0).upper()).isGreaterThanOrEqualTo(steepest);
      assertThat(bound(network, ball, 1e8).upper()).isGreaterThanOrEqualTo(steepest);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundOfAnyBallIsBelowTheGlobalOne(long seed) {
    Network network = random(seed);
    LipschitzBounds bounds = new LipschitzBounds(network);

    // the program for fewer slopes has no larger optimum, and is solved to a small gap; the last
    // layer's slopes are taken at their greatest either way
    for (double radius : new double[] {0.1, 1, 10, 1000}) {
      assertThat(bound(network, ball(network, seed, radius), 0).upper())
          .isLessThanOrEqualTo(bounds.semidefinite * GAP);
    }
  }

  /** The global bounds of a network, of which that without hidden neurons is the product. */
  private static final class LipschitzBounds {
    final double semidefinite;

    LipschitzBounds(Network network) {
      UpperBounds bounds = UpperBounds.of(LayerChain.of(network));
      semidefinite = bounds.semidefinite().map(bound -> bound.upper()).orElse(bounds.product());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundGrowsWithTheBall(long seed) {
    Network network = random(seed);
    double before = 0;
    for (double radius : new double[] {1e-6, 0.01, 0.1, 0.5, 2, 10}) {
      double upper = bound(network, ball(network, seed, radius), 0).upper();

      // intervals are nested, but their linearisations are not quite
      assertThat(upper).isGreaterThanOrEqualTo(before * (1 - 0.05));
      before = upper;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundTendsToTheGlobalOneAsTheRadiusGrows(long seed) {
    Activation[] all = {Activation.TANH, Activation.LOGISTIC, Activation.RELU};
    Network network =
        Nets.random(seed, new int[] {2, 7, 5}, all[(int) (seed % 3)], Activation.LINEAR, 2);
    LatentBall ball = ball(network, seed, 1e6);
    double global = new LipschitzBounds(network).semidefinite;

    // both are solved to a gap; every neuron of a first layer saturates somewhere in so large a
    // ball
    assertThat(bound(network, ball, 0).upper()).isBetween(global / GAP, global * GAP);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundTendsToTheNormOfTheJacobianAsTheRadiusTendsToZero(long seed) {
    Network network = random(seed);
    LatentBall ball = ball(network, seed, 1e-9);
    double norm = norm(network, ball.centre());

    // slopes vary by some 1e-9 times norms of weights; no random bias is so close to a kink
    assertThat(bound(network, ball, 0).upper()).isBetween(norm * EVALUATED, norm * (1 + 1e-6));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ballOfRadiusZeroHasTheNormOfTheJacobian(long seed) {
    Network network = random(seed);
    LatentBall ball = ball(network, seed, 0);
    double norm = norm(network, ball.centre());
    LocalBound bound = bound(network, ball, 1e9);

    assertThat(bound.upper()).isBetween(norm * EVALUATED, norm * (1 + 1e-7));
    assertThat(bound.pieces()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void cuttingClosesTheBracketInFewDimensions(long seed) {
    int latent = 1 + (int) (seed % 2);
    Activation activation = seed % 3 == 0 ? Activation.RELU : Activation.TANH;
    Network network =
        Nets.random(seed, new int[] {latent, 12, 12, 20}, activation, Activation.LINEAR, 2);
    LatentBall ball = ball(network, seed, 2);
    Witness witness =
        JacobianAscent.searchWithin(ball, DoubleNetwork.of(LayerChain.of(network)), starts(ball));
    LocalBound bound =
        LocalBounds.of(LayerChain.of(network), ball, 1.05 * witness.slope(), LocalBounds.WORK)
            .orElseThrow();

    assertThat(witness.slope()).isPositive().isLessThanOrEqualTo(bound.upper());
    // random weights this large bend more within the ball than trained decoders do
    assertThat(bound.upper()).isLessThanOrEqualTo(1.25 * witness.slope());
  }

  private static List<double[]> starts(LatentBall ball) {
    SplittableRandom random = new SplittableRandom(5);
    return Stream.generate(() -> inside(ball, random)).limit(100).toList();
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void cutsNeverMakeTheBoundLooser(long seed) {
    Network network =
        Nets.random(seed, new int[] {2, 9, 8, 7}, Activation.TANH, Activation.LINEAR, 2);
    LatentBall ball = ball(network, seed, 2);
    double before = Double.POSITIVE_INFINITY;
    for (double work : new double[] {0, 2e7, 1e8, 4e8}) {
      LocalBound bound = bound(network, ball, work);

      assertThat(bound.upper()).isLessThanOrEqualTo(before);
      before = bound.upper();
    }
    assertThat(before).isLessThan(0.95 * bound(network, ball, 0).upper());
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void witnessOfTheSearchLiesInTheBall(long seed) {
    Network network = random(seed);
    LatentBall ball = ball(network, seed, 0.3);
    List<double[]> outside = List.of(new double[network.inputs()], far(network.inputs()));
    Witness witness =
        JacobianAscent.searchWithin(ball, DoubleNetwork.of(LayerChain.of(network)), outside);

    assertThat(distance(witness.point(), ball.centre())).isLessThanOrEqualTo(ball.radius());
    // the lower bound is the norm there less a bound of its rounding errors
    assertThat(norm(network, witness.point()))
        .isBetween(witness.slope(), witness.slope() * (1 + 1e-6) + 1e-300);
  }

  private static double[] far(int inputs) {
    double[] far = new double[inputs];
    Arrays.fill(far, 100);
    return far;
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void affineNetworkHasTheNormOfItsProduct(long seed) {
    Network network =
        Nets.random(seed, new int[] {3, 6, 5, 9}, Activation.LINEAR, Activation.LINEAR, 2);

    // Gram matrices and their factors are inflated by some thousand roundings
    assertThat(bound(network, ball(network, seed, 5), 1e8).upper())
        .isCloseTo(Nets.normOfProduct(network), Percentage.withPercentage(1e-4));
  }

  @Test
  void rectifiersDeadInTheBallGiveZero() {
    Network network =
        Network.of(List.of(dead(), Nets.layer(Activation.LINEAR, new double[][] {{3, 4}})));
    LocalBound bound = bound(network, new LatentBall(new double[] {0}, 1), 1e8);

    assertThat(bound.upper()).isZero();
    assertThat(bound(network, new LatentBall(new double[] {20}, 1), 1e8).upper())
        .isCloseTo(7, within(7e-6));
  }

  /** Two rectifiers that are flat below 10. */
  private static Layer dead() {
    return new DenseLayer(1, 2, new float[] {1, 1}, new float[] {-10, -10}, Activation.RELU);
  }

  @Test
  void oneHiddenNeuronHasItsKnownBound() {
    // tanh' is largest at the end next to 0: 1 - tanh² 1 on [1, 3], times 2 and 3
    Network network = Nets.written(Activation.TANH, new double[][] {{2}}, new double[][] {{3}});
    double steepest = 6 * (1 - Math.pow(Math.tanh(1), 2));

    assertThat(bound(network, new LatentBall(new double[] {1}, 0.5), 0).upper())
        .isBetween(steepest * EVALUATED, steepest * GAP);
    assertThat(bound(network, new LatentBall(new double[] {0}, 0.5), 0).upper())
        .isBetween(6 * EVALUATED, 6 * GAP);
  }

  @ParameterizedTest
  @CsvSource({
    "TANH, 31.55200426630801, 22.953628488203893",
    "RELU, 32.1814854438616, 24.56975018982834",
    "LOGISTIC, 1.7939195403337047, 1.4066110241478942",
    "LEAKY_RELU, 31.695666387387334, 24.50592896016075"
  })
  void fixedNetHasItsGoldenBounds(Activation activation, double whole, double cut) {
    Network network = Nets.random(3, new int[] {2, 10, 10, 12}, activation, Activation.LINEAR, 2);
    LatentBall ball = new LatentBall(new double[] {0.25, -0.5}, 1);

    // made by this class; a changed last digit is a changed number in the table
    assertThat(bound(network, ball, 0).upper()).isCloseTo(whole, within(1e-12));
    assertThat(bound(network, ball, 1e8).upper()).isCloseTo(cut, within(1e-12));
  }

  @Test
  void networksBeyondTheSizeOrTheDoubleRangeHaveNoBound() {
    Network wide =
        Nets.random(1, new int[] {2, 600, 600, 3}, Activation.TANH, Activation.LINEAR, 1);
    assertThat(LocalBounds.of(LayerChain.of(wide), ball(wide, 1, 1), 0, 1e9)).isEmpty();

    double[][] huge = {{1e38}};
    Network steep =
        Nets.written(Activation.LINEAR, huge, huge, huge, huge, huge, huge, huge, huge, huge);
    Optional<LocalBound> none = LocalBounds.of(LayerChain.of(steep), ball(steep, 1, 1), 0, 1e9);
    assertThat(none).isEmpty();
  }
}
