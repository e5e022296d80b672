package org.harmonicsweep.metrics.spectrum;

import java.util.Arrays;
import org.harmonicsweep.kernel.RandomStream;

/**
 * Straight lines x(t) = base + t · direction in the input space of a network.
 *
 * @param count number of lines
 * @param inputs dimensions of the space, at least 1
 * @param bases points at t = 0, shape {@code [count, inputs]}
 * @param directions displacements per unit of t, shape {@code [count, inputs]}
 */
record Lines(int count, int inputs, float[] bases, float[] directions) {
  Lines {
    long expected = (long) count * inputs;
    if (bases.length != expected || directions.length != expected) {
      throw new IllegalArgumentException(
          "%d bases and %d directions for shape [%d, %d]"
              .formatted(bases.length, directions.length, count, inputs));
    }
  }

  /**
   * Returns lines in directions uniform on the sphere, each axis then multiplied by its unit.
   *
   * @param bases shape {@code [count, inputs]}
   * @param units length of one unit of t along each axis, shape {@code [inputs]}
   * @param normals source of the directions; equal streams give equal directions whatever the units
   */
  static Lines isotropic(float[] bases, double[] units, RandomStream normals) {
    int inputs = units.length;
    int count = bases.length / inputs;
    float[] drawn = new float[count * inputs];
    normals.normals(0, drawn, 0, drawn.length);
    float[] directions = new float[drawn.length];
    for (int line = 0; line < count; line++) {
      int start = line * inputs;
      double squares = 0;
      for (int j = 0; j < inputs; j++) {
        squares += (double) drawn[start + j] * drawn[start + j];
      }
      double norm = Math.sqrt(squares);
      for (int j = 0; j < inputs; j++) {
        directions[start + j] = (float) (drawn[start + j] / norm * units[j]);
      }
    }
    return new Lines(count, inputs, bases, directions);
  }

  /**
   * Returns lines through pairs of distinct samples, t = 0 in the middle of the two, one unit of t
   * being one input unit; no sample is in two pairs.
   *
   * @param most number of lines, fewer where the samples do not suffice, 0 where all are equal
   */
  static Lines chords(HeldOut samples, int most) {
    int inputs = samples.features();
    float[] bases = new float[most * inputs];
    float[] directions = new float[most * inputs];
    int count = 0;
    int first = 0;
    int second = 1;
    while (count < most && second < samples.count()) {
      double length = samples.distance(first, second);
      if (length > 0) {
        for (int j = 0; j < inputs; j++) {
          double from = samples.values()[first * inputs + j];
          double to = samples.values()[second * inputs + j];
          bases[count * inputs + j] = (float) ((from + to) / 2);
          directions[count * inputs + j] = (float) ((to - from) / length);
        }
        count++;
        first = second + 1;
        second++;
      }
      second++;
    }
    return new Lines(
        count,
        inputs,
        Arrays.copyOf(bases, count * inputs),
        Arrays.copyOf(directions, count * inputs));
  }

  /**
   * Returns the points of one line, rounded to single precision once.
   *
   * @param coordinates t, shape {@code [points]}
   * @return shape {@code [points, inputs]}
   */
  float[] points(int line, float[] coordinates) {
    float[] x = new float[coordinates.length * inputs];
    for (int n = 0; n < coordinates.length; n++) {
      for (int j = 0; j < inputs; j++) {
        int at = line * inputs + j;
        x[n * inputs + j] = (float) (bases[at] + (double) coordinates[n] * directions[at]);
      }
    }
    return x;
  }
}
