package org.harmonicsweep.metrics.spectrum;

import java.util.stream.IntStream;

/**
 * Where a line is sampled, and the Gaussian window laid over it.
 *
 * <p>The window, and nothing else, says what is measured: its standard deviation sets the width 1 /
 * (√8 π deviation) by which every line in the power spectrum is blurred. The reach only truncates
 * it, and must do so where the window has vanished. Cut at 3.7 deviations the window ends in a step
 * of 1e-3, whose own spectrum holds 3e-6 of the power of a straight line above 0.5 cycles and falls
 * off like 1 / frequency: more than a smooth decoder has there. At 5.55 deviations it is 6e-13.
 *
 * @param reach samples lie at t in [−reach, reach), in the line's unit, above 0
 * @param deviation standard deviation of the window, in the line's unit, above 0
 * @param points number of samples, a power of two
 */
record LineGrid(double reach, double deviation, int points) {
  /** Samples per line; up to 7 cycles per unit are resolved by {@link #UNIT}. */
  static final int POINTS = 256;

  /** The grid of lines whose unit is a deviation: of the prior, of the posterior, of the data. */
  static final LineGrid UNIT = new LineGrid(9, 6 / 3.7, POINTS);

  /** The grid of chords, in input units: twice as long, because images lie 10 units apart. */
  static final LineGrid CHORD = new LineGrid(18, 12 / 3.7, POINTS);

  LineGrid {
    if (!(reach > 0) || !(deviation > 0)) {
      throw new IllegalArgumentException(
          "reach %s and deviation %s must be above 0".formatted(reach, deviation));
    }
    if (points < 4 || Integer.bitCount(points) != 1) {
      throw new IllegalArgumentException(
          "%d points, must be a power of two and at least 4".formatted(points));
    }
  }

  /** Returns the coordinates t, ascending in equal steps, 0 in the middle. */
  float[] coordinates() {
    float[] coordinates = new float[points];
    for (int n = 0; n < points; n++) {
      coordinates[n] = (float) ((2.0 * n / points - 1) * reach);
    }
    return coordinates;
  }

  /** Returns the window exp(−t² / 2 deviation²) at the coordinates, in (0, 1]. */
  double[] window() {
    float[] coordinates = coordinates();
    double[] window = new double[points];
    for (int n = 0; n < points; n++) {
      double t = coordinates[n] / deviation;
      window[n] = StrictMath.exp(-t * t / 2);
    }
    return window;
  }

  /** Returns the points / 2 + 1 frequencies, in cycles per unit, ascending from 0. */
  double[] frequencies() {
    return IntStream.rangeClosed(0, points / 2).mapToDouble(k -> k / (2 * reach)).toArray();
  }
}
