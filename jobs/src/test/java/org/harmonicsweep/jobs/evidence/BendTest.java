package org.harmonicsweep.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BendTest {
  private static final List<Double> LEVELS = List.of(0.0025, 0.01, 0.09, 0.25, 1.0);

  /** A parabola over five points is solved with a few dozen operations. */
  private static final double ROUNDING = 1e-10;

  @Test
  void aParabolaHasItsSlopesAtTheEnds() {
    List<Block.Point> points =
        List.of(point(0, 1), point(1, 1 + 3 - 2), point(3, 1 + 9 - 18), point(4, 1 + 12 - 32));
    Bend bend = Bend.of(List.of(List.of(new Block(List.of(0.0, 1.0, 3.0, 4.0), points))));

    assertThat(bend.rise().orElseThrow().mean()).isCloseTo(3, within(ROUNDING));
    assertThat(bend.fall().orElseThrow().mean()).isCloseTo(3 - 16, within(ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aRiseThatTurnsIsSeen(long seed) {
    Bend bend = bend(seed, x -> -0.15 * (x + 2.5) * (x + 2.5));

    assertThat(bend.claimed()).isLessThan(0.01);
    assertThat(bend.opposite()).isGreaterThan(0.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aRiseThatGoesOnIsNone(long seed) {
    Bend bend = bend(seed, x -> 0.6 * x);

    assertThat(bend.claimed()).isGreaterThan(0.5);
    assertThat(bend.opposite()).isLessThan(0.05);
  }

  @Test
  void aCurveThatLevelsOffIsRarelyTakenForABend() {
    int taken = 0;
    for (int seed = 0; seed < 400; seed++) {
      taken += bend(seed, x -> -0.05 * x * x).claimed() <= 0.05 ? 1 : 0;
    }
    // the slope at the end is 0: 5 % of 400, and four standard errors of 4.4
    assertThat(taken).isLessThan(38);
  }

  @Test
  void twoLevelsHaveNoBend() {
    Bend bend =
        Bend.of(List.of(List.of(new Block(List.of(0.0, 1.0), List.of(point(0, 1), point(1, 2))))));

    assertThat(bend.rise()).isEmpty();
    assertThat(bend.claimed()).isEqualTo(1);
    assertThat(bend.opposite()).isEqualTo(1);
    assertThat(bend.attainable()).isEqualTo(1);
  }

  private static Bend bend(long seed, DoubleUnaryOperator response) {
    return Bend.of(new Samples(LEVELS, 6, 2, response).draw(new SplittableRandom(seed)));
  }

  private static Block.Point point(double x, double y) {
    return new Block.Point(Math.exp(y), x, y);
  }
}
