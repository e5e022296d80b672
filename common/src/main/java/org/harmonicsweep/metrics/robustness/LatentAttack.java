package org.harmonicsweep.metrics.robustness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The targeted latent attack: the perturbation of each image within a ball that brings its
 * posterior nearest to that of another image, in the mean over images.
 *
 * @param radius of the ball, in input units
 * @param before KL(q(z | x) ‖ q(z | x_t)) without a perturbation, in nats
 * @param after KL(q(z | x + d) ‖ q(z | x_t)), in nats
 */
public record LatentAttack(double radius, double before, double after) {
  private static final int GRADIENT_ROUNDS = 30;
  private static final int NEWTON_ROUNDS = 30;

  /** Attacks each image; empty where there is but one, which has no target. */
  static Optional<LatentAttack> of(Subject subject, double radius) {
    int count = subject.images().count();
    if (count < 2) {
      return Optional.empty();
    }
    Closeness closeness = new Closeness(subject);
    Region region = new Region(radius, false);
    List<Climber> climbers = new ArrayList<>();
    for (int image = 0; image < count; image++) {
      double[] start = new double[subject.images().features()];
      climbers.add(new GradientClimber(subject.images(), image, region, start));
    }
    Search.run(closeness, subject.images(), climbers, GRADIENT_ROUNDS);
    List<Attack> climbed = Attacks.bestOfEach(count, climbers);
    List<Attack> best =
        Attacks.better(
            climbed,
            Attacks.polished(
                closeness,
                subject,
                climbed,
                Collections.nCopies(climbed.size(), region),
                NEWTON_ROUNDS));
    double before = 0;
    double after = 0;
    for (int image = 0; image < count; image++) {
      int target = closeness.target(image);
      before += subject.codes().divergence(image, subject.codes(), target) / count;
      after -= best.get(image).value() / count;
    }
    return Optional.of(new LatentAttack(radius, before, after));
  }
}
