package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.harmonicsweep.kernel.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void directionsHaveUnitLengthInTheirUnits(long seed) {
    double[] units = {0.5, 2, 3};
    Lines lines = Lines.isotropic(new float[30], units, new RandomStream(seed));

    assertThat(lines.count()).isEqualTo(10);
    for (int line = 0; line < 10; line++) {
      double squares = 0;
      for (int j = 0; j < 3; j++) {
        double component = lines.directions()[line * 3 + j] / units[j];
        squares += component * component;
      }
      assertThat(squares).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void directionsHaveNoPreferredAxis() {
    Lines lines = Lines.isotropic(new float[3000], new double[] {1, 1, 1}, new RandomStream(5));

    for (int j = 0; j < 3; j++) {
      double mean = 0;
      double square = 0;
      for (int line = 0; line < 1000; line++) {
        double component = lines.directions()[line * 3 + j];
        mean += component / 1000;
        square += component * component / 1000;
      }
      // four standard errors of 1000 draws
      assertThat(mean).isCloseTo(0, within(0.075));
      assertThat(square).isCloseTo(1.0 / 3, within(0.04));
    }
  }

  @Test
  void chordsJoinSamplesAtTheirDistance() {
    HeldOut samples = new HeldOut(4, 2, new float[] {0, 0, 3, 4, 1, 1, 1, 3});

    Lines chords = Lines.chords(samples, 64);

    assertThat(chords.count()).isEqualTo(2);
    assertThat(chords.points(0, new float[] {-2.5f, 0, 2.5f})) // directions are rounded to 24 bits
        .containsExactly(new float[] {0, 0, 1.5f, 2, 3, 4}, within(1e-6f));
    assertThat(chords.points(1, new float[] {-1, 0, 1})).containsExactly(1, 1, 1, 2, 1, 3);
  }

  @Test
  void chordsSkipSamplesThatAreEqual() {
    HeldOut samples = new HeldOut(5, 1, new float[] {2, 2, 2, 5, 7});

    Lines chords = Lines.chords(samples, 64);

    assertThat(chords.count()).isEqualTo(1);
    assertThat(chords.points(0, new float[] {-1.5f, 1.5f})).containsExactly(2, 5);
  }

  @Test
  void equalSamplesHaveNoChord() {
    assertThat(Lines.chords(new HeldOut(3, 1, new float[] {2, 2, 2}), 64).count()).isZero();
    assertThat(Lines.chords(new HeldOut(1, 1, new float[] {2}), 64).count()).isZero();
  }

  @Test
  void chordsStopAtTheWantedNumber() {
    assertThat(Lines.chords(new HeldOut(6, 1, new float[] {1, 2, 3, 4, 5, 6}), 2).count())
        .isEqualTo(2);
  }

  @Test
  void gridIsEvenAndItsWindowVanishesAtTheEnds() {
    for (LineGrid grid : new LineGrid[] {LineGrid.UNIT, LineGrid.CHORD}) {
      float[] t = grid.coordinates();
      assertThat(t).hasSize(256);
      // in steps of 9 / 2ⁿ, hence exact in single precision
      assertThat(t[0]).isEqualTo((float) -grid.reach());
      assertThat(t[128]).isZero();
      assertThat((double) t[255]).isEqualTo(grid.reach() * 127 / 128);
      assertThat(grid.window()[0]).isLessThan(1e-6);
      assertThat(grid.window()[128]).isEqualTo(1);
      assertThat(grid.frequencies()).hasSize(129);
      assertThat(grid.frequencies()[128]).isCloseTo(64 / grid.reach(), within(1e-12));
    }
  }
}
