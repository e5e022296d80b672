package org.harmonicsweep.metrics.robustness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lists of attacks, one per image in their order. */
final class Attacks {
  private Attacks() {}

  /** Returns the best that the climbers found for each image. */
  static List<Attack> bestOfEach(int images, List<? extends Climber> climbers) {
    return IntStream.range(0, images)
        .mapToObj(
            image ->
                climbers.stream()
                    .filter(climber -> climber.image() == image)
                    .map(Climber::best)
                    .reduce(Attack::orBetter)
                    .orElseThrow())
        .toList();
  }

  /** Goes on from each attack by quasi-Newton ascent, within the region of its image. */
  static List<Attack> polished(
      Objective objective,
      Subject subject,
      List<Attack> attacks,
      List<Region> regions,
      int rounds) {
    List<QuasiNewtonClimber> climbers = new ArrayList<>();
    for (Attack attack : attacks) {
      climbers.add(new QuasiNewtonClimber(subject.images(), regions.get(attack.image()), attack));
    }
    Search.run(objective, subject.images(), climbers, rounds);
    return climbers.stream().map(Climber::best).toList();
  }

  static List<Attack> better(List<Attack> one, List<Attack> other) {
    return IntStream.range(0, one.size()).mapToObj(i -> one.get(i).orBetter(other.get(i))).toList();
  }

  static int[] images(List<Attack> attacks) {
    return attacks.stream().mapToInt(Attack::image).toArray();
  }

  /** Returns the perturbed images, shape {@code [attacks, features]}. */
  static float[] points(Images images, List<Attack> attacks) {
    float[] points = new float[attacks.size() * images.features()];
    for (int i = 0; i < attacks.size(); i++) {
      Attack attack = attacks.get(i);
      images.perturbed(attack.image(), attack.perturbation(), points, i * images.features());
    }
    return points;
  }
}
