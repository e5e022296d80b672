package org.harmonicsweep.metrics.robustness;

/**
 * A perturbation of an image and what it attains.
 *
 * @param image number of the image, from 0
 * @param value of the objective
 * @param perturbation d, in input units, shape {@code [features]}; not to be modified
 */
record Attack(int image, double value, double[] perturbation) {

  /** Returns the attack with the greater value, this one where they are equal. */
  Attack orBetter(Attack other) {
    return other.value > value ? other : this;
  }
}
