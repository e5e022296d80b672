package org.harmonicsweep.metrics.spectrum;

import java.util.Arrays;

/**
 * Points at which a function is evaluated.
 *
 * @param rows number of points, at least 1
 * @param points shape {@code [rows, inputs]}
 */
record Sample(int rows, float[] points) {
  Sample {
    if (rows < 1 || points.length % rows != 0) {
      throw new IllegalArgumentException(
          "%d values do not make %d points".formatted(points.length, rows));
    }
  }

  /** Returns the dimensions of a point. */
  int inputs() {
    return points.length / rows;
  }

  /** Returns the first points, as many as there are up to the given number. */
  Sample atMost(int count) {
    return count < rows ? slice(0, count) : this;
  }

  /** Returns some of the points. */
  Sample slice(int first, int count) {
    return new Sample(
        count, Arrays.copyOfRange(points, first * inputs(), (first + count) * inputs()));
  }
}
