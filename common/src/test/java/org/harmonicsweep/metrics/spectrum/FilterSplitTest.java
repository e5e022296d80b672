package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.metrics.spectrum.Formulas.map;
import static org.harmonicsweep.metrics.spectrum.Formulas.variance;

import java.util.Arrays;
import java.util.List;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSplitTest {
  private static final int POINTS = 20_000;

  @ParameterizedTest
  @CsvSource({"1.7, 0.5", "1.7, 0.2", "0.6, 0.5", "3, 1", "6, 1"})
  void cosineLosesWhatTheFilterTakesFromItsAmplitude(double w, double deviation) {
    BatchMap cosine = map(z -> StrictMath.cos(w * z));
    Sample prior = prior(POINTS, 1);

    double energy = energy(cosine, prior, deviation);
    double variance = variance(cosine, prior).orElseThrow();

    double kept = StrictMath.exp(-w * w * deviation * deviation / 2);
    double square = (1 + StrictMath.exp(-2 * w * w)) / 2;
    double mean = StrictMath.exp(-w * w / 2);
    double expected = (1 - kept) * (1 - kept) * square / (square - mean * mean);
    // 20 000 points; 6 at 1 would come out 25 % too large if the filter's own variance stayed in
    assertThat(energy / variance).isCloseTo(expected, within(0.04 * expected + 1e-4));
  }

  @Test
  void filterPassesStraightLines() {
    BatchMap line = map(z -> 3 * z - 1);

    // rounding of single precision, squared
    assertThat(energy(line, prior(100, 1), 0.5)).isCloseTo(0, within(1e-12));
  }

  @Test
  void squareIsShiftedByTheFilter() {
    // E (z + δε)² = z² + δ², hence energy δ⁴ exactly
    assertThat(energy(map(z -> z * z), prior(POINTS, 1), 0.5)).isCloseTo(0.0625, within(0.003));
  }

  @Test
  void filterOfNoWidthTakesNothing() {
    assertThat(energy(map(StrictMath::sin), prior(100, 1), 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void widerFiltersTakeMoreFromANetwork(long seed) {
    Network network = Models.network(seed, 3, 3, 16, 4);
    Sample prior = prior(500, 3);

    double narrow = energy(network::apply, prior, 0.1);
    double wide = energy(network::apply, prior, 0.5);

    assertThat(narrow).isPositive().isLessThan(wide);
  }

  @Test
  void oddNumbersOfPointsCountAlike() {
    BatchMap square = map(z -> z * z);
    Sample prior = prior(65, 1);

    double whole = 65 * energy(square, prior, 0.5);
    double head = 64 * energy(square, prior.slice(0, 64), 0.5);
    // the last point alone has the draws of the first: only the magnitude can be checked
    assertThat(whole - head).isBetween(0.0, 5.0);
  }

  @Test
  void chainIsFilteredAtItsStart() {
    Network first = Models.network(1, 2, 3, 8, 2);
    Network second = Models.network(2, 2, 2, 8, 4);
    Sample prior = prior(100, 3);
    double[] filter = {0.5, 0.5, 0.5};

    double[] chain =
        FilterSplit.energies(
            List.of(first::apply, second::apply), prior, filter, new RandomStream(7));

    assertThat(chain[0]).isEqualTo(energy(first::apply, prior, 0.5));
    assertThat(chain[1]).isEqualTo(energy(first.then(second)::apply, prior, 0.5));
  }

  private static double energy(BatchMap map, Sample sample, double deviation) {
    double[] filter = new double[sample.inputs()];
    Arrays.fill(filter, deviation);
    return FilterSplit.energies(List.of(map), sample, filter, new RandomStream(7))[0];
  }

  private static Sample prior(int rows, int inputs) {
    float[] points = new float[rows * inputs];
    new RandomStream(11).normals(0, points, 0, points.length);
    return new Sample(rows, points);
  }
}
