package org.harmonicsweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.harmonicsweep.trial.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
  private static final int[] WIDTHS = {7, 19, 33, 5};
  private static final int ROWS = 40;

  @ParameterizedTest
  @EnumSource(Activation.class)
  void outputsAreThoseOfTheDefinition(Activation activation) {
    Network network = network(activation, 1, WIDTHS);
    float[] x = random(2, ROWS * 7, 1);
    float[] y = network.apply(x, ROWS);
    for (int row = 0; row < ROWS; row++) {
      double[] expected = ReferenceNetwork.apply(network, row(x, 7, row));
      for (int j = 0; j < 5; j++) {
        // three layers of at most 33 terms of order 1, each rounded to 2^-24
        assertThat((double) y[row * 5 + j]).isCloseTo(expected[j], within(2e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void bothProductsAreEachOthersAdjoint(Activation activation) {
    Network network = network(activation, 3, WIDTHS);
    float[] x = random(4, ROWS * 7, 1);
    float[] v = random(5, ROWS * 7, 1);
    float[] u = random(6, ROWS * 5, 1);
    float[] forward = network.jvp(x, v, ROWS);
    float[] backward = network.vjp(x, u, ROWS);
    for (int row = 0; row < ROWS; row++) {
      // both sides round about a hundred terms of order 1
      assertThat(dot(row(u, 5, row), row(forward, 5, row)))
          .isCloseTo(dot(row(backward, 7, row), row(v, 7, row)), within(5e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void jvpIsTheDerivative(Activation activation) {
    Network network = network(activation, 7, WIDTHS);
    float[] x = random(8, ROWS * 7, 1);
    float[] v = random(9, ROWS * 7, 1);
    float[] found = network.jvp(x, v, ROWS);
    for (int row = 0; row < ROWS; row++) {
      double[] expected = ReferenceNetwork.difference(network, row(x, 7, row), row(v, 7, row));
      for (int j = 0; j < 5; j++) {
        // single precision, and central differences in double precision with step 1e-6
        assertThat((double) found[row * 5 + j]).isCloseTo(expected[j], within(5e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void derivativeAtTheKinkIsThatFromTheLeft(Activation activation) {
    Network network =
        Network.of(List.of(new DenseLayer(1, 1, new float[] {1}, new float[] {0}, activation)));
    float expected =
        switch (activation) {
          case LINEAR, TANH -> 1;
          case RELU -> 0;
          case LEAKY_RELU -> Activation.LEAK;
          case LOGISTIC -> 0.25f;
        };
    float[] zero = {0};
    float[] one = {1};
    assertThat(network.jvp(zero, one, 1)).containsExactly(expected);
    assertThat(network.vjp(zero, one, 1)).containsExactly(expected);
  }

  @Test
  void aRowsBitsDoNotDependOnItsBatch() {
    Network network = network(Activation.TANH, 10, WIDTHS);
    int rows = 2 * BlockPass.ROWS + 3;
    float[] x = random(11, rows * 7, 1);
    float[] v = random(12, rows * 7, 1);
    float[] u = random(13, rows * 5, 1);
    float[] y = network.apply(x, rows);
    float[] jvp = network.jvp(x, v, rows);
    float[] vjp = network.vjp(x, u, rows);
    for (int row : new int[] {0, 1, 254, 255, 256, 257, 511, 512, rows - 1}) {
      float[] point = floats(x, 7, row);
      assertThat(network.apply(point, 1)).isEqualTo(floats(y, 5, row));
      assertThat(network.jvp(point, floats(v, 7, row), 1)).isEqualTo(floats(jvp, 5, row));
      assertThat(network.vjp(point, floats(u, 5, row), 1)).isEqualTo(floats(vjp, 7, row));
    }
  }

  @Test
  void argumentsAreLeftAlone() {
    Network network = network(Activation.LOGISTIC, 14, WIDTHS);
    float[] x = random(15, 7, 1);
    float[] u = random(16, 5, 1);
    float[] cotangent = u.clone();
    network.vjp(x, cotangent, 1);
    assertThat(cotangent).isEqualTo(u);
  }

  @Test
  void compositionAppliesOneAfterTheOther() {
    Network first = network(Activation.RELU, 17, 3, 4);
    Network second = network(Activation.TANH, 18, 4, 2);
    float[] x = random(19, 15, 1);
    assertThat(first.then(second).apply(x, 5)).isEqualTo(second.apply(first.apply(x, 5), 5));
  }

  @Test
  void noRowsGiveNoRows() {
    assertThat(network(Activation.RELU, 20, WIDTHS).apply(new float[0], 0)).isEmpty();
  }

  @Test
  void wrongShapesAreRefused() {
    Network network = network(Activation.RELU, 21, WIDTHS);
    assertThatThrownBy(() -> network.apply(new float[13], 2))
        .hasMessage("x has 13 values, expected shape [2, 7]");
    assertThatThrownBy(() -> network.vjp(new float[14], new float[14], 2))
        .hasMessage("u has 14 values, expected shape [2, 5]");
    assertThatThrownBy(() -> Network.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> network.then(network))
        .hasMessage("layer 3 takes 7 values, layer 2 gives 5");
  }

  private static Network network(Activation activation, long seed, int... widths) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      int n = widths[i - 1];
      int m = widths[i];
      float[] weights = random(seed * 31 + i, n * m, (float) Math.sqrt(3.0 / n));
      layers.add(new DenseLayer(n, m, weights, random(seed * 37 + i, m, 0.5f), activation));
    }
    return Network.of(layers);
  }

  private static float[] random(long seed, int count, float most) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-most, most);
    }
    return values;
  }

  private static float[] floats(float[] values, int columns, int row) {
    return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
  }

  private static double[] row(float[] values, int columns, int row) {
    return IntStream.range(0, columns).mapToDouble(j -> values[row * columns + j]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }
}
