package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix products in tiles of six rows and one to four vectors, whose sums stay in registers (Goto
 * and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM Transactions on
 * Mathematical Software 34, 2008).
 *
 * <p>The right factor is copied into panels as wide as a tile, padded with zeros, so that one
 * kernel serves all products. Where many tiles will read it, the left factor is copied as well, six
 * rows interleaved. A tile continues the sums of the tile before it along the inner index, hence
 * blocking changes no bits.
 */
final class VectorProduct {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  /** Vectors across a tile: 512-bit machines have 32 registers, others may have 16 only. */
  private static final int WIDEST = LANES >= 16 ? 4 : 2;

  private static final int ROWS = VectorTile.ROWS;

  /** Inner length of a block: 256 rows of four vectors fill 64 KiB of the second-level cache. */
  private static final int DEPTH = 256;

  /** Columns of a block: 256 rows of them fill 512 KiB. */
  private static final int COLUMNS = 512;

  /** Rows of a block whose left factors are copied: 96 times 256 fill 96 KiB. */
  private static final int BLOCK_ROWS = 16 * ROWS;

  /** Columns beyond which left factors along rows are copied: fewer would not repay it. */
  private static final int COPIED_FROM = 4 * LANES;

  private final VectorTile tile = new VectorTile();
  private final float[] edge = new float[ROWS * WIDEST * LANES];
  private float[] panels = new float[0];
  private float[] interleaved = new float[0];

  /**
   * A matrix seen through strides: element (i, j) lies at {@code offset + i rowStep + j
   * columnStep}; one of the steps is 1.
   */
  record Strided(float[] values, int offset, int rowStep, int columnStep) {
    static Strided of(Matrix matrix) {
      return new Strided(matrix.values(), matrix.offset(), matrix.columns(), 1);
    }

    static Strided transposed(Matrix matrix) {
      return new Strided(matrix.values(), matrix.offset(), 1, matrix.columns());
    }

    int index(int row, int column) {
      return offset + row * rowStep + column * columnStep;
    }

    /** Whether the elements of a row are neighbours. */
    boolean alongRows() {
      return columnStep == 1;
    }
  }

  /** Part of a product: some columns of all rows, and some terms of their sums. */
  private record Block(Strided left, int start, Matrix into, int column, int columns) {

    /** Whether left factors are read six neighbours at a time, which may need a copy of them. */
    boolean across() {
      return !left.alongRows() || columns > COPIED_FROM;
    }

    /** Returns how many vectors wide the tiles from a column of the block on are. */
    int vectors(int done) {
      int remaining = columns - done;
      if (WIDEST == 4 && across() && remaining > 2 * LANES) {
        return 4;
      }
      return remaining > LANES ? 2 : 1;
    }
  }

  /** into = left right. */
  void multiply(Strided left, Strided right, int inner, Matrix into) {
    if (inner == 0) {
      throw new IllegalArgumentException("a product has at least one term");
    }
    product(left, right, inner, into, true);
  }

  /** into = into + left right. */
  void add(Strided left, Strided right, int inner, Matrix into) {
    product(left, right, inner, into, false);
  }

  private void product(Strided left, Strided right, int inner, Matrix into, boolean fresh) {
    int blocks = (inner + DEPTH - 1) / DEPTH;
    for (int column = 0; column < into.columns(); column += COLUMNS) {
      int columns = Math.min(COLUMNS, into.columns() - column);
      for (int block = 0; block < blocks; block++) {
        int start = (int) ((long) inner * block / blocks);
        tile.depth = (int) ((long) inner * (block + 1) / blocks) - start;
        tile.fresh = fresh && block == 0;
        Block part = new Block(left, start, into, column, columns);
        pack(right, part);
        rows(part);
      }
    }
  }

  private void pack(Strided right, Block block) {
    panels = grown(panels, tile.depth * (block.columns() + WIDEST * LANES));
    int at = 0;
    for (int done = 0; done < block.columns(); ) {
      int padded = block.vectors(done) * LANES;
      int width = Math.min(padded, block.columns() - done);
      Panels.Panel panel = new Panels.Panel(panels, at, padded);
      int from = right.index(block.start(), block.column() + done);
      if (right.alongRows()) {
        Panels.copyRows(
            new Panels.Source(right.values(), from, right.rowStep()), tile.depth, width, panel);
      } else {
        Panels.copyColumns(
            new Panels.Source(right.values(), from, right.columnStep()), tile.depth, width, panel);
      }
      at += tile.depth * padded;
      done += width;
    }
  }

