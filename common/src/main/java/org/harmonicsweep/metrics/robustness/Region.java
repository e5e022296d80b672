package org.harmonicsweep.metrics.robustness;

import org.harmonicsweep.kernel.Vectors;

/**
 * The perturbations d that an attack may choose from: {@code ‖d‖₂ ≤ R}, and if boxed {@code 0 ≤ x +
 * d ≤ 1} as well.
 *
 * @param radius R, in input units, above 0
 * @param isBoxed whether the perturbed input has to stay in [0, 1]
 */
public record Region(double radius, boolean isBoxed) {
  public Region {
    if (!(radius > 0)) {
      throw new IllegalArgumentException("radius is " + radius + ", must be above 0");
    }
  }

  /** Returns the least value of a feature's perturbation. */
  double least(float x) {
    return isBoxed ? -(double) x : Double.NEGATIVE_INFINITY;
  }

  /** Returns the greatest value of a feature's perturbation. */
  double greatest(float x) {
    return isBoxed ? 1 - (double) x : Double.POSITIVE_INFINITY;
  }

  /**
   * Moves a perturbation to the nearest one of this region.
   *
   * <p>That is {@code clip(s d)} with the largest s in (0, 1] that leaves it in the ball: 0 lies in
   * the box, hence the multiplier of the ball's constraint divides d before it is clipped. The norm
   * is piecewise √(a + b s²), with ever fewer features unclipped, so that solving the piece at hand
   * climbs to the root in finitely many steps.
   *
   * @param x the input, in [0, 1] if boxed
   */
  void project(double[] d, float[] x) {
    double norm = Vectors.norm(d);
    if (!isBoxed) {
      if (norm > radius) {
        Vectors.scale(radius / norm, d);
      }
      return;
    }
    double scale = norm > radius ? scale(d, x, radius / norm) : 1;
    for (int i = 0; i < d.length; i++) {
      d[i] = clipped(scale * d[i], x[i]);
    }
  }

  private double scale(double[] d, float[] x, double start) {
    double scale = start;
    int clipped = -1;
    while (true) {
      double fixed = 0;
      double free = 0;
      int count = 0;
      for (int i = 0; i < d.length; i++) {
        double stretched = scale * d[i];
        double inside = clipped(stretched, x[i]);
        if (inside == stretched) {
          free += d[i] * d[i];
        } else {
          fixed += inside * inside;
          count++;
        }
      }
      if (count == clipped || free == 0) {
        return scale;
      }
      clipped = count;
      double left = radius * radius - fixed;
      if (left >= free) {
        return 1;
      }
      scale = Math.max(scale, Math.sqrt(Math.max(left, 0) / free));
    }
  }

  private double clipped(double value, float x) {
    return Math.max(least(x), Math.min(value, greatest(x)));
  }
}
