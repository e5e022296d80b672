package org.harmonicsweep.metrics.robustness;

import java.util.Optional;
import org.harmonicsweep.kernel.Vectors;

/**
 * Limited-memory quasi-Newton ascent under bounds on the variables.
 *
 * <p>The box is held by two-metric projection: variables that their bound stops are left where they
 * are, the others take the quasi-Newton step and are clipped (Bertsekas, "Projected Newton methods
 * for optimization problems with simple constraints", SIAM Journal on Control and Optimization 20,
 * 1982), with backtracking until the clipped step gains enough (Armijo). The ball is held by the
 * variables: beyond it, v stands for {@code d = R v / ‖v‖}, which lies in the box with v.
 */
final class QuasiNewtonClimber implements Climber {
  private static final double ENOUGH = 1e-4;
  private static final double FIRST_MOVE = 0.1;
  private static final double SHORTEST = 1e-6;

  private final int image;
  private final float[] x;
  private final Region region;
  private final LimitedMemory memory = new LimitedMemory();
  private Place here;
  private Place best;
  private double[] trial;
  private double[] direction;
  private double length = 1;

  /**
   * A place visited.
   *
   * @param variables v
   * @param value of the objective
   * @param slope its derivative by v
   */
  private record Place(double[] variables, double value, double[] slope) {}

  /** Creates a search from an attack of the region. */
  QuasiNewtonClimber(Images images, Region region, Attack start) {
    this.image = start.image();
    this.x = images.image(image);
    this.region = region;
    this.trial = start.perturbation().clone();
    region.project(trial, x);
    this.here = new Place(trial, Double.NEGATIVE_INFINITY, new double[x.length]);
    this.best = here;
    this.direction = new double[x.length];
  }

  @Override
  public int image() {
    return image;
  }

  @Override
  public double[] proposal() {
    return perturbation(trial);
  }

  private double[] perturbation(double[] variables) {
    double[] d = variables.clone();
    double norm = Vectors.norm(d);
    if (norm > region.radius()) {
      Vectors.scale(region.radius() / norm, d);
    }
    return d;
  }

  @Override
  public void receive(double value, double[] gradient) {
    Place there = new Place(trial, value, slope(trial, gradient));
    if (value > best.value()) {
      best = there;
    }
    if (isAccepted(there)) {
      learn(there);
      here = there;
      aim();
      return;
    }
    length /= 4;
    if (length < SHORTEST) {
      // the memory has misled, or there is nothing left to gain
      memory.forget();
      aim();
      return;
    }
    trial = moved();
  }

  /** Returns the derivative by v of the objective at d(v). */
  private double[] slope(double[] variables, double[] gradient) {
    double norm = Vectors.norm(variables);
    if (!(norm > region.radius())) {
      return gradient;
    }
    double[] slope = gradient.clone();
    Vectors.add(-Vectors.dot(gradient, variables) / (norm * norm), variables, slope);
    Vectors.scale(region.radius() / norm, slope);
    return slope;
  }

  private boolean isAccepted(Place there) {
    if (here.value() == Double.NEGATIVE_INFINITY) {
      return Double.isFinite(there.value());
    }
    double gain = 0;
    for (int i = 0; i < x.length; i++) {
      gain += here.slope()[i] * (there.variables()[i] - here.variables()[i]);
    }
    return there.value() >= here.value() + ENOUGH * gain && there.value() > here.value();
  }

  private void learn(Place there) {
    if (here.value() == Double.NEGATIVE_INFINITY) {
      return;
    }
    double[] move = there.variables().clone();
    Vectors.add(-1, here.variables(), move);
    // of the negative objective, whose curvature is positive near a maximum
    double[] change = here.slope().clone();
    Vectors.add(-1, there.slope(), change);
    memory.learn(move, change);
  }

  private void aim() {
    boolean[] free = free();
    double[] uphill = LimitedMemory.restricted(here.slope(), free);
    double size = Vectors.norm(uphill);
    length = 1;
    if (!(size > 0) || !Double.isFinite(size)) {
      direction = new double[x.length];
      trial = here.variables();
      return;
    }
    Optional<double[]> newton =
        memory.isEmpty() ? Optional.empty() : Optional.of(memory.inverseTimes(uphill, free));
    direction =
        newton
            .filter(step -> Vectors.dot(step, uphill) > 1e-8 * Vectors.norm(step) * size)
            .orElseGet(
                () -> {
                  double[] step = uphill.clone();
                  Vectors.scale(FIRST_MOVE * region.radius() / size, step);
                  return step;
                });
    trial = moved();
  }

  private boolean[] free() {
    boolean[] free = new boolean[x.length];
    for (int i = 0; i < free.length; i++) {
      double v = here.variables()[i];
      double slope = here.slope()[i];
      boolean isStopped =
          (slope > 0 && v >= region.greatest(x[i])) || (slope < 0 && v <= region.least(x[i]));
      free[i] = !isStopped;
    }
    return free;
  }

  private double[] moved() {
    double[] moved = here.variables().clone();
    for (int i = 0; i < moved.length; i++) {
      double next = moved[i] + length * direction[i];
      moved[i] = Math.max(region.least(x[i]), Math.min(next, region.greatest(x[i])));
    }
    return moved;
  }

  @Override
  public Attack best() {
    return new Attack(image, best.value(), perturbation(best.variables()));
  }
}
