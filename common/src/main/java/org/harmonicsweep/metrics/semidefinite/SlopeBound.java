package org.harmonicsweep.metrics.semidefinite;

/**
 * A proven upper bound of a Lipschitz constant.
 *
 * @param upper the bound, rounding included; at least 0
 * @param gap at most by what share the bound exceeds the optimum of its program, by a dual point;
 *     at least 0
 * @param steps of the primal-dual method
 */
public record SlopeBound(double upper, double gap, int steps) {
  public SlopeBound {
    if (!(upper >= 0) || !(gap >= 0) || steps < 0) {
      throw new IllegalArgumentException(
          "bound %s with gap %s after %d steps: none may be negative".formatted(upper, gap, steps));
    }
  }
}
