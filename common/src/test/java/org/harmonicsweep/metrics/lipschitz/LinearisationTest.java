package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.Linearisation.Steepest;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinearisationTest {
  private static final int[] WIDTHS = {6, 9, 7, 8};

  private static DoubleNetwork network(Activation activation) {
    return DoubleNetwork.of(
        LayerChain.of(Nets.random(3, WIDTHS, activation, Activation.LOGISTIC, 2)));
  }

  private static double[] vector(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(size, -1, 1).toArray();
  }

  private static double[] moved(double[] x, double step, double[] direction) {
    double[] result = x.clone();
    Vectors.add(step, direction, result);
    return result;
  }

  @ParameterizedTest
  @EnumSource
  void productsAgreeWithFiniteDifferences(Activation activation) {
    DoubleNetwork network = network(activation);
    double[] x = vector(1, 6);
    double[] v = vector(2, 6);
    double[] product = network.at(x).times(v);
    double[] above = network.apply(moved(x, 1e-6, v));
    double[] below = network.apply(moved(x, -1e-6, v));

    for (int j = 0; j < product.length; j++) {
      // central differences: truncation 1e-12, rounding 1e-10
      assertThat(Math.scalb(product[j], network.exponent()))
          .isCloseTo((above[j] - below[j]) / 2e-6, within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothProductsBelongToOneMatrix(Activation activation) {
    Linearisation jacobian = network(activation).at(vector(1, 6));
    double[] v = vector(2, 6);
    double[] u = vector(3, 8);

    assertThat(Vectors.dot(u, jacobian.times(v)))
        .isCloseTo(Vectors.dot(jacobian.transposedTimes(u), v), within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "TANH", "LOGISTIC"})
  void gradientAgreesWithFiniteDifferences(Activation activation) {
    DoubleNetwork network = network(activation);
    double[] x = vector(1, 6);
    double[] v = vector(2, 6);
    double[] direction = vector(4, 6);
    double slope = Vectors.dot(byPoint(network, x, v), direction);
    double above = energy(network, moved(x, 1e-5, direction), v);
    double below = energy(network, moved(x, -1e-5, direction), v);

    // central differences of a function of order 1e-2: rounding 1e-13, truncation 1e-11
    assertThat(slope).isCloseTo((above - below) / 2e-5, within(1e-9));
  }

  private static double[] byPoint(DoubleNetwork network, double[] x, double[] v) {
    return Linearisations.of(network, List.of(x), DoubleKernels.create())
        .gradients(DoubleMatrix.ofRows(List.of(v)))
        .byPoint()
        .row(0);
  }

  private static double energy(DoubleNetwork network, double[] x, double[] v) {
    double[] product = network.at(x).times(v);
    return Vectors.dot(product, product) / 2;
  }

  static Stream<Activation> activations() {
    return Stream.of(Activation.values());
  }

  @ParameterizedTest
  @MethodSource("activations")
  void provenSlopeIsTheSlopeLessRoundingOnly(Activation activation) {
    Linearisation jacobian = network(activation).at(vector(1, 6));
    double[] v = vector(2, 6);
    // saturated logistic layers lose digits to the absolute error of their slopes
    double slope = Vectors.norm(jacobian.times(v)) / Vectors.norm(v);

    assertThat(jacobian.provenSlope(v)).isBetween(slope * (1 - 1e-9), slope);
  }

  @ParameterizedTest
  @EnumSource
  void reducedJacobiansHaveTheSameNormAndGradient(Activation activation) {
    int[] widths = {30, 5, 6, 40};
    DoubleNetwork network =
        DoubleNetwork.of(LayerChain.of(Nets.random(3, widths, activation, Activation.LINEAR, 2)));
    DoubleNetwork reduced = network.reduced();
    Linearisation whole = network.at(vector(1, 30));
    Linearisation small = reduced.at(vector(1, 30));
    Steepest steepest = whole.steepest(30);
    Steepest same = small.steepest(30);
    double ratio = Math.scalb(1.0, reduced.exponent() - network.exponent());

    assertThat(ratio * same.slope()).isCloseTo(steepest.slope(), within(1e-9));
    assertThat(same.direction()).hasSize(5);
    double[] gradient = byPoint(network, vector(1, 30), steepest.direction());
    double[] alike = byPoint(reduced, vector(1, 30), same.direction());
    for (int i = 0; i < gradient.length; i++) {
      assertThat(ratio * ratio * alike[i]).isCloseTo(gradient[i], within(1e-7));
    }
  }

  @Test
  void neuronsOnAKinkProveNothing() {
    // |x + 1| − |x| written with rectifiers has derivative from the left −1 + 1 at 0, and is
    // 2-steep
    Network kinked =
        Nets.written(Activation.RELU, new double[][] {{1}, {-1}}, new double[][] {{1, -1}});
    DoubleNetwork network = DoubleNetwork.of(LayerChain.of(kinked));

    assertThat(network.at(new double[] {0}).provenSlope(new double[] {1})).isZero();
    assertThat(
            Math.scalb(
                network.at(new double[] {1}).provenSlope(new double[] {1}), network.exponent()))
        .isCloseTo(1, Offset.offset(1e-12));
  }
}
