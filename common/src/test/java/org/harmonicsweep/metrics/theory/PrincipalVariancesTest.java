package org.harmonicsweep.metrics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.harmonicsweep.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrincipalVariancesTest {
  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static double[] leading(Dataset data, int count) {
    return PrincipalVariances.leading(data, count).orElseThrow();
  }

  @Test
  void variancesOfUncorrelatedFeaturesComeInFallingOrder() {
    // each feature alternates about another mean; the second doubles the pace
    float[] values = {6, 1, 0, 4, 1, 0, 6, 3, 0, 4, 3, 0};
    Dataset data = new Dataset(4, 3, values);

    assertThat(leading(data, 3)).containsExactly(new double[] {1, 1, 0}, within(1e-15));
    assertThat(leading(data, 1)).hasSize(1);
    assertThat(leading(data, 9)).hasSize(3);
  }

  @Test
  void constantDataHaveNoVariance() {
    float[] values = new float[30];
    Arrays.fill(values, 0.25f);

    assertThat(leading(new Dataset(10, 3, values), 3)).containsOnly(0);
    assertThat(leading(new Dataset(1, 30, values), 2)).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void variancesAreTheSquaredSingularValuesOfTheCentredData(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int samples = random.nextInt(2, 60);
    int features = random.nextInt(1, 60);
    float[] values = new float[samples * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    DMatrixRMaj centred = new DMatrixRMaj(samples, features);
    for (int j = 0; j < features; j++) {
      double mean = 0;
      for (int i = 0; i < samples; i++) {
        mean += values[i * features + j] / (double) samples;
      }
      for (int i = 0; i < samples; i++) {
        centred.set(i, j, values[i * features + j] - mean);
      }
    }
    double[] singular = SingularOps_DDRM.singularValues(centred);
    double[] found = leading(new Dataset(samples, features, values), 5);

    for (int k = 0; k < found.length; k++) {
      double expected = k < singular.length ? singular[k] * singular[k] / samples : 0;
      // of values of order 1
      assertThat(found[k]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void hugeDataAreLeftOut() {
    assertThat(PrincipalVariances.leading(new Dataset(1025, 1025, new float[1025 * 1025]), 2))
        .isEmpty();
    assertThat(PrincipalVariances.leading(new Dataset(20000, 800, new float[16_000_000]), 2))
        .isEmpty();
  }
}
