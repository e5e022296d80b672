package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.harmonicsweep.kernel.Vectors;

/**
 * A Euclidean ball of the latent space.
 *
 * @param centre its centre, finite, not to be modified
 * @param radius finite, at least 0
 */
record LatentBall(double[] centre, double radius) {
  /** Draws that the ball is made of. */
  static final int DRAWS = 4096;

  /** Share of the draws that it holds. */
  private static final double SHARE = 0.999;

  LatentBall {
    if (!Double.isFinite(Vectors.norm(centre)) || !(radius >= 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException(
          "a ball of radius %s around %s: both must be finite, the radius not negative"
              .formatted(radius, Arrays.toString(centre)));
    }
  }

  /**
   * Returns the ball that holds 99.9 % of a distribution.
   *
   * <p>The centre is the mean of 4096 draws, the radius that of the smallest ball around it that
   * holds 4092 of them, ⌈0.999 · 4096⌉. Empty if a draw, their mean or a distance is not finite.
   *
   * @param draw gives the draw of an index, always the same
   */
  static Optional<LatentBall> holding(IntFunction<double[]> draw) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      points.add(draw.apply(i));
    }
    double[] mean = new double[points.get(0).length];
    points.forEach(point -> Vectors.add(1.0 / DRAWS, point, mean));
    double[] distances =
        points.stream().mapToDouble(point -> distance(point, mean)).sorted().toArray();
    int held = (int) Math.ceil(SHARE * DRAWS);
    // what is not a number or infinite is sorted to the end
    return Double.isFinite(distances[DRAWS - 1])
        ? Optional.of(new LatentBall(mean, distances[held - 1]))
        : Optional.empty();
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = a.clone();
    Vectors.add(-1, b, difference);
    return Vectors.norm(difference);
  }

  /** Returns the point itself if it is inside, else one inside on its ray, rounding included. */
  double[] nearest(double[] point) {
    double distance = distance(point, centre);
    if (distance <= radius * (1 - 1e-12)) {
      return point;
    }
    double share = radius * (1 - 1e-9) / distance;
    double[] inside = new double[point.length];
    // the centre itself where the distance is beyond the double range
    Arrays.setAll(inside, j -> share > 0 ? centre[j] + share * (point[j] - centre[j]) : centre[j]);
    return inside;
  }
}
