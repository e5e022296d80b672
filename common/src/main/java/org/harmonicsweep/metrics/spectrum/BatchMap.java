package org.harmonicsweep.metrics.spectrum;

import java.util.function.IntFunction;

/** A function evaluated row by row: a network, or in tests a formula. */
@FunctionalInterface
interface BatchMap {

  /**
   * Evaluates the function on each row.
   *
   * @param x shape {@code [rows, inputs]}, not to be modified
   * @return shape {@code [rows, outputs]}; a row does not depend on the others
   */
  float[] apply(float[] x, int rows);

  /**
   * Returns the function along each line, as a map of its coordinate t alone.
   *
   * @param lines in the function's input space
   * @return by the line's number, from 0
   */
  default IntFunction<BatchMap> along(Lines lines) {
    return line -> (t, rows) -> apply(lines.points(line, t), rows);
  }
}
