package org.harmonicsweep.sweeps.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harmonicsweep.sweeps.spec.Texts.read;

import java.util.List;
import java.util.stream.IntStream;
import org.harmonicsweep.trial.Model;
import org.junit.jupiter.api.Test;

class AxisReaderTest {

  @Test
  void wholePowersOfTenAreExact() {
    assertThat(weights("{log10: [-3, 3], count: 7}"))
        .containsExactly(0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0);
  }

  @Test
  void fractionalPowersOfTenMeetTheWholeOnes() {
    assertThat(weights("{log10: [-1, 1], count: 5}"))
        .containsExactly(0.1, StrictMath.pow(10, -0.5), 1.0, StrictMath.pow(10, 0.5), 10.0);
  }

  @Test
  void stepsDoNotDrift() {
    List<Double> tenths = IntStream.rangeClosed(0, 10).mapToObj(i -> i / 10.0).toList();

    assertThat(weights("{range: [0, 1], step: 0.1}")).containsExactlyElementsOf(tenths);
    assertThat(weights("{linspace: [0, 1], count: 11}")).containsExactlyElementsOf(tenths);
  }

  @Test
  void rangeNeverPassesItsEnd() {
    assertThat(weights("{range: [1, 2], step: 0.3}")).containsExactly(1.0, 1.3, 1.6, 1.9);
    assertThat(weights("{range: [2, 1], step: -0.5}")).containsExactly(2.0, 1.5, 1.0);
  }

  @Test
  void linspaceMeetsBothEndsThoughItsStepIsNoDecimal() {
    List<Double> weights = weights("{linspace: [0.1, 0.7], count: 8}");

    assertThat(weights).hasSize(8).startsWith(0.1).endsWith(0.7).isSorted();
  }

  @Test
  void formsOfOneAxisAgree() {
    List<Double> listed = weights("[0.5, 1, 1.5]");

    assertThat(weights("{values: [0.5, 1, 1.5]}")).isEqualTo(listed);
    assertThat(weights("{linspace: [0.5, 1.5], count: 3}")).isEqualTo(listed);
    assertThat(weights("{range: [0.5, 1.5], step: 0.5}")).isEqualTo(listed);
  }

  @Test
  void numbersMayBeWrittenInEveryUsualWay() {
    assertThat(weights("[.5, 1., +2, 3e0, 4.0E+0, 05]"))
        .containsExactly(0.5, 1.0, 2.0, 3.0, 4.0, 5.0);
  }

  private static List<Double> weights(String axis) {
    return Texts.each(read("grid: {kl_weight: " + axis + "}"), Model::klWeight);
  }
}
