package org.harmonicsweep.kernel;

/**
 * A loop over whole vectors.
 *
 * <p>All are called at one place, {@link VectorLoops.Runner#run}, which therefore sees many
 * implementations: HotSpot then compiles each loop by itself. Merged into a larger method a loop
 * may meet the limits of the compiler, which then keeps vectors in objects on the heap, at ten to a
 * hundred times the cost.
 */
interface VectorLoop {
  void run(VectorOperands operands);
}
