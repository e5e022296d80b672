package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.metrics.spectrum.Formulas.affine;
import static org.harmonicsweep.metrics.spectrum.Formulas.axis;
import static org.harmonicsweep.metrics.spectrum.Formulas.map;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinePowerTest {
  private static final LineGrid GRID = LineGrid.UNIT;
  private static final double[] FREQUENCIES = GRID.frequencies();

  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 1", "3.3, 0.25", "0.7, 2", "6, 1e-3"})
  void cosineHasItsPowerAtItsFrequency(double frequency, double amplitude) {
    double[] power = along(cosine(frequency, amplitude));

    // the cosine's mirror image, and the rounding of the samples
    assertThat(PowerSpectrum.total(power)).isCloseTo(amplitude * amplitude / 2, relative(1e-6));
    assertThat(PowerSpectrum.centroid(FREQUENCIES, power).orElseThrow())
        .isCloseTo(frequency, within(1e-4));
  }

  @Test
  void sharesAreOneBelowTheFrequencyAndZeroAboveIt() {
    double[] power = along(cosine(2, 1));

    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, 1).orElseThrow())
        .isCloseTo(1, within(1e-12));
    // 1 cycle is 14 deviations of the blurred line: what is left is rounding, 1e-14
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, 3).orElseThrow())
        .isBetween(0.0, 1e-13);
  }

  @Test
  void cosinesKeepTheRatiosOfTheirPowers() {
    DoubleUnaryOperator sum =
        t ->
            cosine(1, 1).applyAsDouble(t)
                + cosine(2.5, 0.5).applyAsDouble(t + 0.3)
                + cosine(4.1, 0.01).applyAsDouble(t - 1);

    double[] power = along(sum);

    // the lines lie 1.5 cycles apart, where the window has let each fall to nothing; the rounding
    // of
    // the samples is 1e-6 of the smallest amplitude
    assertThat(near(power, 2.5) / near(power, 1)).isCloseTo(0.25, relative(1e-6));
    assertThat(near(power, 4.1) / near(power, 1)).isCloseTo(1e-4, relative(1e-5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void totalPowerIsTheWindowedVariance(long seed) {
    float[] samples = new float[GRID.points() * 3];
    new RandomStream(seed).normals(0, samples, 0, samples.length);

    double[] power = LinePower.along(axis(), GRID, List.of((x, rows) -> samples)).get(0).power();

    double expected = 0;
    for (int output = 0; output < 3; output++) {
      expected += windowedVariance(samples, output);
    }
    // Parseval, up to the rounding of double sums
    assertThat(PowerSpectrum.total(power)).isCloseTo(expected, relative(1e-12));
  }

  private static double windowedVariance(float[] samples, int output) {
    double[] window = GRID.window();
    double weights = 0;
    double squaredWeights = 0;
    double mean = 0;
    for (int n = 0; n < window.length; n++) {
      weights += window[n];
      squaredWeights += window[n] * window[n];
      mean += window[n] * samples[3 * n + output];
    }
    double energy = 0;
    for (int n = 0; n < window.length; n++) {
      double value = window[n] * (samples[3 * n + output] - mean / weights);
      energy += value * value;
    }
    return energy / squaredWeights;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5})
  void gaussianSmoothingDampsEachFrequencyByItsFactor(double deviation) {
    DoubleUnaryOperator rough =
        t -> cosine(0.8, 1).applyAsDouble(t) + cosine(1.9, 1).applyAsDouble(t + 0.2);

    double[] before = along(rough);
    double[] after = along(smoothed(rough, deviation));

    for (double frequency : new double[] {0.8, 1.9}) {
      double w = 2 * StrictMath.PI * frequency;
      double damping = StrictMath.exp(-deviation * deviation * w * w / 2);
      // single precision leaves 1e-14 beside the power of the slower cosine
      assertThat(near(after, frequency) / near(before, frequency))
          .isCloseTo(damping * damping, within(1e-5 * damping * damping + 1e-13));
    }
  }

  /** The expectation over N(0, deviation²) by the trapezoidal rule, exact to 1e-14 here. */
  private static DoubleUnaryOperator smoothed(DoubleUnaryOperator f, double deviation) {
    return t -> {
      double sum = 0;
      double weights = 0;
      for (int i = -36; i <= 36; i++) {
        double step = i * 0.25;
        double weight = StrictMath.exp(-step * step / 2);
        sum += weight * f.applyAsDouble(t + deviation * step);
        weights += weight;
      }
      return sum / weights;
    };
  }

  @Test
  void constantHasNoPower() {
    assertThat(along(t -> 0.1)).containsOnly(0);
  }

  @Test
  void variationBelowThePrecisionOfItsSizeIsNoPower() {
    assertThat(along(t -> 1000 + 1e-4 * StrictMath.sin(t))).containsOnly(0);
  }

  @Test
  void straightLineHasNoHighFrequencies() {
    double[] power = along(t -> 3 * t - 1);

    // the window's own tail: 6e-13
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, 0.5).orElseThrow())
        .isBetween(0.0, 1e-12);
  }

  @Test
  void straightChordHasNoHighFrequencies() {
    double[] power =
        LinePower.along(axis(), LineGrid.CHORD, List.of(map(t -> 3 * t - 1))).get(0).power();

    // the window's own tail: 3e-8
    assertThat(
            PowerSpectrum.highFrequencyShare(LineGrid.CHORD.frequencies(), power, 0.2)
                .orElseThrow())
        .isBetween(0.0, 1e-7);
  }

  @Test
  void stepHasPowerAtAllFrequencies() {
    double[] power = along(t -> t < 0.01 ? -1 : 1);

    // P falls like 1 / f², hence the share like 1 / cutoff: a step of 2 under the squared window of
    // mean width √π deviation has 2 · 4 / (4π² cutoff) of power above, a total of nearly 1
    double expected = 2 / (StrictMath.PI * StrictMath.PI * StrictMath.sqrt(StrictMath.PI));
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, 1).orElseThrow())
        .isCloseTo(expected / GRID.deviation(), relative(0.25));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void sharesDoNotChangeWhenOutputsAreScaledAndShifted(long seed) {
    Network network = Models.network(seed, 2, 3, 16, 5);
    Lines lines = lines(seed);

    double[] plain = LinePower.along(lines, GRID, List.of(network::apply)).get(0).power();
    double[] moved =
        LinePower.along(lines, GRID, List.of(affine(-2.5f, network::apply, 3))).get(0).power();

    // rounding of the shifted samples: 1e-7 of their size, which the share sees squared and as
    // noise
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, moved, 0.5).orElseThrow())
        .isCloseTo(
            PowerSpectrum.highFrequencyShare(FREQUENCIES, plain, 0.5).orElseThrow(), within(1e-8));
    assertThat(PowerSpectrum.total(moved))
        .isCloseTo(6.25 * PowerSpectrum.total(plain), relative(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 17, 33})
  void powersOfOutputsAddUp(int outputs) {
    Network network = Models.network(outputs, 2, 3, 16, outputs);
    double sum = 0;
    for (int i = 0; i < outputs; i++) {
      int output = i;
      BatchMap single =
          (x, rows) -> {
            float[] y = network.apply(x, rows);
            float[] column = new float[rows];
            for (int row = 0; row < rows; row++) {
              column[row] = y[row * outputs + output];
            }
            return column;
          };
      sum += LinePower.along(lines(1), GRID, List.of(single)).get(0).power()[7];
    }

    double[] all = LinePower.along(lines(1), GRID, List.of(network::apply)).get(0).power();

    // another order of double sums
    assertThat(all[7]).isCloseTo(sum, relative(1e-11));
  }

  @Test
  void chainMeasuresEachCompositionAsIfAlone() {
    Network first = Models.network(1, 1, 3, 8, 2);
    Network second = Models.network(2, 1, 2, 8, 4);

    List<LinePower.Measured> chain =
        LinePower.along(lines(3), GRID, List.of(first::apply, second::apply));

    assertThat(chain.get(0).power())
        .isEqualTo(LinePower.along(lines(3), GRID, List.of(first::apply)).get(0).power());
    assertThat(chain.get(1).power())
        .isEqualTo(
            LinePower.along(lines(3), GRID, List.of(first.then(second)::apply)).get(0).power());
  }

  private static Lines lines(long seed) {
    float[] bases = new float[4 * 3];
    new RandomStream(seed).normals(0, bases, 0, bases.length);
    return Lines.isotropic(bases, new double[] {1, 1, 1}, new RandomStream(seed + 100));
  }

  private static double[] along(DoubleUnaryOperator f) {
    return LinePower.along(axis(), GRID, List.of(map(f))).get(0).power();
  }

  private static DoubleUnaryOperator cosine(double frequency, double amplitude) {
    return t -> amplitude * StrictMath.cos(2 * StrictMath.PI * frequency * t);
  }

  /** Power within half a cycle, seven deviations of a blurred line. */
  private static double near(double[] power, double frequency) {
    double sum = 0;
    for (int k = 0; k < power.length; k++) {
      sum += Math.abs(FREQUENCIES[k] - frequency) < 0.5 ? power[k] : 0;
    }
    return sum;
  }

  private static org.assertj.core.data.Percentage relative(double tolerance) {
    return org.assertj.core.data.Percentage.withPercentage(100 * tolerance);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-4, 1e-5})
  void roundingOfSinglePrecisionStaysBelowTheFloor(double amplitude) {
    // a slow wave of this size upon 1: its own power ends far below 2 cycles
    LinePower.Measured measured =
        LinePower.along(axis(), GRID, List.of(map(t -> 1 + amplitude * StrictMath.sin(t)))).get(0);

    assertThat(PowerSpectrum.total(measured.power())).isPositive();
    for (int k = 0; k < FREQUENCIES.length; k++) {
      if (FREQUENCIES[k] > 2) {
        assertThat(measured.power()[k]).isPositive().isLessThan(measured.floor());
      }
    }
  }

  @Test
  void floorGrowsWithTheSquareOfTheOutputs() {
    double once = LinePower.along(axis(), GRID, List.of(map(t -> 1 + t))).get(0).floor();
    double thrice = LinePower.along(axis(), GRID, List.of(map(t -> 3 + 3 * t))).get(0).floor();

    assertThat(thrice / once).isCloseTo(9, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void roundingOfWideNetworksStaysBelowTheFloor(long seed) {
    // so small a gain is a straight line but for rounding; beyond 3 cycles the window is gone
    Network network = Models.network(seed, 1e-3, 2, 256, 256, 20);
    LinePower.Measured measured =
        LinePower.along(
                Lines.isotropic(new float[2 * 8], new double[] {1, 1}, new RandomStream(seed)),
                GRID,
                List.of(network::apply))
            .get(0);

    double rounding = 0;
    int count = 0;
    for (int k = 0; k < FREQUENCIES.length; k++) {
      rounding += FREQUENCIES[k] > 3 ? measured.power()[k] : 0;
      count += FREQUENCIES[k] > 3 ? 1 : 0;
    }
    assertThat(rounding / count).isLessThan(measured.floor());
  }
}
