package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;

/**
 * Proven upper bounds of the norms of linear maps in a row, without matrices for the maps.
 *
 * <p>The unit vectors of the narrowest place between them, r values, are carried to both ends: B to
 * the outputs and Aᵀ to the inputs. The norm is that of A B, and an r x r factor R with Rᵀ R ⪰ Aᵀ A
 * stands for A, so that no more than products of r rows have to be held.
 *
 * <p>Rounding. A product of rows P with a map C of norm c is off by at most (t + 4) u ‖|C|‖ ‖P‖_F,
 * t the most terms of a sum (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section
 * 3.5); an error of P is carried on by c. Both go into the radius of {@link BoundedMatrix}.
 *
 * <p>Where that is too much work the least product of the norms of two parts stands for the norm.
 */
final class ComposedNorms {
  /** Multiplications beyond which a norm is not worth its time: some seconds of a core. */
  static final long MOST_WORK = 1L << 33;

  private final DoubleKernels kernels = DoubleKernels.create();
  private final List<List<Products>> stages;
  private final long mostWork;

  private ComposedNorms(List<List<Products>> stages, long mostWork) {
    this.stages = stages;
    this.mostWork = mostWork;
  }

  /**
   * Returns bounds without the maps' powers of two.
   *
   * @param stages maps in a row, input side first, with nothing but the identity between the maps
   *     of a stage
   * @param mostWork multiplications that are not too many for one norm
   * @return at {@code [i][j]}, i ≤ j, that of the stages i to j, at most any product of the others
   */
  static double[][] of(List<List<Products>> stages, long mostWork) {
    return new ComposedNorms(stages, mostWork).all();
  }

  private double[][] all() {
    int count = stages.size();
    double[][] norms = new double[count][count];
    for (int length = 0; length < count; length++) {
      for (int i = 0; i + length < count; i++) {
        int j = i + length;
        List<Products> maps = stages.subList(i, j + 1).stream().flatMap(List::stream).toList();
        double least = length == 0 ? product(maps) : Double.POSITIVE_INFINITY;
        for (int k = i; k < j; k++) {
          least = Math.min(least, norms[i][k] * norms[k + 1][j] * (1 + 2 * UNIT));
        }
        norms[i][j] = work(maps) > mostWork ? least : Math.min(least, norm(maps));
      }
    }
    return norms;
  }

  private static double product(List<Products> maps) {
    double norm = 1;
    for (Products map : maps) {
      norm *= map.norm() * (1 + 2 * UNIT);
    }
    return norm;
  }

  /** Returns the place before the map whose inputs are the fewest, or the one behind the last. */
  private static int narrowest(List<Products> maps) {
    int place = maps.size();
    int width = maps.get(place - 1).outputs();
    for (int i = place - 1; i >= 0; i--) {
      if (maps.get(i).inputs() <= width) {
        place = i;
        width = maps.get(i).inputs();
      }
    }
    return place;
  }

  private static long width(List<Products> maps, int place) {
    return place < maps.size() ? maps.get(place).inputs() : maps.get(place - 1).outputs();
  }

  private static long work(List<Products> maps) {
    long rows = width(maps, narrowest(maps));
    long ends = width(maps, 0) + width(maps, maps.size());
    long products = maps.stream().mapToLong(Products::work).sum();
    return rows * (products + rows * (ends + rows));
  }

  private double norm(List<Products> maps) {
    int place = narrowest(maps);
    int rows = (int) width(maps, place);
    Rows behind = new Rows(CommonOps_DDRM.identity(rows), 0);
    for (int i = place; i < maps.size(); i++) {
      behind = times(behind, maps.get(i));
    }
    if (place == 0) {
      return norm(behind.matrix());
    }
    Rows before = new Rows(CommonOps_DDRM.identity(rows), 0);
    for (int i = place - 1; i >= 0; i--) {
      before = transposedTimes(before, maps.get(i));
    }
    if (place == maps.size()) {
      return norm(before.matrix());
    }
    return norm(before.matrix().transposed().compressedInputs().times(behind.matrix()));
  }

  private static double norm(BoundedMatrix matrix) {
    return Math.scalb(matrix.norm(), matrix.exponent());
  }

  /** Rows known up to a radius. */
  private record Rows(DMatrixRMaj centre, double radius) {
    BoundedMatrix matrix() {
      return BoundedMatrix.within(centre, radius);
    }
  }

  private Rows times(Rows rows, Products map) {
    DoubleMatrix product = map.times(view(rows.centre), kernels);
    return carried(rows, product, map, map.terms());
  }

  private Rows transposedTimes(Rows rows, Products map) {
    DoubleMatrix product = map.transposedTimes(view(rows.centre), kernels);
    return carried(rows, product, map, map.transposedTerms());
  }

  private static Rows carried(Rows rows, DoubleMatrix product, Products map, int terms) {
    double size = NormOps_DDRM.normF(rows.centre);
    double sums = (terms + 4) * UNIT * map.absoluteNorm() * size;
    double radius = (map.norm() * rows.radius + sums) * (1 + 8 * UNIT);
    return new Rows(DMatrixRMaj.wrap(product.rows(), product.columns(), product.values()), radius);
  }

  private static DoubleMatrix view(DMatrixRMaj matrix) {
    return DoubleMatrix.of(matrix.data, matrix.numRows, matrix.numCols);
  }
}
