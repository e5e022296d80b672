package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.metrics.lipschitz.Linearisation.Steepest;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearisationsTest {

  private static DoubleNetwork network(Activation activation, int... widths) {
    return DoubleNetwork.of(
        LayerChain.of(Nets.random(3, widths, activation, Activation.LOGISTIC, 2)));
  }

  private static List<double[]> points(int count, int size) {
    SplittableRandom random = new SplittableRandom(5);
    return Stream.generate(() -> random.doubles(size, -1, 1).toArray()).limit(count).toList();
  }

  /** More inputs than outputs and fewer; the layers without a reduction and with one. */
  @ParameterizedTest
  @EnumSource
  void pointsInStepAreAsSteepAsAlone(Activation activation) {
    for (DoubleNetwork network :
        List.of(
            network(activation, 6, 19, 17, 8),
            network(activation, 18, 9, 5).reduced(),
            network(activation, 4, 7, 31).reduced())) {
      List<double[]> points = points(7, network.layers().get(0).weights().inputs());
      List<Steepest> together =
          Linearisations.of(network, points, DoubleKernels.create()).steepest(30);
      for (int i = 0; i < points.size(); i++) {
        double alone = network.at(points.get(i)).steepest(30).slope();
        // thirty steps exhaust these dimensions: only the rounding of the sums differs
        assertThat(together.get(i).slope()).isCloseTo(alone, within(1e-12 * alone));
      }
    }
  }

  @Test
  void whereTheNetworkIsFlatTheSlopeIsZero() {
    DoubleNetwork network =
        DoubleNetwork.of(
            LayerChain.of(
                Nets.random(3, new int[] {4, 1, 4}, Activation.RELU, Activation.LINEAR, 2)));
    List<double[]> points = points(40, 4);

    List<Steepest> slopes = Linearisations.of(network, points, DoubleKernels.create()).steepest(10);

    for (int i = 0; i < points.size(); i++) {
      double alone = network.at(points.get(i)).steepest(10).slope();
      assertThat(slopes.get(i).slope()).isCloseTo(alone, within(1e-12 * alone));
    }
    assertThat(slopes).extracting(Steepest::slope).contains(0.0);
  }

  @Test
  void vectorsGiveTheBitsOfScalars() {
    DoubleNetwork network = network(Activation.TANH, 23, 19, 17);
    List<double[]> points = points(9, 23);

    List<Steepest> vector = Linearisations.of(network, points, DoubleKernels.create()).steepest(10);
    List<Steepest> scalar = Linearisations.of(network, points, DoubleKernels.scalar()).steepest(10);

    for (int i = 0; i < points.size(); i++) {
      assertThat(vector.get(i).slope()).isEqualTo(scalar.get(i).slope());
      assertThat(vector.get(i).direction()).isEqualTo(scalar.get(i).direction());
    }
  }
}
