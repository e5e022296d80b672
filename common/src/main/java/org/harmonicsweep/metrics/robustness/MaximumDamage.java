package org.harmonicsweep.metrics.robustness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.trial.Likelihood;

/**
 * The maximum-damage attack: for ever larger regions the perturbation of each image that moves its
 * reconstruction furthest.
 *
 * <p>Projected gradient ascent from several starts, then quasi-Newton ascent from the best of them.
 * The starts are the direction that the Jacobian stretches most, both signs, the best of the
 * smaller region drawn out to the new radius, and random directions. The best of the smaller region
 * lies in the larger one, so that the damage never falls.
 */
final class MaximumDamage {
  /** Random starts per image and region. */
  static final int RANDOM = 2;

  static final int GRADIENT_ROUNDS = 20;
  static final int NEWTON_ROUNDS = 16;

  /** Posterior samples of the sampled objective. */
  static final int SAMPLES = 8;

  private final Subject subject;
  private final Jacobians jacobians;
  private final Damage means;
  private final Damage samples;
  private final float[] random;

  MaximumDamage(Subject subject, Jacobians jacobians, RandomStream starts, RandomStream noise) {
    this.subject = subject;
    this.jacobians = jacobians;
    this.means = Damage.ofMeans(subject);
    this.samples = Damage.ofSamples(subject, SAMPLES, noise);
    this.random = new float[subject.images().count() * RANDOM * subject.images().features()];
    starts.normals(0, random, 0, random.length);
  }

  /**
   * Attacks within each region.
   *
   * @param regions each within the next
   */
  List<DamageAt> within(List<Region> regions, Likelihood likelihood) {
    List<DamageAt> found = new ArrayList<>();
    List<Attack> onMeans = List.of();
    List<Attack> onSamples = List.of();
    for (Region region : regions) {
      onMeans = best(region, onMeans);
      List<Region> all = Collections.nCopies(onMeans.size(), region);
      List<Attack> sampled = Attacks.polished(samples, subject, onMeans, all, NEWTON_ROUNDS);
      onSamples = onSamples.isEmpty() ? sampled : Attacks.better(onSamples, sampled);
      found.add(summary(region, onMeans, onSamples, likelihood));
    }
    return List.copyOf(found);
  }

  /** Returns the best attack on each image within a region. */
  List<Attack> best(Region region, List<Attack> smaller) {
    return best(Collections.nCopies(subject.images().count(), region), smaller);
  }

  /**
   * Returns the best attack on each image.
   *
   * @param regions one per image
   * @param smaller attacks within parts of these, one per image, or none
   */
  List<Attack> best(List<Region> regions, List<Attack> smaller) {
    List<Climber> climbers = new ArrayList<>();
    for (int image = 0; image < subject.images().count(); image++) {
      Region region = regions.get(image);
      for (double[] start : starts(image, region, smaller)) {
        climbers.add(new GradientClimber(subject.images(), image, region, start));
      }
    }
    Search.run(means, subject.images(), climbers, GRADIENT_ROUNDS);
    List<Attack> climbed = Attacks.bestOfEach(subject.images().count(), climbers);
    List<Attack> polished = Attacks.polished(means, subject, climbed, regions, NEWTON_ROUNDS);
    List<Attack> best = Attacks.better(climbed, polished);
    return smaller.isEmpty() ? best : Attacks.better(smaller, best);
  }

  private List<double[]> starts(int image, Region region, List<Attack> smaller) {
    int features = subject.images().features();
    List<double[]> starts = new ArrayList<>();
    starts.add(stretched(jacobians.directions()[image], region.radius()));
    starts.add(stretched(jacobians.directions()[image], -region.radius()));
    if (!smaller.isEmpty()) {
      starts.add(stretched(smaller.get(image).perturbation(), region.radius()));
    }
    for (int i = 0; i < RANDOM; i++) {
      starts.add(stretched(Vectors.row(random, image * RANDOM + i, features), region.radius()));
    }
    return starts;
  }

  private static double[] stretched(double[] direction, double length) {
    double[] stretched = direction.clone();
    double norm = Vectors.norm(direction);
    if (norm > 0) {
      Vectors.scale(length / norm, stretched);
    }
    return stretched;
  }

  private DamageAt summary(
      Region region, List<Attack> onMeans, List<Attack> onSamples, Likelihood likelihood) {
    LogLikelihood ratio = new LogLikelihood(subject, likelihood);
    int[] images = Attacks.images(onMeans);
    double[] attacked = ratio.of(images, Attacks.points(subject.images(), onMeans));
    double[] clean = ratio.of(images, subject.images().values());
    double damage = 0;
    double worst = 0;
    double sampled = 0;
    double loss = 0;
    double relative = 0;
    int count = images.length;
    for (int i = 0; i < count; i++) {
      double distance = Math.sqrt(onMeans.get(i).value());
      damage += distance / count;
      worst = Math.max(worst, distance);
      sampled += Math.sqrt(onSamples.get(i).value()) / count;
      loss += (clean[i] - attacked[i]) / count;
      relative += Math.abs((clean[i] - attacked[i]) / clean[i]) / count;
    }
    return new DamageAt(region, damage, worst, sampled, loss, relative);
  }
}
