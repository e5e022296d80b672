package org.harmonicsweep.kernel;

import static org.harmonicsweep.kernel.VectorDoubleTile.ROWS;
import static org.harmonicsweep.kernel.VectorDoubleTile.WIDTH;

/**
 * The double-precision products on the vector instructions of the processor, in tiles whose sums
 * stay in registers; see {@link VectorProduct}.
 *
 * <p>Public for {@link java.util.ServiceLoader} only. Both factors are copied, the right one in
 * panels as wide as a tile, the left one six rows interleaved, with zeros where a tile is not full;
 * sums of such a tile are kept in scratch.
 */
public final class VectorDoubleKernels implements DoubleKernels {
  /** Inner length of a block: 256 rows of a panel of 16 fill 32 KiB. */
  private static final int DEPTH = 256;

  /** Columns of a block: 256 rows of them fill 512 KiB. */
  private static final int COLUMNS = 256;

  private static final int BLOCK_ROWS = 16 * ROWS;

  private final VectorDoubleTile tile = new VectorDoubleTile();
  private final double[] edge = new double[ROWS * WIDTH];
  // as large as a product asks for: most are far smaller than a block, and made for one product
  private double[] panels = new double[0];
  private double[] interleaved = new double[0];

  /** Creates kernels with their own scratch. */
  public VectorDoubleKernels() {}

  @Override
  public String name() {
    return "vector-" + VectorDoubleTile.LANES;
  }

  @Override
  public void add(DoubleMatrix a, DoubleMatrix b, DoubleMatrix into) {
    Shapes.product(a, b, into);
    product(1, a, b, into);
  }

  @Override
  public void subtract(DoubleMatrix a, DoubleMatrix b, DoubleMatrix into) {
    Shapes.product(a, b, into);
    product(-1, a, b, into);
  }

  private void product(double sign, DoubleMatrix a, DoubleMatrix b, DoubleMatrix into) {
    for (int column = 0; column < into.columns(); column += COLUMNS) {
      int columns = Math.min(column + COLUMNS, into.columns());
      for (int start = 0; start < a.columns(); start += DEPTH) {
        int end = Math.min(start + DEPTH, a.columns());
        tile.depth = end - start;
        pack(b.rows(start, end).columns(column, columns));
        for (int row = 0; row < into.rows(); row += BLOCK_ROWS) {
          int rows = Math.min(row + BLOCK_ROWS, into.rows());
          interleave(sign, a.rows(row, rows).columns(start, end));
          tiles(into.rows(row, rows).columns(column, columns));
        }
      }
    }
  }

  private static double[] atLeast(int size, double[] scratch) {
    return scratch.length < size ? new double[size] : scratch;
  }

  /** Returns a length that is filled up to whole tiles. */
  private static int whole(int length, int tile) {
    return (length + tile - 1) / tile * tile;
  }

  private void pack(DoubleMatrix right) {
    panels = atLeast(right.rows() * whole(right.columns(), WIDTH), panels);
    int at = 0;
    for (int column = 0; column < right.columns(); column += WIDTH) {
      int width = Math.min(WIDTH, right.columns() - column);
      for (int k = 0; k < right.rows(); k++) {
        int from = right.index(k, column);
        for (int j = 0; j < width; j++) {
          panels[at + j] = right.values()[from + j * right.columnStep()];
        }
        for (int j = width; j < WIDTH; j++) {
          panels[at + j] = 0;
        }
        at += WIDTH;
      }
    }
  }

  private void interleave(double sign, DoubleMatrix left) {
    int depth = left.columns();
    interleaved = atLeast(depth * whole(left.rows(), ROWS), interleaved);
    for (int row = 0; row < left.rows(); row += ROWS) {
      int rows = Math.min(ROWS, left.rows() - row);
      for (int i = 0; i < ROWS; i++) {
        int to = row * depth + i;
        int from = left.index(row + Math.min(i, rows - 1), 0);
        double factor = i < rows ? sign : 0;
        for (int k = 0; k < depth; k++) {
          interleaved[to + k * ROWS] = factor * left.values()[from + k * left.columnStep()];
        }
      }
    }
  }

  private void tiles(DoubleMatrix into) {
    tile.left = interleaved;
    tile.panel = panels;
    for (int column = 0; column < into.columns(); column += WIDTH) {
      tile.panelAt = column * tile.depth;
      int width = Math.min(WIDTH, into.columns() - column);
      for (int row = 0; row < into.rows(); row += ROWS) {
        tile.leftAt = row * tile.depth;
        int rows = Math.min(ROWS, into.rows() - row);
        if (rows == ROWS && width == WIDTH) {
          tile.sums = into.values();
          tile.to = into.index(row, column);
          tile.step = into.rowStep();
          tile.run();
        } else {
          DoubleMatrix part = into.rows(row, row + rows).columns(column, column + width);
          inScratch(part);
        }
      }
    }
  }

  private void inScratch(DoubleMatrix part) {
    DoubleMatrix scratch = new DoubleMatrix(edge, 0, part.rows(), part.columns(), WIDTH, 1);
    scratch.assign(part);
    tile.sums = edge;
    tile.to = 0;
    tile.step = WIDTH;
    tile.run();
    part.assign(scratch);
  }
}
