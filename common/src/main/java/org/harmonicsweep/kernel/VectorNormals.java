package org.harmonicsweep.kernel;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Normals of random words, in passes over blocks that stay in the cache. */
final class VectorNormals {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();

  // Three implementations behind one call, which the compiler therefore cannot inline: merged into
  // one method the loops would lose their registers (see VectorElementary).
  private static final List<NormalBlocks.Transform> PASSES =
      List.of(VectorNormals::depths, VectorNormals::ratios, VectorNormals::normals);

  private VectorNormals() {}

  /**
   * Writes normals as far as they fill whole vectors.
   *
   * @return how many were written
   */
  static int write(int[] words, float[] into, int at, int count) {
    int whole = INTS.loopBound(count);
    for (NormalBlocks.Transform pass : PASSES) {
      pass.write(words, into, at, whole);
    }
    return whole;
  }

  private static int depths(int[] words, float[] into, int at, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector tail = VectorElementary.tail(IntVector.fromArray(INTS, words, i));
      VectorElementary.depth(tail).intoArray(into, at + i);
    }
    return count;
  }

  private static int ratios(int[] words, float[] into, int at, int count) {
    for (int i = 0; i < count; i += LANES) {
      VectorElementary.ratio(FloatVector.fromArray(FLOATS, into, at + i)).intoArray(into, at + i);
    }
    return count;
  }

  private static int normals(int[] words, float[] into, int at, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector ratio = FloatVector.fromArray(FLOATS, into, at + i);
      VectorElementary.normal(IntVector.fromArray(INTS, words, i), ratio).intoArray(into, at + i);
    }
    return count;
  }
}
