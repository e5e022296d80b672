package org.harmonicsweep.metrics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.harmonicsweep.metrics.theory.LinearVae.Gains;
import org.harmonicsweep.metrics.theory.LinearVae.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinearVaeTest {
  /** The reference numbers are given to six or seven digits. */
  private static final Offset<Double> GIVEN = within(1e-6);

  private static final Noise QUARTER = new Noise(0.25, 0, false);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private static double[] modes(double... deviations) {
    return Arrays.stream(deviations).map(s -> s * s).toArray();
  }

  @Test
  void fixedVarianceHasItsKnownGains() {
    Gains gains = Gains.greatest(LinearVae.fixed(modes(2), 1, QUARTER));

    assertThat(gains.decoder()).isCloseTo(1.7320508, GIVEN);
    assertThat(gains.encoder()).isCloseTo(0.4330127, GIVEN);
    assertThat(gains.reconstruct()).isCloseTo(0.75, GIVEN);
  }

  @Test
  void noiseWithCleanTargetHasItsKnownGains() {
    Gains gains = Gains.greatest(LinearVae.fixed(modes(2), 1, new Noise(0.25, 1, false)));

    assertThat(gains.decoder()).isCloseTo(1.605524, GIVEN);
    assertThat(gains.encoder()).isCloseTo(0.359006, GIVEN);
    assertThat(gains.reconstruct()).isCloseTo(0.576393, GIVEN);
  }

  @Test
  void noiseWithNoisyTargetHasItsKnownGains() {
    Gains gains = Gains.greatest(LinearVae.fixed(modes(2), 1, new Noise(0.25, 1, true)));

    assertThat(gains.decoder()).isCloseTo(1.863367, GIVEN);
    assertThat(gains.encoder()).isCloseTo(0.416661, GIVEN);
    assertThat(gains.reconstruct()).isCloseTo(0.776393, GIVEN);
  }

  @Test
  void learnedVarianceHasItsKnownGains() {
    Gains gains = Gains.greatest(LinearVae.learned(modes(2), 1));

    assertThat(gains.decoder()).isCloseTo(1.7320508, GIVEN);
    assertThat(gains.encoder()).isCloseTo(0.4330127, GIVEN);
    assertThat(gains.reconstruct()).isCloseTo(0.75, GIVEN);
  }

  @Test
  void modesAtTheCutAreDropped() {
    assertThat(Gains.greatest(LinearVae.fixed(modes(0.5), 1, QUARTER)))
        .isEqualTo(new Gains(0, 0, 0));
    assertThat(Gains.greatest(LinearVae.fixed(modes(0.49, 0), 1, QUARTER)))
        .isEqualTo(new Gains(0, 0, 0));
    assertThat(Gains.greatest(LinearVae.learned(modes(1), 1))).isEqualTo(new Gains(0, 0, 0));
    assertThat(Gains.greatest(LinearVae.learned(modes(0), 1))).isEqualTo(new Gains(0, 0, 0));
    assertThat(Gains.greatest(LinearVae.fixed(modes(0.51), 1, QUARTER)).decoder()).isPositive();
  }

  @Test
  void greatestGainsMayBelongToDifferentModes() {
    // encoder gain peaks at s = 2 σ √b: at s = 1 it is 0.5, beyond and below less
    Gains gains = Gains.greatest(LinearVae.fixed(modes(2, 1, 0.4), 1, QUARTER));

    assertThat(gains.decoder()).isCloseTo(1.7320508, GIVEN);
    assertThat(gains.encoder()).isCloseTo(0.5, within(1e-12));
    assertThat(gains.reconstruct()).isCloseTo(0.75, GIVEN);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void gainsMinimiseTheLoss(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double variance = random.nextDouble(0.5, 4);
    double weight = random.nextDouble(0.1, 1);
    Noise noise = new Noise(random.nextDouble(0.01, 0.2), random.nextDouble(0, 0.5), seed % 2 == 0);
    Gains gains = Gains.greatest(LinearVae.fixed(new double[] {variance}, weight, noise));
    double least = loss(gains.decoder(), gains.encoder(), variance, weight, noise);

    for (double[] step :
        new double[][] {{1e-3, 0}, {-1e-3, 0}, {0, 1e-3}, {0, -1e-3}, {1e-3, -1e-3}}) {
      assertThat(
              loss(gains.decoder() + step[0], gains.encoder() + step[1], variance, weight, noise))
          .isGreaterThan(least);
    }
  }

  private static double loss(double w, double c, double variance, double weight, Noise noise) {
    double all = variance + noise.noiseVariance();
    double missed = (1 - w * c) * (1 - w * c) * (noise.noisyTarget() ? all : variance);
    double passed = noise.noisyTarget() ? 0 : w * w * c * c * noise.noiseVariance();
    return (missed + passed + w * w * noise.variance() + weight * c * c * all) / 2;
  }
}
