package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The operands of one tile of a product: six rows of sums, each a few vectors wide.
 *
 * <p>One object serves all tiles of a product in turn, so that none is allocated.
 */
final class VectorTile {
  /** Rows of a tile. Where fewer are left the last one is done again: it gives the same bits. */
  static final int ROWS = Panels.TILE_ROWS;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Where the left factors of each row begin. */
  final int[] from = new int[ROWS];

  /** Where the sums of each row begin. */
  final int[] to = new int[ROWS];

  float[] left = new float[0];

  /** Steps from one left factor of a row to the next. */
  int along;

  /** Right factors, as many in a row as the tile is wide. */
  float[] panel = new float[0];

  /** Where the right factors begin. */
  int panelAt;

  float[] sums = new float[0];

  /** Terms of each sum. */
  int depth;

  /** Whether the sums start at 0 and not at what is there. */
  boolean fresh;

  FloatVector start(int at) {
    return fresh ? FloatVector.zero(SPECIES) : FloatVector.fromArray(SPECIES, sums, at);
  }
}
