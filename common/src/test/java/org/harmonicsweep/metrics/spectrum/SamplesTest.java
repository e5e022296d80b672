package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.metrics.spectrum.Formulas.map;
import static org.harmonicsweep.metrics.spectrum.Formulas.variance;

import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.training.TrainedVae;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void heldOutSamplesAreSomeOfTheGivenOnesEachOnce() {
    float[] values = new float[3000];
    for (int row = 0; row < 1500; row++) {
      values[2 * row] = row;
      values[2 * row + 1] = row;
    }

    HeldOut heldOut = HeldOut.of(new Dataset(1500, 2, values), new RandomStream(1));

    assertThat(heldOut.count()).isEqualTo(HeldOut.MOST);
    float[] first = new float[heldOut.count()];
    for (int i = 0; i < first.length; i++) {
      first[i] = heldOut.values()[2 * i];
      assertThat(heldOut.values()[2 * i + 1]).isEqualTo(first[i]);
    }
    assertThat(first).doesNotHaveDuplicates();
  }

  @Test
  void deviationIsTheRadiusOverTheRootOfTheFeatures() {
    HeldOut corners = new HeldOut(4, 2, new float[] {-1, -3, -1, 3, 1, -3, 1, 3});

    assertThat(corners.radius()).isCloseTo(Math.sqrt(10), within(1e-12));
    assertThat(corners.deviation()).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(corners.distance(0, 3)).isCloseTo(Math.sqrt(40), within(1e-12));
    assertThat(new HeldOut(2, 2, new float[] {0.1f, 0.2f, 0.1f, 0.2f}).radius()).isZero();
  }

  @Test
  void mixtureVarianceIsThatOfTheMeansPlusTheMeanVariance() {
    AggregatePosterior posterior =
        new AggregatePosterior(2, 2, new float[] {1, 0, 3, 0}, new double[] {1, 0.5, 2, 0.5});

    assertThat(posterior.mixtureDeviations()[0]).isCloseTo(Math.sqrt(3.5), within(1e-12));
    assertThat(posterior.mixtureDeviations()[1]).isCloseTo(0.5, within(1e-12));
    assertThat(posterior.meanDeviations()).containsExactly(1.5, 0.5);
  }

  @Test
  void learnedDeviationsAreTheExponentialOfHalfTheLogarithm() {
    TrainedVae vae =
        Models.learned(
            Models.network(1, 1, 3, 2), Models.network(2, 1, 3, 2), Models.network(3, 1, 2, 3));
    HeldOut heldOut = HeldOut.of(Models.data(4, 10, 3), new RandomStream(1));

    AggregatePosterior posterior = AggregatePosterior.of(vae, heldOut);

    float[] logs = Models.network(2, 1, 3, 2).apply(heldOut.values(), 10);
    for (int i = 0; i < logs.length; i++) {
      assertThat(StrictMath.log(posterior.deviations()[i])).isCloseTo(logs[i] / 2, within(1e-6));
    }
  }

  @Test
  void drawsFromTheMixtureHaveItsDeviation() {
    int count = 20_000;
    float[] means = new float[count];
    double[] deviations = new double[count];
    for (int i = 0; i < count; i++) {
      means[i] = i % 2;
      deviations[i] = 0.5;
    }
    AggregatePosterior posterior = new AggregatePosterior(count, 1, means, deviations);

    Sample drawn = posterior.sample(new RandomStream(3));

    double deviation = posterior.mixtureDeviations()[0];
    // four standard errors of 20 000 draws
    assertThat(variance(map(z -> z), drawn).orElseThrow())
        .isCloseTo(deviation * deviation, within(0.02));
  }

  @Test
  void varianceOfOutputsNeedsTwoRowsThatDiffer() {
    Sample pair = new Sample(2, new float[] {1, 4});

    assertThat(variance(map(z -> z), pair)).hasValue(4.5);
    assertThat(variance(map(z -> 0.1), pair)).isEmpty();
    assertThat(variance(map(z -> z), pair.slice(0, 1))).isEmpty();
  }
}
