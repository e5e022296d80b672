package org.harmonicsweep.metrics.robustness;

/** What an attack maximises: a differentiable function of each perturbed input. */
@FunctionalInterface
interface Objective {

  /**
   * Evaluates the function on each row.
   *
   * @param images which image each row perturbs
   * @param points perturbed inputs, shape {@code [images.length, features]}
   * @return a row's numbers do not depend on the others
   */
  Evaluation at(int[] images, float[] points);

  /**
   * Values and derivatives.
   *
   * @param values one per row
   * @param gradients by the perturbed input, shape {@code [rows, features]}
   */
  record Evaluation(double[] values, float[] gradients) {}
}