  private static float[] grown(float[] scratch, int size) {
    return scratch.length < size ? new float[size] : scratch;
  }

  private void rows(Block block) {
    for (int row = 0; row < block.into().rows(); row += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, block.into().rows() - row);
      if (block.across()) {
        interleave(block, row, rows);
      }
      tile.panel = panels;
      tile.panelAt = 0;
      for (int done = 0; done < block.columns(); ) {
        int vectors = block.vectors(done);
        for (int tileRow = row; tileRow < row + rows; tileRow += ROWS) {
          place(block, tileRow, tileRow - row);
          tile(block, tileRow, block.column() + done, vectors);
        }
        tile.panelAt += tile.depth * vectors * LANES;
        done += vectors * LANES;
      }
    }
  }

  /** Copies the left factors of some tiles, where they are along rows or do not fill a tile. */
  private void interleave(Block block, int row, int rows) {
    interleaved = grown(interleaved, tile.depth * BLOCK_ROWS);
    Strided left = block.left();
    int last = block.into().rows() - 1;
    for (int done = 0; done < rows; done += ROWS) {
      if (left.alongRows()) {
        for (int i = 0; i < ROWS; i++) {
          tile.from[i] = left.index(Math.min(row + done + i, last), block.start());
        }
        Panels.interleave(left.values(), tile.from, tile.depth, interleaved, done * tile.depth);
      } else if (row + done + ROWS > last + 1) {
        int from = left.index(row + done, block.start());
        Panels.repeatLast(
            new Panels.Source(left.values(), from, left.columnStep()),
            last + 1 - row - done,
            tile.depth,
            interleaved,
            done * tile.depth);
      }
    }
  }

  private void place(Block block, int row, int inBlock) {
    Strided left = block.left();
    int rows = block.into().rows();
    if (block.across() && (left.alongRows() || row + ROWS > rows)) {
      tile.left = interleaved;
      tile.along = ROWS;
      tile.from[0] = inBlock * tile.depth;
      return;
    }
    tile.left = left.values();
    tile.along = left.columnStep();
    for (int i = 0; i < ROWS; i++) {
      tile.from[i] = left.index(Math.min(row + i, rows - 1), block.start());
    }
  }

  private void tile(Block block, int row, int column, int vectors) {
    Matrix into = block.into();
    int width = vectors * LANES;
    int rows = Math.min(ROWS, into.rows() - row);
    int at = into.offset() + row * into.columns() + column;
    if (column + width <= into.columns() || mayOverlap(into, row, column, width)) {
      target(into.values(), at, into.columns(), rows);
      run(block.across(), vectors);
      return;
    }
    int columns = into.columns() - column;
    for (int i = 0; i < rows && !tile.fresh; i++) {
      System.arraycopy(into.values(), at + i * into.columns(), edge, i * width, columns);
    }
    target(edge, 0, width, rows);
    run(block.across(), vectors);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(edge, i * width, into.values(), at + i * into.columns(), columns);
    }
  }

  /**
   * Whether a tile wider than the matrix may be stored as it is: what it leaves in the rows below
   * is not read, and overwritten in turn.
   */
  private boolean mayOverlap(Matrix into, int row, int column, int width) {
    long end = (row + ROWS - 1L) * into.columns() + width;
    return tile.fresh && column == 0 && end <= into.size();
  }

  private void target(float[] sums, int at, int step, int rows) {
    tile.sums = sums;
    for (int i = 0; i < ROWS; i++) {
      tile.to[i] = at + Math.min(i, rows - 1) * step;
    }
  }

  private void run(boolean across, int vectors) {
    if (!across) {
      if (vectors == 2) {
        VectorRowTiles.two(tile);
      } else {
        VectorRowTiles.one(tile);
      }
      return;
    }
    switch (vectors) {
      case 4 -> VectorColumnTiles.four(tile);
      case 2 -> VectorColumnTiles.two(tile);
      default -> VectorColumnTiles.one(tile);
    }
  }
}
