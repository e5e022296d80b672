package org.harmonicsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticTest {
  private final DataLoader loader = new DataLoader(new Configuration(false));

  private Dataset training(DataSource source) {
    return loader.load(source, 0.1).training();
  }

  @ParameterizedTest
  @CsvSource({
    // golden: numpy, 2 (sinc(5 t) + 0.21723362821122166) / 1.2172336282112217 − 1
    "0, 1.0",
    "0.1, 0.4029408665509482",
    "-0.1, 0.4029408665509482",
    "0.2, -0.6430699527576214",
    "0.28605, -0.9999999961662501",
    "0.5, -0.4338677888959075",
    "-0.73, -0.7707415232200263",
    "1, -0.6430699527576214"
  })
  void trackIsTheRescaledSinc(double t, double expected) {
    // the function's slope is at most 12, so rounding stays far below
    assertThat(SincSamples.track(t)).isCloseTo(expected, within(1e-14));
  }

  @Test
  void trackReachesBothEndsOfItsRange() {
    double least = 1;
    double greatest = -1;
    for (int i = -10_000; i <= 10_000; i++) {
      double value = SincSamples.track(i / 10_000.0);
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    assertThat(greatest).isEqualTo(1);
    // a grid of 1e-4 misses the minimum by half its curvature 82 times the square of half the step
    assertThat(least).isBetween(-1.0, -1 + 2e-7);
  }

  @Test
  void sampleIsItsTrackThenItsSortedTimes() {
    Dataset tracks = training(new DataSource.SincTracks(20, 172, 3));
    assertThat(tracks.features()).isEqualTo(344);
    for (int sample = 0; sample < tracks.samples(); sample++) {
      float[] row = Arrays.copyOfRange(tracks.values(), sample * 344, (sample + 1) * 344);
      float[] times = Arrays.copyOfRange(row, 172, 344);
      assertThat(times).isSorted();
      assertThat(times[0]).isBetween(-1f, -0.8f);
      assertThat(times[171]).isBetween(0.8f, 1f);
      for (int i = 0; i < 172; i++) {
        // slope 12 times half a unit in the last place of a time near 1
        assertThat((double) row[i]).isCloseTo(SincSamples.track(times[i]), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void gaussianFeaturesHaveTheirMomentsAndAreIndependent(long seed) {
    int count = 20_000;
    double[] deviations = {2, 1, 0.25};
    Dataset data =
        loader
            .load(new DataSource.LinearGaussian(count + 1, List.of(2.0, 1.0, 0.25), seed), 1e-9)
            .training();
    assertThat(data.samples()).isEqualTo(count);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        double product = 0;
        double mean = 0;
        for (int sample = 0; sample < count; sample++) {
          double x = data.values()[3 * sample + i] / deviations[i];
          product += x * data.values()[3 * sample + j] / deviations[j];
          mean += x;
        }
        // five standard errors: √(1 / n) of a mean or covariance, √(2 / n) of a variance
        assertThat(mean / count).isCloseTo(0, within(5 / Math.sqrt(count)));
        double expected = i == j ? 1 : 0;
        assertThat(product / count)
            .isCloseTo(expected, within(5 * Math.sqrt((1 + expected) / count)));
      }
    }
  }

  @Test
  void sourcesOfOneSeedShareNoNumbers() {
    double[] sinc = times(training(new DataSource.SincTracks(2, 2, 1)));
    double[] other = times(training(new DataSource.SincTracks(2, 2, 2)));
    assertThat(sinc).doesNotContain(other);
    Dataset one = training(new DataSource.LinearGaussian(2, List.of(1.0, 1.0), 1));
    Dataset two = training(new DataSource.LinearGaussian(2, List.of(1.0, 1.0), 2));
    assertThat(one.values()).doesNotContain(two.values());
  }

  private static double[] times(Dataset tracks) {
    return new double[] {tracks.values()[2], tracks.values()[3]};
  }

  @Test
  void dataKeepTheirBits() {
    // golden, made by this code: stored tables name these digests
    assertThat(digest(new DataSource.Disks(20, 9, 1)))
        .isEqualTo("d3cd14090f78d4cf1ed2a0365798f04da9211ba3d5f94bcea0ad68987de8b797");
    assertThat(digest(new DataSource.SincTracks(20, 5, 1)))
        .isEqualTo("053a913ce852583e2e0e0fc3b35d134f03e604b03eabed2bb37a298eb0930624");
    assertThat(digest(new DataSource.LinearGaussian(20, List.of(2.0, 0.5), 1)))
        .isEqualTo("9a0db19083d3d6c3baaeefca69ab077391e1ffe1e153a7917688748823af247d");
  }

  private String digest(DataSource source) {
    return loader.load(source, 0.25).identity().digest();
  }

  @Test
  void keysAreThoseOfStudyFiles() {
    assertThat(new DataSource.Disks(2, 3, 0).key()).isEqualTo("disks");
    assertThat(new DataSource.SincTracks(2, 2, 0).key()).isEqualTo("sinc");
    assertThat(new DataSource.LinearGaussian(2, List.of(1.0), 0).key())
        .isEqualTo("linear_gaussian");
    assertThat(new DataSource.Idx("x", Optional.empty(), Optional.empty()).key()).isEqualTo("idx");
  }

  @Test
  void impossibleSourcesAreRefused() {
    assertThatThrownBy(() -> new DataSource.Disks(1, 63, 0))
        .hasMessage("samples is 1, must be at least 2");
    assertThatThrownBy(() -> new DataSource.Disks(2, 2, 0))
        .hasMessage("size is 2, must be at least 3");
    assertThatThrownBy(() -> new DataSource.SincTracks(2, 1, 0))
        .hasMessage("points is 1, must be at least 2");
    assertThatThrownBy(() -> new DataSource.SincTracks(1, 2, 0))
        .hasMessage("samples is 1, must be at least 2");
    assertThatThrownBy(() -> new DataSource.LinearGaussian(2, List.of(), 0))
        .hasMessage("number of deviations is 0, must be at least 1");
    assertThatThrownBy(() -> new DataSource.Idx("x", Optional.empty(), Optional.of(1)))
        .hasMessage("limit is 1, must be at least 2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void deviationMustBeFiniteAndPositive(double deviation) {
    assertThatThrownBy(() -> new DataSource.LinearGaussian(2, List.of(1.0, deviation), 0))
        .hasMessage("deviation is " + deviation + ", must be finite and above 0");
  }

  @Test
  void dataBeyondAnArrayAreRefusedInASentence() {
    assertThatThrownBy(() -> loader.load(new DataSource.SincTracks(1 << 20, 1 << 20, 0), 0.1))
        .isExactlyInstanceOf(DataException.class)
        .hasMessageContaining("at most 2147483647 values in all");
  }
}
