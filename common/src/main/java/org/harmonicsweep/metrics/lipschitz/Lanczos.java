package org.harmonicsweep.metrics.lipschitz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Vectors;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The largest eigenvalue of a positive semidefinite map, by the Lanczos process.
 *
 * <p>Every new direction is made orthogonal to all earlier ones, twice, so that the process ends
 * after as many steps as the map has different eigenvalues (Golub and Van Loan, Matrix
 * Computations, 2013, section 10.3). The start is fixed; nothing but +, ·, / and √ is used, here
 * and in Hipparchus's decomposition of the small tridiagonal matrix; EJML 0.46 shifts by Math.cos
 * and Math.sin where its own stalls, and their last bits may differ between processors.
 */
final class Lanczos {
  /** Relative residual at which the process stops. */
  private static final double TOLERANCE = 1e-14;

  private final double[][] basis;
  private final double[] diagonal;
  private final double[] beside;
  private double[] direction;
  private double scale;
  private int steps;
  private Optional<Eigenpair> pair = Optional.empty();

  private Lanczos(int size, int steps) {
    int limit = Math.min(steps, size);
    this.basis = new double[limit][];
    this.diagonal = new double[limit];
    this.beside = new double[limit];
    this.direction = start(size);
  }

  /**
   * An eigenvalue with its vector.
   *
   * @param value λ; not a number where the map gave something that is not finite
   * @param vector of length 1
   */
  record Eigenpair(double value, double[] vector) {}

  /**
   * Returns the largest Ritz pair; its value never exceeds the largest eigenvalue, up to rounding.
   *
   * @param map v ↦ A v, A symmetric and positive semidefinite, of a new array each time
   * @param size number of rows of A
   * @param steps at most, at least 1
   */
  static Eigenpair largest(UnaryOperator<double[]> map, int size, int steps) {
    Lanczos process = new Lanczos(size, steps);
    while (!process.isDone()) {
      process.take(map.apply(process.direction));
    }
    return process.pair();
  }

  /**
   * Returns the largest Ritz pair of each of several maps, which take their steps together.
   *
   * @param maps V ↦ the matrix with row A_i v_i for each row v_i of V, a new matrix each time
   * @param count number of maps
   * @param size number of rows of each A_i
   * @param steps at most, at least 1
   */
  static List<Eigenpair> largestOfEach(
      UnaryOperator<DoubleMatrix> maps, int count, int size, int steps) {
    List<Lanczos> processes = Stream.generate(() -> new Lanczos(size, steps)).limit(count).toList();
    DoubleMatrix directions = DoubleMatrix.zeros(count, size);
    while (!processes.stream().allMatch(Lanczos::isDone)) {
      for (int i = 0; i < count; i++) {
        directions.setRow(i, processes.get(i).direction);
      }
      DoubleMatrix images = maps.apply(directions);
      for (int i = 0; i < count; i++) {
        if (!processes.get(i).isDone()) {
          processes.get(i).take(images.row(i));
        }
      }
    }
    return processes.stream().map(Lanczos::pair).toList();
  }

  private boolean isDone() {
    return pair.isPresent();
  }

  private Eigenpair pair() {
    return pair.orElseThrow();
  }

  /** Takes a step, with the map's image of the present direction, which is changed. */
  private void take(double[] image) {
    Interruption.check();
    int k = steps++;
    basis[k] = direction;
    diagonal[k] = Vectors.dot(image, direction);
    orthogonalise(image, basis, k + 1);
    orthogonalise(image, basis, k + 1);
    beside[k] = Vectors.norm(image);
    scale = Math.max(scale, diagonal[k] + beside[k]);
    if (!Double.isFinite(diagonal[k] + beside[k])) {
      pair = Optional.of(new Eigenpair(Double.NaN, basis[0]));
      return;
    }
    boolean last = steps == basis.length || beside[k] <= TOLERANCE * scale;
    if (last || k % 8 == 7) {
      Ritz ritz = ritz(diagonal, beside, steps);
      if (last || beside[k] * Math.abs(ritz.weights[k]) <= TOLERANCE * ritz.value) {
        pair = Optional.of(new Eigenpair(ritz.value, combine(basis, ritz.weights)));
        return;
      }
    }
    Vectors.scale(1 / beside[k], image);
    direction = image;
  }

  private record Ritz(double value, double[] weights) {}

  private static Ritz ritz(double[] diagonal, double[] beside, int size) {
    if (size == 1) {
      return new Ritz(diagonal[0], new double[] {1});
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(
            Arrays.copyOf(diagonal, size), Arrays.copyOf(beside, size - 1));
    return new Ritz(eigen.getEigenvalue(0), eigen.getEigenvector(0).toArray());
  }

  private static double[] combine(double[][] basis, double[] weights) {
    double[] sum = new double[basis[0].length];
    for (int k = 0; k < weights.length; k++) {
      Vectors.add(weights[k], basis[k], sum);
    }
    double norm = Vectors.norm(sum);
    if (norm > 0) {
      Vectors.scale(1 / norm, sum);
    }
    return sum;
  }

  private static void orthogonalise(double[] vector, double[][] basis, int count) {
    for (int k = 0; k < count; k++) {
      Vectors.add(-Vectors.dot(vector, basis[k]), basis[k], vector);
    }
  }

  /** Fixed and without structure: a start orthogonal to the wanted vector would never find it. */
  private static double[] start(int size) {
    double[] start = new double[size];
    long state = 0;
    for (int i = 0; i < size; i++) {
      // SplitMix64 (Steele, Lea and Flood, 2014)
      state += 0x9E3779B97F4A7C15L;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      start[i] = ((z ^ (z >>> 31)) >> 11) * 0x1p-52 + 0x1p-60;
    }
    Vectors.scale(1 / Vectors.norm(start), start);
    return start;
  }
}
