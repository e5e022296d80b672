package org.harmonicsweep.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of one workload.
 *
 * @param workload name in the table
 * @param ours times of our engine
 * @param torches times of each PyTorch
 * @param engines times of each other engine of the product
 * @param alone times of one model of ours without others beside it; none where ours is one model
 * @param floor microseconds that the workload's operations take at the measured peak; NaN if it has
 *     none
 */
record Row(
    String workload,
    Times ours,
    List<Times> torches,
    List<Times> engines,
    Times alone,
    double floor) {
  Row {
    torches = List.copyOf(torches);
    engines = List.copyOf(engines);
  }

  /**
   * Microseconds per step, one for each round.
   *
   * @param name of the contender
   * @param rounds empty where it does not offer the workload
   */
  record Times(String name, double[] rounds) {
    /** Returns the times of what was not run. */
    static Times none(String name) {
      return new Times(name, new double[0]);
    }

    boolean exist() {
      return rounds.length > 0;
    }

    double median() {
      return Statistics.median(rounds);
    }
  }

  /** Returns the PyTorch with the smallest median, if any ran. */
  Optional<Times> fastestTorch() {
    return torches.stream().filter(Times::exist).min(Comparator.comparingDouble(Times::median));
  }

  /**
   * Returns the times of the fastest PyTorch over ours of the same round: above 1 where ours is
   * faster; empty where one of the two did not run.
   */
  Optional<double[]> ratios() {
    return fastestTorch().flatMap(this::ratios);
  }

  /** Returns the times of another over ours of the same round; empty where one did not run. */
  Optional<double[]> ratios(Times other) {
    return ours.exist() && other.exist()
        ? Optional.of(Statistics.ratios(other.rounds(), ours.rounds()))
        : Optional.empty();
  }

  /**
   * Returns how many times as fast all our models are together as one after another, by rounds;
   * empty where that was not measured.
   */
  Optional<double[]> gains() {
    return ours.exist() && alone.exist()
        ? Optional.of(Statistics.ratios(alone.rounds(), ours.rounds()))
        : Optional.empty();
  }

  /** Returns the floor over our time: the share of the peak that is used; NaN where unknown. */
  double peakShare() {
    return ours.exist() ? floor / ours.median() : Double.NaN;
  }
}
