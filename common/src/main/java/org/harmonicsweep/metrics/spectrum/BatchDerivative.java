package org.harmonicsweep.metrics.spectrum;

/** Products of a function's Jacobian with vectors, from the left or from the right, row by row. */
@FunctionalInterface
interface BatchDerivative {

  /**
   * Multiplies the Jacobian at each point with the vector of the same row.
   *
   * @param x points, shape {@code [rows, inputs]}, not to be modified
   * @param vectors shape {@code [rows, inputs]} for J v, {@code [rows, outputs]} for Jᵀ v
   * @return shape {@code [rows, outputs]} for J v, {@code [rows, inputs]} for Jᵀ v
   */
  float[] apply(float[] x, float[] vectors, int rows);
}
