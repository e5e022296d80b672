package org.harmonicsweep.sweeps.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.InputNoise;
import org.junit.jupiter.api.Test;

class CostModelTest {

  @Test
  void costGrowsWithEverythingThatTakesTime() {
    double cost = seconds(64, 10, EncoderVariance.fixed(1), InputNoise.denoising(0));

    assertThat(seconds(65, 10, EncoderVariance.fixed(1), InputNoise.denoising(0)))
        .isGreaterThan(cost);
    assertThat(seconds(64, 11, EncoderVariance.fixed(1), InputNoise.denoising(0)))
        .isGreaterThan(cost);
    assertThat(seconds(64, 10, EncoderVariance.learned(), InputNoise.denoising(0)))
        .isGreaterThan(cost);
    assertThat(seconds(64, 10, EncoderVariance.fixed(1), InputNoise.denoising(1)))
        .isGreaterThan(cost);
  }

  @Test
  void costDoesNotDependOnTheRandomNumbers() {
    assertThat(CostModel.seconds(Trials.of(64, 10, 0)))
        .isEqualTo(CostModel.seconds(Trials.of(64, 10, 9)));
  }

  @Test
  void longTrainingCostsInProportion() {
    double measuring =
        CostModel.seconds(Trials.of(64, 1, 0)) * 2 - CostModel.seconds(Trials.of(64, 2, 0));
    double thousand = CostModel.seconds(Trials.of(64, 1000, 0)) - measuring;
    double million = CostModel.seconds(Trials.of(64, 1_000_000, 0)) - measuring;

    // linear in the number of epochs, but for rounding
    assertThat(million / thousand).isBetween(999.99, 1000.01);
  }

  @Test
  void quickstartStepTakesTensOfMicroseconds() {
    // 64-32-2-32-64 in batches of 64: 2 M multiplications and additions, 10 to 100 GFLOP/s
    double epoch = CostModel.seconds(Trials.of(32, 2, 0)) - CostModel.seconds(Trials.of(32, 1, 0));

    assertThat(epoch / 15).isBetween(20e-6, 200e-6);
  }

  @Test
  void batchLargerThanTheDataIsNoDivisionByZero() {
    assertThat(seconds(1, 1, EncoderVariance.fixed(1), InputNoise.denoising(0)))
        .isPositive()
        .isFinite();
  }

  private static double seconds(int width, int epochs, EncoderVariance variance, InputNoise noise) {
    return CostModel.seconds(Trials.of(width, epochs, variance, noise, 0));
  }
}
