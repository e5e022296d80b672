package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Philox} on one block per 64-bit lane, and normals of its upper words. */
final class VectorNormals {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final long WORD = 0xFFFFFFFFL;
  private static final int WORD_BITS = 32;

  private VectorNormals() {}

  /**
   * Writes two normals per lane, from even index {@code first} on.
   *
   * @param at index in {@code into} of the first of them
   */
  static void write(long key, long first, float[] into, int at) {
    LongVector block = LongVector.zero(SPECIES).addIndex(1).add(first >>> 1);
    LongVector c0 = block.lanewise(VectorOperators.AND, WORD);
    LongVector c1 = block.lanewise(VectorOperators.LSHR, WORD_BITS);
    LongVector c2 = LongVector.zero(SPECIES);
    LongVector c3 = c2;
    int k0 = (int) key;
    int k1 = (int) (key >>> WORD_BITS);
    for (int round = 0; round < Philox.ROUNDS; round++) {
      LongVector product0 = c0.mul(Philox.MULTIPLIER_0 & WORD);
      LongVector product1 = c2.mul(Philox.MULTIPLIER_1 & WORD);
      c0 =
          product1
              .lanewise(VectorOperators.LSHR, WORD_BITS)
              .lanewise(VectorOperators.XOR, c1)
              .lanewise(VectorOperators.XOR, k0 & WORD);
      c1 = product1.lanewise(VectorOperators.AND, WORD);
      c2 =
          product0
              .lanewise(VectorOperators.LSHR, WORD_BITS)
              .lanewise(VectorOperators.XOR, c3)
              .lanewise(VectorOperators.XOR, k1 & WORD);
      c3 = product0.lanewise(VectorOperators.AND, WORD);
      k0 += Philox.WEYL_0;
      k1 += Philox.WEYL_1;
    }
    // words 1 and 3 are the upper halves of the two numbers of a block, in index order
    LongVector upper =
        c3.lanewise(VectorOperators.LSHL, WORD_BITS).lanewise(VectorOperators.OR, c1);
    FloatVector normals = VectorElementary.normal(upper.reinterpretAsInts());
    normals.intoArray(into, at);
  }
}
