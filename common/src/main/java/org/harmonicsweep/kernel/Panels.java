package org.harmonicsweep.kernel;

import java.util.Arrays;

/** Copies of parts of matrices in the order in which a product reads them. */
final class Panels {
  private static final int STRIP = 8;

  /** Rows of a tile, as many as are interleaved. */
  static final int TILE_ROWS = 6;

  private Panels() {}

  /** Copies rows of so many elements, with zeros behind them. */
  static void copyRows(Source from, int depth, int width, Panel into) {
    clear(depth, width, into);
    int source = from.at;
    int to = into.at;
    for (int k = 0; k < depth; k++) {
      copy(from.values, source, into.values, to, width);
      source += from.step;
      to += into.width;
    }
  }

  private static void clear(int depth, int width, Panel into) {
    if (width < into.width) {
      Arrays.fill(into.values, into.at, into.at + depth * into.width, 0);
    }
  }

  /** A call of arraycopy costs more than a few elements. */
  private static void copy(float[] from, int source, float[] into, int to, int count) {
    if (count > 2 * STRIP) {
      System.arraycopy(from, source, into, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[to + i] = from[source + i];
    }
  }

  /** Copies rows of a part as the columns of the panel, with zeros behind them. */
  static void copyColumns(Source from, int depth, int width, Panel into) {
    clear(depth, width, into);
    int column = 0;
    for (; column + STRIP <= width; column += STRIP) {
      eight(from.values, from.at + column * from.step, from.step, depth, into.shifted(column));
    }
    for (; column < width; column++) {
      one(from, column, depth, into);
    }
  }

  /** Elements at {@code at + i · step + j}. */
  record Source(float[] values, int at, int step) {}

  /** Elements at {@code at + k · width + j}. */
  record Panel(float[] values, int at, int width) {
    Panel shifted(int columns) {
      return new Panel(values, at + columns, width);
    }
  }

  private static void one(Source from, int row, int depth, Panel into) {
    int source = from.at + row * from.step;
    int to = into.at + row;
    for (int k = 0; k < depth; k++) {
      into.values[to] = from.values[source + k];
      to += into.width;
    }
  }

  /** Eight rows at once, so that what is written together lies together. */
  private static void eight(float[] from, int at, int step, int depth, Panel panel) {
    float[] into = panel.values;
    int to = panel.at;
    int from1 = at + step;
    int from2 = from1 + step;
    int from3 = from2 + step;
    int from4 = from3 + step;
    int from5 = from4 + step;
    int from6 = from5 + step;
    int from7 = from6 + step;
    for (int k = 0; k < depth; k++) {
      into[to] = from[at + k];
      into[to + 1] = from[from1 + k];
      into[to + 2] = from[from2 + k];
      into[to + 3] = from[from3 + k];
      into[to + 4] = from[from4 + k];
      into[to + 5] = from[from5 + k];
      into[to + 6] = from[from6 + k];
      into[to + 7] = from[from7 + k];
      to += panel.width;
    }
  }

  /**
   * Interleaves six rows that begin at the given indices: panel row k holds each one's element k.
   */
  static void interleave(float[] from, int[] starts, int depth, float[] into, int at) {
    int from0 = starts[0];
    int from1 = starts[1];
    int from2 = starts[2];
    int from3 = starts[3];
    int from4 = starts[4];
    int from5 = starts[5];
    for (int k = 0; k < depth; k++) {
      int to = at + TILE_ROWS * k;
      into[to] = from[from0 + k];
      into[to + 1] = from[from1 + k];
      into[to + 2] = from[from2 + k];
      into[to + 3] = from[from3 + k];
      into[to + 4] = from[from4 + k];
      into[to + 5] = from[from5 + k];
    }
  }

  /** Copies the first few of six neighbours, the last one again for those that are missing. */
  static void repeatLast(Source from, int there, int depth, float[] into, int at) {
    int source = from.at;
    int to = at;
    for (int k = 0; k < depth; k++) {
      for (int i = 0; i < TILE_ROWS; i++) {
        into[to + i] = from.values[source + Math.min(i, there - 1)];
      }
      source += from.step;
      to += TILE_ROWS;
    }
  }
}
