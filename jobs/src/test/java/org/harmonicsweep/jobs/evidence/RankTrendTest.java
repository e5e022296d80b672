package org.harmonicsweep.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.harmonicsweep.kernel.RandomStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankTrendTest {
  private static final RandomStream STREAM = new RandomStream(1);
  private static final int DRAWS = 9999;

  /** Terms are added in another order. */
  private static final double ROUNDING = 1e-12;

  @Test
  void aRiseInEveryBlockHasCorrelationOneAndTheLeastPossibleTail() {
    RankTrend trend = trend(block(1, 2, 3, 4), block(-5, 0, 1, 9), block(1, 5, 6, 7));

    assertThat(trend.correlation()).isCloseTo(1, within(ROUNDING));
    assertThat(trend.test(STREAM, DRAWS).falling()).isCloseTo(1, within(ROUNDING));
    // 1 of 24³ = 13 824 exchanges; four deviations of a Poisson count of mean 0.7 are below five
    assertThat(trend.attainable()).isCloseTo(1 / 13_824.0, within(ROUNDING));
    assertThat(trend.test(STREAM, DRAWS).rising()).isLessThan(6.0 / DRAWS);
  }

  @Test
  void aFallIsTheMirrorImageOfARise() {
    RankTrend.Tails fall = trend(block(4, 2, 3, 1), block(9, 1, 0, -5)).test(STREAM, DRAWS);
    RankTrend.Tails rise = trend(block(-4, -2, -3, -1), block(-9, -1, 0, 5)).test(STREAM, DRAWS);

    assertThat(fall.falling()).isEqualTo(rise.rising());
    assertThat(fall.rising()).isEqualTo(rise.falling());
  }

  @Test
  void equalValuesSayNothing() {
    RankTrend trend = trend(block(2, 2, 2), block(7, 7, 7));

    assertThat(trend.correlation()).isZero();
    assertThat(trend.test(STREAM, DRAWS)).isEqualTo(new RankTrend.Tails(1, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theCorrelationIsTheMeanOfAnotherLibrarys(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Block>> table = new ArrayList<>();
    double sum = 0;
    for (int replicate = 0; replicate < 5; replicate++) {
      // few distinct values, so that there are ties
      double[] values = random.ints(6, 0, 5).asDoubleStream().toArray();
      values[replicate] = 7;
      table.add(List.of(block(values)));
      sum +=
          new SpearmansCorrelation()
              .correlation(IntStream.range(0, 6).asDoubleStream().toArray(), values);
    }

    assertThat(new RankTrend(table).correlation()).isCloseTo(sum / 5, within(ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tailsAreThoseOfAllExchanges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[3][];
    for (int i = 0; i < 3; i++) {
      values[i] = random.doubles(3).toArray();
      values[i][2] += 0.3;
    }
    RankTrend.Tails drawn =
        trend(block(values[0]), block(values[1]), block(values[2])).test(STREAM, DRAWS);
    double exact = exactRising(values);

    // four standard errors of a share among the draws
    double error = 4 * Math.sqrt(exact * (1 - exact) / DRAWS) + 1.0 / DRAWS;
    assertThat(drawn.rising()).isCloseTo(exact, within(error));
  }

  @Test
  void settingsOfAReplicateAreExchangedTogether() {
    // a hundred copies of one replicate are one replicate
    Block block = block(1, 2, 3);
    RankTrend once = new RankTrend(List.of(List.of(block)));
    RankTrend often = new RankTrend(List.of(Collections.nCopies(100, block)));

    assertThat(often.test(STREAM, DRAWS)).isEqualTo(once.test(STREAM, DRAWS));
    assertThat(often.correlation()).isCloseTo(once.correlation(), within(ROUNDING));
  }

  @Test
  void aSettingMayLackLevels() {
    Block whole = block(1, 2, 3, 4);
    Block part = new Block(List.of(1.0, 3.0), List.of(point(5), point(6)));

    RankTrend trend = new RankTrend(List.of(List.of(whole, part), List.of(whole)));

    assertThat(trend.correlation()).isCloseTo(1, within(ROUNDING));
    assertThat(trend.test(STREAM, DRAWS).rising()).isLessThan(0.01);
  }

  /** Counts all 6³ exchanges of three replicates of three levels. */
  private static double exactRising(double[][] values) {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    double seen = 0;
    double[][] products = new double[3][6];
    for (int r = 0; r < 3; r++) {
      for (int o = 0; o < 6; o++) {
        for (int i = 0; i < 3; i++) {
          int rank = 0;
          for (double other : values[r]) {
            rank += other < values[r][i] ? 1 : 0;
          }
          products[r][o] += (rank - 1) * (orders[o][i] - 1) / 2.0;
        }
      }
      seen += products[r][0];
    }
    int hits = 0;
    for (int exchange = 0; exchange < 216; exchange++) {
      double sum =
          products[0][exchange % 6] + products[1][exchange / 6 % 6] + products[2][exchange / 36];
      hits += sum >= seen - ROUNDING ? 1 : 0;
    }
    return hits / 216.0;
  }

  private static RankTrend trend(Block... replicates) {
    return new RankTrend(java.util.Arrays.stream(replicates).map(List::of).toList());
  }

  private static Block block(double... values) {
    List<Double> levels = new ArrayList<>();
    List<Block.Point> points = new ArrayList<>();
    for (double value : values) {
      levels.add((double) levels.size());
      points.add(point(value));
    }
    return new Block(levels, points);
  }

  private static Block.Point point(double value) {
    return new Block.Point(value, 0, 0);
  }
}
