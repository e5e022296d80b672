package org.harmonicsweep.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.Matrix;

/**
 * A feed-forward network f: ℝⁿ → ℝᵐ, immutable.
 *
 * <p>Batches are row-major, one sample a row. All three products use the engine's kernels: a row's
 * bits do not depend on the batch it is in.
 */
public final class Network implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Layer> layers;

  private Network(List<? extends Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /**
   * Returns the network of the given layers, input side first.
   *
   * @throws IllegalArgumentException if there is none, or if neighbours do not fit
   */
  public static Network of(List<? extends Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network has at least one layer");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "layer %d takes %d values, layer %d gives %d"
                .formatted(i, layers.get(i).inputs(), i - 1, layers.get(i - 1).outputs()));
      }
    }
    return new Network(layers);
  }

  /** Returns the layers, input side first. */
  public List<Layer> layers() {
    return layers;
  }

  /** Returns n, the number of values in. */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Returns m, the number of values out. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Returns next ∘ this. */
  public Network then(Network next) {
    List<Layer> all = new ArrayList<>(layers);
    all.addAll(next.layers);
    return of(all);
  }

  /**
   * Evaluates f on each row.
   *
   * @param x shape {@code [rows, inputs]}
   * @return shape {@code [rows, outputs]}
   */
  public float[] apply(float[] x, int rows) {
    Matrix from = checked("x", x, rows, inputs());
    Matrix into = Matrix.zeros(rows, outputs());
    BlockPass pass = BlockPass.forOutputs(layers, rows);
    for (int row = 0; row < rows; row += BlockPass.ROWS) {
      int count = Math.min(BlockPass.ROWS, rows - row);
      pass.apply(from.rows(row, count), into.rows(row, count));
    }
    return into.values();
  }

  /**
   * Jacobian-vector products J(x) v, row by row.
   *
   * @param x points, shape {@code [rows, inputs]}
   * @param v directions, shape {@code [rows, inputs]}
   * @return shape {@code [rows, outputs]}; at a kink the derivative from the left
   */
  public float[] jvp(float[] x, float[] v, int rows) {
    Matrix points = checked("x", x, rows, inputs());
    Matrix directions = checked("v", v, rows, inputs());
    Matrix into = Matrix.zeros(rows, outputs());
    BlockPass pass = BlockPass.forDerivatives(layers, rows);
    for (int row = 0; row < rows; row += BlockPass.ROWS) {
      int count = Math.min(BlockPass.ROWS, rows - row);
      pass.jvp(points.rows(row, count), directions.rows(row, count), into.rows(row, count));
    }
    return into.values();
  }

  /**
   * Vector-Jacobian products J(x)ᵀ u, row by row.
   *
   * @param x points, shape {@code [rows, inputs]}
   * @param u cotangents, shape {@code [rows, outputs]}
   * @return shape {@code [rows, inputs]}; at a kink the derivative from the left
   */
  public float[] vjp(float[] x, float[] u, int rows) {
    Matrix points = checked("x", x, rows, inputs());
    Matrix cotangents = checked("u", u, rows, outputs());
    Matrix into = Matrix.zeros(rows, inputs());
    BlockPass pass = BlockPass.forDerivatives(layers, rows);
    for (int row = 0; row < rows; row += BlockPass.ROWS) {
      int count = Math.min(BlockPass.ROWS, rows - row);
      pass.vjp(points.rows(row, count), cotangents.rows(row, count), into.rows(row, count));
    }
    return into.values();
  }

  private static Matrix checked(String name, float[] values, int rows, int columns) {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%s has %d values, expected shape [%d, %d]"
              .formatted(name, values.length, rows, columns));
    }
    return Matrix.of(values, rows, columns);
  }
}
