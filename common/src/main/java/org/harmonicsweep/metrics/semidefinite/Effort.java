package org.harmonicsweep.metrics.semidefinite;

/**
 * When the method stops.
 *
 * @param gap the bound's relative distance from the optimum that is small enough, above 0
 * @param steps at most
 */
public record Effort(double gap, int steps) {
  public Effort {
    if (!(gap > 0) || steps < 1) {
      throw new IllegalArgumentException(
          "a gap of %s in %d steps: must be above 0, and 1 or more".formatted(gap, steps));
    }
  }
}
