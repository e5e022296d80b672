package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.metrics.spectrum.Formulas.derivative;
import static org.harmonicsweep.metrics.spectrum.Formulas.map;
import static org.harmonicsweep.metrics.spectrum.Formulas.variance;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.harmonicsweep.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HermiteDegreeTest {
  /** N(0, 1) in equal parts, each represented by its median: far better than random points. */
  private static final Sample NORMAL = quantiles(100_000);

  @Test
  void straightLineHasDegreeOne() {
    assertThat(degree(z -> 3 * z - 1, z -> 3)).isCloseTo(1, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void hermitePolynomialHasItsDegree(int n) {
    // the outermost quantiles miss some of the tails, which weigh more the higher the power
    assertThat(degree(z -> hermite(n, z), z -> n * hermite(n - 1, z)))
        .isCloseTo(n, within(n <= 3 ? 0.02 : 0.06 * n));
  }

  @Test
  void cosineHasTheDegreeOfItsWeights() {
    double w = 1.7;
    double degree = degree(z -> StrictMath.cos(w * z), z -> -w * StrictMath.sin(w * z));

    // weights e^{−w²} w^{2n} / n! at even n; the one at n = 0 is the squared mean
    double expected = 1.4405368062 / (0.5015443577 - StrictMath.exp(-w * w));
    assertThat(degree).isCloseTo(expected, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noNetworkIsSmootherThanAStraightLine(long seed) {
    Network network = Models.network(seed, 1.5, 1, 8, 3);

    double energy = HermiteDegree.energy(network::jvp, NORMAL.slice(0, 1), new double[] {1});
    assertThat(energy).isNotNegative();
    Sample sample = quantiles(2000);
    double degree =
        HermiteDegree.energy(network::jvp, sample, new double[] {1})
            / variance(network::apply, sample).orElseThrow();
    assertThat(degree).isGreaterThan(0.99);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void productsFromBothSidesAgree(long seed) {
    Network first = Models.network(seed, 1, 5, 16, 3);
    Network second = Models.network(seed + 50, 1, 3, 16, 4);
    Sample points = new Sample(300, Models.data(seed, 300, 5).values());
    double[] units = {1, 1, 1, 1, 1};

    double[] byOutputs = HermiteDegree.energies(first, second, points);

    double ofFirst = HermiteDegree.energy(first::jvp, points, units);
    double ofBoth = HermiteDegree.energy(first.then(second)::jvp, points, units);
    // single-precision products in different orders
    assertThat(byOutputs[0]).isCloseTo(ofFirst, within(1e-5 * ofFirst));
    assertThat(byOutputs[1]).isCloseTo(ofBoth, within(1e-5 * ofBoth));
  }

  @Test
  void unitsStretchTheAxes() {
    Network network = Models.network(3, 1, 2, 4);
    Sample point = new Sample(1, new float[] {0.3f, -0.2f});
    float[] weights = network.layers().get(0).weights();

    double energy = HermiteDegree.energy(network::jvp, point, new double[] {2, 3});

    double expected = 0;
    for (int i = 0; i < 4; i++) {
      expected += 4 * weights[i] * weights[i] + 9 * weights[4 + i] * weights[4 + i];
    }
    assertThat(energy).isCloseTo(expected, within(1e-6 * expected));
  }

  private static double degree(DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    return HermiteDegree.energy(derivative(slope), NORMAL, new double[] {1})
        / variance(map(f), NORMAL).orElseThrow();
  }

  private static double hermite(int n, double z) {
    double before = 0;
    double value = 1;
    for (int k = 0; k < n; k++) {
      double next = z * value - k * before;
      before = value;
      value = next;
    }
    return value;
  }

  private static Sample quantiles(int count) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    float[] points = new float[count];
    for (int i = 0; i < count; i++) {
      points[i] = (float) normal.inverseCumulativeProbability((i + 0.5) / count);
    }
    return new Sample(count, points);
  }
}
