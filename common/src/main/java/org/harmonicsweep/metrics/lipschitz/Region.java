package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.harmonicsweep.kernel.Vectors;

/**
 * Where a box meets a ball, as offsets x from the ball's centre along axes of its own: the points
 * centre + Σ x_j axis_j.
 *
 * @param centre the ball's centre
 * @param radius of the ball that the offsets lie in: the ball's own, plus what the axes may be
 *     turned out of a right angle, plus rounding
 * @param axes a row each
 * @param low least offset along each axis
 * @param high greatest offset along each axis
 */
record Region(double[] centre, double radius, double[][] axes, double[] low, double[] high) {
  /** Axes farther from orthonormal than this give way to those of the space. */
  private static final double CROOKED = 1e-6;

  /** Returns the whole ball, with the axes of the space. */
  static Region of(LatentBall ball) {
    return whole(ball, unit(ball.centre().length), 0);
  }

  private static double[][] unit(int count) {
    double[][] axes = new double[count][count];
    for (int j = 0; j < count; j++) {
      axes[j][j] = 1;
    }
    return axes;
  }

  /**
   * Returns the whole ball.
   *
   * <p>With A the axes as rows and η ≥ ‖A Aᵀ − I‖, every z has offsets x with Aᵀ x = z − centre if
   * η is below 1, and ‖z − centre‖² = xᵀ A Aᵀ x ≥ (1 − η) ‖x‖²: with η ≤ ½, ‖x‖ is at most 1 + η
   * times the distance. η is taken from the axes as they are, and so is its rounding.
   *
   * @param axes as many as the space has dimensions, about orthonormal
   */
  static Region of(LatentBall ball, double[][] axes) {
    int count = axes.length;
    double squares = 0;
    double lengths = 0;
    for (double[] axis : axes) {
      lengths += Vectors.dot(axis, axis);
      for (double[] other : axes) {
        double off = Vectors.dot(axis, other) - (axis == other ? 1 : 0);
        squares += off * off;
      }
    }
    // each product of rows is off by at most (n + 1) u |a| |b|, together (n + 1) u Σ|a|²
    double skew = Math.sqrt(squares) * (1 + 1e-9) + 2 * (count + 2) * UNIT * lengths;
    return skew <= CROOKED ? whole(ball, axes, skew) : of(ball);
  }

  private static Region whole(LatentBall ball, double[][] axes, double skew) {
    double radius = ball.radius() * (1 + skew) * (1 + 8 * UNIT);
    double[] high = new double[axes.length];
    Arrays.fill(high, radius);
    double[] low = Arrays.stream(high).map(h -> -h).toArray();
    return new Region(ball.centre(), radius, axes, low, high);
  }

  /** Returns the halves along an axis, without those that lie outside the ball. */
  List<Region> halves(int axis) {
    double middle = 0.5 * (low[axis] + high[axis]);
    double[] below = high.clone();
    below[axis] = middle;
    double[] above = low.clone();
    above[axis] = middle;
    return Stream.of(
            new Region(centre, radius, axes, low, below),
            new Region(centre, radius, axes, above, high))
        .filter(Region::meetsTheBall)
        .toList();
  }

  /** Returns whether a half would be narrower than the whole, in double precision, on some axis. */
  boolean isDivisible() {
    for (int j = 0; j < low.length; j++) {
      if (high[j] - low[j] > 1e-9 * radius) {
        return true;
      }
    }
    return false;
  }

  private boolean meetsTheBall() {
    double squares = 0;
    for (int j = 0; j < low.length; j++) {
      double nearest = Math.max(0, Math.max(low[j], -high[j]));
      squares += nearest * nearest;
    }
    return squares <= radius * radius * (1 + 1e-9);
  }

  /** Returns the point in the middle of the box. */
  double[] middle() {
    double[] point = centre.clone();
    for (int j = 0; j < axes.length; j++) {
      Vectors.add(0.5 * (low[j] + high[j]), axes[j], point);
    }
    return point;
  }

  /** Returns the greatest value of sign · Σ coefficients · offsets in the box and the ball. */
  double greatest(double[] coefficients, double sign) {
    double inBox = 0;
    double squares = 0;
    for (int j = 0; j < coefficients.length; j++) {
      double c = sign * coefficients[j];
      inBox += Math.max(c * low[j], c * high[j]);
      squares += c * c;
    }
    return Math.min(inBox, radius * Math.sqrt(squares));
  }
}
