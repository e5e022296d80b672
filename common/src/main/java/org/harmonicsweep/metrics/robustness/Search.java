package org.harmonicsweep.metrics.robustness;

import java.util.List;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Vectors;

/** Many searches in step, so that each round is one batch for the networks. */
final class Search {
  private Search() {}

  /**
   * Lets every climber take so many evaluations.
   *
   * <p>A climber sees its own rows only: what it finds does not depend on the others.
   */
  static void run(
      Objective objective, Images inputs, List<? extends Climber> climbers, int rounds) {
    int features = inputs.features();
    int[] images = climbers.stream().mapToInt(Climber::image).toArray();
    float[] points = new float[Math.multiplyExact(climbers.size(), features)];
    for (int round = 0; round < rounds; round++) {
      Interruption.check();
      for (int row = 0; row < images.length; row++) {
        inputs.perturbed(images[row], climbers.get(row).proposal(), points, row * features);
      }
      Objective.Evaluation found = objective.at(images, points);
      for (int row = 0; row < images.length; row++) {
        double[] gradient = Vectors.row(found.gradients(), row, features);
        climbers.get(row).receive(found.values()[row], gradient);
      }
    }
  }
}
