package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlopePatternTest {

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static List<double[]> points(int count, int size) {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.generate(() -> random.doubles(size, -3, 3).toArray()).limit(count).toList();
  }

  private static double largest(Network network, int starts) {
    return SlopePattern.largestNorm(
        DoubleNetwork.of(LayerChain.of(network)), points(starts, network.inputs()));
  }

  /** The figures are the best of another search: ours may find more, but not more than LipSDP. */
  @ParameterizedTest
  @CsvSource({
    "2, 20, 0.38254695, 0.38398081",
    "2, 40, 0.20638825, 0.20646607",
    "2, 80, 0.15107904, 0.15874307",
    "5, 20, 0.49469146, 0.56887317",
    "5, 40, 0.014922644, 0.017803975",
    "10, 20, 0.019589291, 0.027640811",
  })
  void publishedNetsHaveTheirKnownPattern(int layers, int width, double pattern, double optimum) {
    double found = largest(Nets.published(layers, width), 600);

    // seven digits of what is printed, and weights that are single
    assertThat(found).isBetween(pattern * (1 - 1e-6), optimum * (1 + 1e-6));
  }

  @ParameterizedTest
  @CsvSource({"RELU, 23.0869556", "TANH, 23.0869556"})
  void writtenNetHasItsKnownPattern(Activation activation, double pattern) {
    assertThat(largest(UpperBoundsTest.deep(activation), 5)).isCloseTo(pattern, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void allPatternsOfASmallNetAreNotBetter(long seed) {
    Network network =
        Nets.random(seed, new int[] {3, 4, 4, 3}, Activation.RELU, Activation.LINEAR, 2);

    double best = 0;
    for (int pattern = 0; pattern < 256; pattern++) {
      best = Math.max(best, Nets.normOfProduct(withNeurons(network, pattern)));
    }
    // a search: it may end on a lower peak, by up to 0.4 % here, but never above
    assertThat(largest(network, 20)).isBetween(0.99 * best, best * (1 + 1e-9));
  }

  /** The hidden layers of four neurons each without those whose bit is not set. */
  private static Network withNeurons(Network network, int pattern) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < network.layers().size(); k++) {
      Layer layer = network.layers().get(k);
      float[] weights = layer.weights().clone();
      for (int i = 0; k < 2 && i < weights.length; i++) {
        weights[i] = (pattern >> (4 * k + i % 4) & 1) == 1 ? weights[i] : 0;
      }
      layers.add(
          new DenseLayer(
              layer.inputs(), layer.outputs(), weights, layer.biases(), layer.activation()));
    }
    return Network.of(layers);
  }

  /** Slopes of a point are a start, and no step lets the product fall. */
  @ParameterizedTest
  @EnumSource
  void patternLiesBetweenJacobiansAndBounds(Activation activation) {
    for (long seed = 0; seed < 10; seed++) {
      Network network =
          Nets.random(seed, new int[] {5, 9, 8, 12}, activation, Activation.LOGISTIC, 2);
      LayerChain chain = LayerChain.of(network);
      DoubleNetwork evaluated = DoubleNetwork.of(chain);
      List<double[]> points = points(3, 5);
      double pattern = SlopePattern.largestNorm(evaluated, points);

      for (double[] point : points) {
        double slope = Math.scalb(evaluated.at(point).steepest(30).slope(), evaluated.exponent());
        assertThat(pattern).isGreaterThanOrEqualTo(slope * (1 - 1e-9));
      }
      assertThat(pattern).isLessThanOrEqualTo(UpperBounds.of(chain).smallest() * (1 + 1e-9));
    }
  }

  @Test
  void linearNetHasTheNormOfItsProduct() {
    Network network = Nets.random(1, new int[] {5, 9, 7}, Activation.LINEAR, Activation.LINEAR, 2);

    double norm = Nets.normOfProduct(network);
    assertThat(largest(network, 1)).isCloseTo(norm, within(1e-9 * norm));
  }
}
