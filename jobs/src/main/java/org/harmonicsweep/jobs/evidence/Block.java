package org.harmonicsweep.jobs.evidence;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One replicate of one setting: a quantity at the levels of a knob, everything else being equal.
 *
 * @param levels of the knob, ascending
 * @param points one per level
 */
record Block(List<Double> levels, List<Point> points) {
  Block {
    levels = List.copyOf(levels);
    points = List.copyOf(points);
  }

  /**
   * A trial.
   *
   * @param value to be ranked
   * @param x what slopes are taken against: the level or its logarithm
   * @param y logarithm of the value; NaN where it is at its floor
   */
  record Point(double value, double x, double y) {}

  /** Returns the points that are above the floor. */
  List<Point> sound() {
    return points.stream().filter(point -> !Double.isNaN(point.y())).toList();
  }

  /** Returns the ranks of the values less their mean; equal values share their middle rank. */
  double[] valueRanks() {
    double[] ranks = new double[points.size()];
    for (int i = 0; i < ranks.length; i++) {
      for (Point other : points) {
        ranks[i] += Math.signum(points.get(i).value() - other.value()) / 2;
      }
    }
    return ranks;
  }

  /** Returns the least-squares slope of y against x; empty without two sound points. */
  OptionalDouble slope() {
    List<Point> sound = sound();
    if (sound.size() < 2) {
      return OptionalDouble.empty();
    }
    double meanX = sound.stream().mapToDouble(Point::x).sum() / sound.size();
    double meanY = sound.stream().mapToDouble(Point::y).sum() / sound.size();
    double covariance = 0;
    double variance = 0;
    for (Point point : sound) {
      covariance += (point.x() - meanX) * (point.y() - meanY);
      variance += (point.x() - meanX) * (point.x() - meanX);
    }
    return OptionalDouble.of(covariance / variance);
  }
}
