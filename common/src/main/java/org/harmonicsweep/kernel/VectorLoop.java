package org.harmonicsweep.kernel;

/**
 * A loop over whole vectors.
 *
 * <p>All are called at one place in {@link VectorLoops.Runner}, where each takes turns with two
 * that do nothing, so that no program, whatever loops it uses, has fewer than three implementations
 * there or one that prevails: HotSpot then compiles each loop by itself. Merged into a larger
 * method a loop may meet the limits of the compiler, which then keeps vectors in objects on the
 * heap, at ten to a hundred times the cost.
 */
interface VectorLoop {
  void run(VectorOperands operands);
}
