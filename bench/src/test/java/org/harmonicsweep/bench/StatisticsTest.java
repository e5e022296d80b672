package org.harmonicsweep.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianLiesBetweenTheMiddleTwo() {
    assertThat(Statistics.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    assertThat(Statistics.median(new double[] {9, 1, 5})).isEqualTo(5);
  }

  @Test
  void spreadIgnoresAnOutlier() {
    assertThat(Statistics.spread(new double[] {1, 2, 3, 4, 100})).isEqualTo(2);
    assertThat(Statistics.spread(new double[] {7})).isEqualTo(0);
  }

  @Test
  void ratioIsOfTheSameRound() {
    assertThat(Statistics.ratios(new double[] {6, 8}, new double[] {3, 2})).containsExactly(2, 4);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> Statistics.median(new double[0])).hasMessage("no values to sum up");
  }
}
