package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * The arrays of a {@link VectorLoop}, each from an index on; one object serves all loops in turn.
 */
final class VectorOperands {
  /** Most arrays of one loop. */
  static final int MOST = 4;

  /** The arrays, in the order in which the loop's documentation names them. */
  final float[][] values = new float[MOST][0];

  /** Index of the first element in each. */
  final int[] at = new int[MOST];

  /** Elements to go through, a multiple of the lanes. */
  int count;

  /** Rows to go through, where a loop has them, and elements from one row to the next. */
  int rows;

  int step;

  /** A factor, and a second one, where a loop takes them. */
  float factor;

  float second;

  /** Returns the vector of an operand that begins at an element. */
  FloatVector vector(int operand, int i) {
    return FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, values[operand], at[operand] + i);
  }

  /** Lays an operand over a matrix from an element on. */
  void set(int operand, Matrix matrix, int element) {
    values[operand] = matrix.values();
    at[operand] = matrix.offset() + element;
  }

  /** Lays an operand over an array. */
  void set(int operand, float[] array) {
    values[operand] = array;
    at[operand] = 0;
  }
}
