package org.harmonicsweep.jobs.reproduction;

import java.util.OptionalDouble;

/**
 * A stored lower bound of a Lipschitz constant against the Jacobian where it is said to be
 * attained.
 *
 * @param network its key in the table
 * @param lower the stored bound: the norm at the witness less its rounding, at least 0
 * @param norm spectral norm of the Jacobian at the witness, computed here; empty for a network that
 *     this version does not know
 */
public record WitnessCheck(String network, double lower, OptionalDouble norm) {
  /**
   * Part by which the norm may exceed the bound: the rounding that the bound leaves out grows with
   * the depth, to some 1e-7 after ten layers.
   */
  static final double ROUNDING = 1e-6;

  /**
   * Returns whether the norm is the stored bound, but for the rounding that the bound leaves out.
   */
  public boolean holds() {
    return norm.isPresent()
        && norm.getAsDouble() >= lower
        && norm.getAsDouble() <= lower * (1 + ROUNDING);
  }
}
