package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.harmonicsweep.kernel.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSpectrumTest {
  private static final double[] FREQUENCIES = {0, 0.25, 0.5, 0.75, 1};

  @Test
  void goldenValuesOfASmallSpectrum() {
    double[] power = {0, 4, 3, 2, 1};

    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, 0.5)).hasValue(0.3);
    assertThat(PowerSpectrum.centroid(FREQUENCIES, power)).hasValue(0.5);
    // 9.5 of 10 lies half way from 9 at 0.75 to 10 at 1
    assertThat(PowerSpectrum.bandwidth(FREQUENCIES, power)).hasValue(0.875);
  }

  @Test
  void powerAtTheCutoffIsNotAboveIt() {
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, new double[] {0, 0, 1, 0, 0}, 0.5))
        .hasValue(0);
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, new double[] {0, 0, 1, 0, 0}, 0.49))
        .hasValue(1);
  }

  @Test
  void nothingIsDefinedWithoutPower() {
    double[] none = new double[FREQUENCIES.length];

    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, none, 0.5)).isEmpty();
    assertThat(PowerSpectrum.centroid(FREQUENCIES, none)).isEmpty();
    assertThat(PowerSpectrum.bandwidth(FREQUENCIES, none)).isEmpty();
    assertThat(PowerSpectrum.decayRate(FREQUENCIES, none)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 3, 20, -1})
  void exponentialSpectrumDecaysAtItsRate(double rate) {
    double[] frequencies = LineGrid.UNIT.frequencies();
    double[] power = DoubleStream.of(frequencies).map(f -> 5 * StrictMath.exp(-rate * f)).toArray();

    assertThat(PowerSpectrum.decayRate(frequencies, power).orElseThrow())
        .isCloseTo(rate, within(1e-10));
  }

  @Test
  void decayRateDoesNotSeeTheFloor() {
    double[] frequencies = LineGrid.UNIT.frequencies();
    double[] power =
        DoubleStream.of(frequencies).map(f -> StrictMath.exp(-20 * f) + 1e-12).toArray();

    // above 1e-10 of the largest the floor adds up to 1 %
    assertThat(PowerSpectrum.decayRate(frequencies, power).orElseThrow())
        .isCloseTo(20, within(0.1));
  }

  @Test
  void decayRateNeedsThreeFrequencies() {
    assertThat(PowerSpectrum.decayRate(FREQUENCIES, new double[] {0, 1, 1, 0, 0})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void measuresLieInTheirRangesAndIgnoreScale(long seed) {
    RandomStream stream = new RandomStream(seed);
    double[] power = IntStream.range(0, 5).mapToDouble(stream::uniform).toArray();
    double[] scaled = DoubleStream.of(power).map(value -> 8 * value).toArray();

    double share = PowerSpectrum.highFrequencyShare(FREQUENCIES, power, 0.3).orElseThrow();
    double bandwidth = PowerSpectrum.bandwidth(FREQUENCIES, power).orElseThrow();

    assertThat(share).isBetween(0.0, 1.0);
    assertThat(bandwidth).isBetween(0.0, 1.0);
    assertThat(PowerSpectrum.centroid(FREQUENCIES, power).orElseThrow()).isBetween(0.0, 1.0);
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, scaled, 0.3)).hasValue(share);
    assertThat(PowerSpectrum.bandwidth(FREQUENCIES, scaled)).hasValue(bandwidth);
  }

  @Test
  void powerThatRoundingMayGiveIsNoHighFrequency() {
    double[] power = new double[FREQUENCIES.length];
    power[0] = 1;
    power[FREQUENCIES.length - 1] = 1e-14;
    double last = FREQUENCIES[FREQUENCIES.length - 2];

    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, last, 1e-14)).isEmpty();
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, last, 9e-15)).isPresent();
    assertThat(PowerSpectrum.highFrequencyShare(FREQUENCIES, power, last, 0)).isPresent();
  }

  @Test
  void decayIsThatOfTheFunctionAndNotOfTheRoundingBelowIt() {
    double[] frequencies = LineGrid.UNIT.frequencies();
    double[] power = DoubleStream.of(frequencies).map(f -> StrictMath.exp(-9 * f) + 1e-5).toArray();

    assertThat(PowerSpectrum.decayRate(frequencies, power).orElseThrow()).isLessThan(3);
    // what remains above 1e-4 bends by at most a tenth towards the floor
    assertThat(PowerSpectrum.decayRate(frequencies, power, 1e-4).orElseThrow())
        .isCloseTo(9, within(0.5));
    assertThat(PowerSpectrum.decayRate(frequencies, power, 2)).isEmpty();
  }
}
