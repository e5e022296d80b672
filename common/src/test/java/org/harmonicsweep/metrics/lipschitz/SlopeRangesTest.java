package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.SlopeRanges.Dense;
import org.harmonicsweep.metrics.lipschitz.SlopeRanges.Range;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlopeRangesTest {
  private static final DoubleKernels KERNELS = DoubleKernels.create();

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static List<Dense> layers(Network network) {
    List<Dense> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      double[] weights = new double[layer.weights().length];
      Arrays.setAll(weights, i -> layer.weights()[i]);
      double[] biases = new double[layer.biases().length];
      Arrays.setAll(biases, i -> layer.biases()[i]);
      layers.add(Dense.of(weights, biases, layer.activation()));
    }
    return layers;
  }

  private static Network random(long seed) {
    Activation[] all = Activation.values();
    return Nets.random(
        seed,
        new int[] {1 + (int) (seed % 3), 9, 8, 7},
        all[(int) (seed % all.length)],
        Activation.LOGISTIC,
        2);
  }

  /** Axes turned by a fixed rotation in each pair of dimensions. */
  private static double[][] turned(int count) {
    double[][] axes = new double[count][count];
    for (int j = 0; j < count; j++) {
      axes[j][j] = 1;
    }
    if (count > 1) {
      axes[0] = Arrays.copyOf(new double[] {0.6, 0.8}, count);
      axes[1] = Arrays.copyOf(new double[] {-0.8, 0.6}, count);
    }
    return axes;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void slopesInARegionLieInTheirRanges(long seed) {
    Network network = random(seed);
    double[] centre = new SplittableRandom(seed).doubles(network.inputs(), -1, 1).toArray();
    for (double radius : new double[] {1e-6, 0.1, 2}) {
      Region ball = Region.of(new LatentBall(centre, radius), turned(centre.length));
      for (Region region : ball.halves(0)) {
        assertHolds(layers(network), region, seed);
      }
    }
  }

  private static void assertHolds(List<Dense> layers, Region region, long seed) {
    List<Range> ranges = SlopeRanges.of(layers, region, KERNELS).orElseThrow();
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 300; trial++) {
      double[] h = region.centre().clone();
      double squares = 0;
      for (int j = 0; j < h.length; j++) {
        double share = trial % 2 == 0 ? random.nextInt(2) : random.nextDouble();
        double offset = region.low()[j] + share * (region.high()[j] - region.low()[j]);
        squares += offset * offset;
        Vectors.add(offset, region.axes()[j], h);
      }
      if (squares <= region.radius() * region.radius()) {
        assertHolds(layers, ranges, h);
      }
    }
  }

  private static void assertHolds(List<Dense> layers, List<Range> ranges, double[] point) {
    double[] h = point;
    for (int i = 0; i < layers.size(); i++) {
      Dense layer = layers.get(i);
      double[] a = Vectors.times(h, layer.weights().values(), layer.biases().length);
      h = new double[a.length];
      for (int k = 0; k < a.length; k++) {
        a[k] += layer.biases()[k];
        h[k] = Shape.value(layer.activation(), a[k]);
        // the slopes compared are themselves off by some roundings, of points that are as well
        assertThat(Shape.slope(layer.activation(), a[k], h[k]))
            .isBetween(ranges.get(i).least()[k] - 1e-14, ranges.get(i).greatest()[k] + 1e-14);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rangesShrinkToTheSlopesOfAPoint(long seed) {
    Network network = random(seed);
    double[] centre = new SplittableRandom(seed).doubles(network.inputs(), -1, 1).toArray();
    List<Range> ranges =
        SlopeRanges.of(layers(network), Region.of(new LatentBall(centre, 1e-9)), KERNELS)
            .orElseThrow();

    // curvatures below 1 times norms of three layers' weights, some tens
    for (Range range : ranges) {
      for (int k = 0; k < range.least().length; k++) {
        assertThat(range.greatest()[k] - range.least()[k]).isBetween(0.0, 1e-6);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void lineWithItsErrorHoldsTheFunction(Activation activation) {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 300; trial++) {
      double low = 6 * random.nextDouble() - 4;
      double high = low + random.nextDouble() * (trial % 3 == 0 ? 1e-3 : 5);
      SlopesOnInterval slopes = SlopesOnInterval.of(activation, low, high);
      double room = 16 * 0x1p-53 * (1 + Math.max(Math.abs(low), Math.abs(high)));
      for (int i = 0; i <= 50; i++) {
        double a = Math.min(high, low + (high - low) * i / 50);
        double value = Shape.value(activation, a);
        double slope = Shape.slope(activation, a, value);

        assertThat(value).isBetween(slopes.lowest(), slopes.highest());
        assertThat(Math.abs(value - slopes.line() * a - slopes.offset()))
            .isLessThanOrEqualTo(slopes.error() + room);
        assertThat(slope).isBetween(slopes.least() - 1e-15, slopes.greatest() + 1e-15);
      }
    }
  }

  @Test
  void valuesBeyondTheDoubleRangeHaveNoRanges() {
    double[][] huge = {{3e38}};
    Network steep =
        Nets.written(Activation.RELU, huge, huge, huge, huge, huge, huge, huge, huge, huge);

    assertThat(
            SlopeRanges.of(layers(steep), Region.of(new LatentBall(new double[] {0}, 1)), KERNELS))
        .isEmpty();
  }

  @Test
  void crookedAxesGiveWayAndSkewedOnesReachFarther() {
    LatentBall ball = new LatentBall(new double[] {1, 2}, 0.5);
    double[][] crooked = {{1, 0}, {0.1, 1}};
    double[][] skewed = {{1, 0}, {1e-8, 1}};

    assertThat(Region.of(ball, crooked).axes()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
    assertThat(Region.of(ball, skewed).axes()).isSameAs(skewed);
    // offsets of a point of the ball are longer by up to 1 / √(1 − η), η about √2 · 1e-8
    assertThat(Region.of(ball, skewed).radius()).isBetween(0.5 * (1 + 1.41e-8), 0.5 * (1 + 2e-8));
  }

  @Test
  void nearestPointIsInsideAndUnmovedIfItWasThere() {
    LatentBall ball = new LatentBall(new double[] {1, 2}, 0.5);
    double[] there = {1.1, 2.2};

    assertThat(ball.nearest(there)).isSameAs(there);
    assertThat(ball.nearest(new double[] {1, 9}))
        .containsExactly(new double[] {1, 2.5}, within(1e-8));
    assertThat(ball.nearest(new double[] {1, Double.MAX_VALUE})).containsExactly(1, 2);
    assertThat(new LatentBall(new double[] {3}, 0).nearest(new double[] {4})).containsExactly(3);
    assertThat(Region.of(ball).halves(0)).hasSize(2);
    assertThat(Region.of(ball).halves(0).get(1).halves(1).get(0).middle())
        .containsExactly(new double[] {1.25, 1.75}, within(1e-12));
  }

  @Test
  void ballThatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> new LatentBall(new double[] {Double.NaN}, 1))
        .hasMessageContaining("both must be finite");
    assertThatThrownBy(() -> new LatentBall(new double[] {0}, -1))
        .hasMessageContaining("not negative");
    assertThat(LatentBall.holding(i -> new double[] {i == 17 ? Double.NaN : i})).isEmpty();
    assertThat(LatentBall.holding(i -> new double[] {i == 17 ? 1e100 : 0})).isNotEmpty();
    assertThat(LatentBall.holding(i -> new double[] {i % 2 == 0 ? 1e200 : -1e200})).isEmpty();
  }

  @Test
  void ballHolds4092Of4096Draws() {
    // 0, ±1, … ±2047, and one of −2048: the mean is −½, the five farthest are left out but one
    Optional<LatentBall> ball = LatentBall.holding(i -> new double[] {i - 2048.0});

    assertThat(ball.orElseThrow().centre()).containsExactly(new double[] {-0.5}, within(1e-9));
    assertThat(ball.orElseThrow().radius()).isCloseTo(2045.5, within(1e-9));
  }
}
