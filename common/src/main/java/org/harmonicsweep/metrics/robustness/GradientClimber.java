package org.harmonicsweep.metrics.robustness;

import org.harmonicsweep.kernel.Vectors;

/**
 * Projected gradient ascent with normalised steps and momentum.
 *
 * <p>After Croce and Hein, "Reliable evaluation of adversarial robustness with an ensemble of
 * diverse parameter-free attacks" (ICML 2020), section 3: steps begin at the diameter of the ball,
 * and three quarters of each go to the projected gradient step, one quarter to the last move. Here
 * a step that does not raise the value is taken back and the next is half as long.
 */
final class GradientClimber implements Climber {
  private static final double MOMENTUM = 0.25;

  private final int image;
  private final float[] x;
  private final Region region;
  private double step;
  private double[] here;
  private double[] before;
  private double[] proposal;
  private double[] slope;
  private double value = Double.NEGATIVE_INFINITY;

  /** Creates a search from the point of the region nearest to a perturbation. */
  GradientClimber(Images images, int image, Region region, double[] start) {
    this.image = image;
    this.x = images.image(image);
    this.region = region;
    this.step = 2 * region.radius();
    this.proposal = start.clone();
    region.project(proposal, x);
    this.here = proposal;
    this.before = proposal;
    this.slope = new double[x.length];
  }

  @Override
  public int image() {
    return image;
  }

  @Override
  public double[] proposal() {
    return proposal;
  }

  @Override
  public void receive(double found, double[] gradient) {
    if (found > value) {
      before = here;
      here = proposal;
      value = found;
      slope = gradient;
    } else {
      before = here;
      step /= 2;
    }
    double length = Vectors.norm(slope);
    if (!(length > 0) || !Double.isFinite(length)) {
      return;
    }
    double[] target = here.clone();
    Vectors.add(step / length, slope, target);
    region.project(target, x);
    double[] next = new double[x.length];
    for (int i = 0; i < next.length; i++) {
      double move = (1 - MOMENTUM) * (target[i] - here[i]) + MOMENTUM * (here[i] - before[i]);
      next[i] = here[i] + move;
    }
    region.project(next, x);
    proposal = next;
  }

  @Override
  public Attack best() {
    return new Attack(image, value, here);
  }
}
