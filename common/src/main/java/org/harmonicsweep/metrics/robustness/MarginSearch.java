package org.harmonicsweep.metrics.robustness;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.harmonicsweep.kernel.RandomStream;
import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * The r-robustness margin on a grid of radii, after Camuto, Willetts, Roberts, Holmes and Rainforth
 * (AISTATS 2021) with the grid and sample sizes of Barrett, Camuto, Willetts and Rainforth (AISTATS
 * 2022): r = 8, radii to 6 in steps of 0.2, 20 samples of the posterior.
 *
 * <p>The grid is bisected, each image by itself, all in step: what breaks the model within one
 * radius lies within every larger one.
 */
final class MarginSearch {
  /** r, in output units. */
  static final double DISTANCE = 8;

  /** Radii on the grid. */
  static final int RADII = 30;

  static final double STEP = 0.2;
  static final int SAMPLES = 20;

  /** Evaluations with which an attack on the mean is turned against the samples. */
  private static final int SAMPLED_ROUNDS = 6;

  /** Samples of the clean posterior that the bound's probability is taken from. */
  private static final int BOUND_SAMPLES = 256;

  /** One in so many intervals may miss the probability. */
  private static final double CONFIDENCE = 0.95;

  private final Subject subject;
  private final Jacobians jacobians;
  private final MaximumDamage attack;
  private final Damage samples;
  private final Damage many;

  MarginSearch(Subject subject, Jacobians jacobians, MaximumDamage attack, RandomStream noise) {
    this.subject = subject;
    this.jacobians = jacobians;
    this.attack = attack;
    this.samples = Damage.ofSamples(subject, SAMPLES, noise);
    this.many = Damage.ofSamples(subject, BOUND_SAMPLES, noise);
  }

  /** Returns the margin of each image. */
  List<Margin> margins() {
    int count = subject.images().count();
    int[] withstood = new int[count];
    int[] broken = IntStream.generate(() -> RADII + 1).limit(count).toArray();
    boolean[] within = staysWithin(none());
    for (int i = 0; i < count; i++) {
      broken[i] = within[i] ? broken[i] : 0;
    }
    while (isOpen(withstood, broken)) {
      boolean[] stays = withstand(middles(withstood, broken));
      for (int i = 0; i < count; i++) {
        int middle = middle(withstood[i], broken[i]);
        if (broken[i] - withstood[i] > 1) {
          withstood[i] = stays[i] ? middle : withstood[i];
          broken[i] = stays[i] ? broken[i] : middle;
        }
      }
    }
    return IntStream.range(0, count).mapToObj(i -> margin(i, withstood[i], broken[i])).toList();
  }

  private static boolean isOpen(int[] withstood, int[] broken) {
    return IntStream.range(0, broken.length).anyMatch(i -> broken[i] - withstood[i] > 1);
  }

  /** Returns the region in the middle of each image's interval; of closed ones nobody asks. */
  private static List<Region> middles(int[] withstood, int[] broken) {
    return IntStream.range(0, broken.length)
        .mapToObj(i -> new Region(Math.max(1, middle(withstood[i], broken[i])) * STEP, false))
        .toList();
  }

  private static int middle(int withstood, int broken) {
    return (withstood + broken) / 2;
  }

  private List<Attack> none() {
    int features = subject.images().features();
    return IntStream.range(0, subject.images().count())
        .mapToObj(image -> new Attack(image, 0, new double[features]))
        .toList();
  }

  private boolean[] withstand(List<Region> regions) {
    List<Attack> onMeans = attack.best(regions, List.of());
    boolean[] stays = staysWithin(onMeans);
    boolean[] alsoSampled =
        staysWithin(Attacks.polished(samples, subject, onMeans, regions, SAMPLED_ROUNDS));
    for (int i = 0; i < stays.length; i++) {
      stays[i] &= alsoSampled[i];
    }
    return stays;
  }

  private boolean[] staysWithin(List<Attack> attacks) {
    double[] squares =
        samples.squares(Attacks.images(attacks), Attacks.points(subject.images(), attacks));
    boolean[] stays = new boolean[attacks.size()];
    for (int i = 0; i < stays.length; i++) {
      stays[i] = 2 * inside(squares, i, SAMPLES) > SAMPLES;
    }
    return stays;
  }

  private static int inside(double[] squares, int row, int samples) {
    int inside = 0;
    for (int i = row * samples; i < (row + 1) * samples; i++) {
      inside += squares[i] <= DISTANCE * DISTANCE ? 1 : 0;
    }
    return inside;
  }

  private Margin margin(int image, int withstood, int broken) {
    double[] squares = many.squares(new int[] {image}, subject.images().image(image));
    double probability = probability(inside(squares, 0, BOUND_SAMPLES));
    OptionalDouble bound =
        MarginBounds.gaussian(
            leastDeviation(image), probability, Math.sqrt(jacobians.encoderEnergies()[image]));
    OptionalDouble margin =
        broken > RADII ? OptionalDouble.empty() : OptionalDouble.of(withstood * STEP);
    return new Margin(margin, bound, probability);
  }

  /** The lower end of the interval of Clopper and Pearson (Biometrika 26, 1934). */
  static double probability(int inside) {
    return inside == 0
        ? 0
        : new BetaDistribution(inside, BOUND_SAMPLES - inside + 1)
            .inverseCumulativeProbability(1 - CONFIDENCE);
  }

  private double leastDeviation(int image) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < subject.latent(); j++) {
      least = Math.min(least, subject.codes().deviation(image * subject.latent() + j));
    }
    return least;
  }
}
