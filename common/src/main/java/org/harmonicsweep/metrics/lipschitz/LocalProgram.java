package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.metrics.lipschitz.SlopeRanges.Range;
import org.harmonicsweep.metrics.semidefinite.Majorant;
import org.harmonicsweep.metrics.semidefinite.SlopeProgram;
import org.harmonicsweep.metrics.semidefinite.Stage;

/**
 * Networks whose slopes are known to lie in intervals, as programs with slopes in [0, 1].
 *
 * <p>A neuron with slopes in [α, β] is α times its input plus (β − α) times the output of one with
 * slopes in [0, 1]. So with P_i the map from inputs and such neurons to the values of layer i, P₀ =
 * I,
 *
 * <p>U_i = W_i P_{i−1}, P_i = [diag(α) U_i, diag(β − α)],
 *
 * <p>and each layer reads from all before it. Neurons with α = β are no neurons any more. The
 * multipliers for [α, β] prove all that those for a wider interval do (S-lemma), so that a local
 * optimum never exceeds the global one.
 *
 * <p>Rounding: with |P_kj| ≤ q_k c_j and its error at most p_k c_j, that of W P is at most (Σ_k
 * |W_ik| (p_k + γ q_k)) c_j, γ twice (n + 2) u for sums of n terms. What may underflow is added.
 */
final class LocalProgram {
  /** Widths of intervals below this share of the slope are taken to be as wide. */
  private static final double LEAST_WIDTH = 0x1p-40;

  /** Its square is above all that underflows in any number of sums. */
  private static final double TINY = 0x1p-500;

  private final DoubleKernels kernels;
  private final List<Stage> stages = new ArrayList<>();
  private DoubleMatrix values;
  private double[] columns;
  private double[] sizes;
  private double[] errors;

  private LocalProgram(int inputs, DoubleKernels kernels) {
    this.kernels = kernels;
    this.values = DoubleMatrix.zeros(inputs, inputs);
    this.columns = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      values.set(i, i, 1);
    }
    Arrays.fill(columns, 1);
    this.sizes = columns.clone();
    this.errors = new double[inputs];
  }

  /**
   * A matrix of weights, a row per output.
   *
   * @param centre the weights up to rounding
   * @param radius at least the spectral norm of their error
   */
  record Weights(DoubleMatrix centre, double radius) {
    static Weights exact(DoubleMatrix centre) {
      return new Weights(centre, 0);
    }
  }

  /**
   * Returns the program of a chain; empty where it leaves the double range.
   *
   * @param hidden weights of each layer but the last
   * @param ranges slopes behind each of these
   * @param last weights into the outputs
   */
  static Optional<SlopeProgram> of(
      List<Weights> hidden, List<Range> ranges, Weights last, DoubleKernels kernels) {
    int inputs = (hidden.isEmpty() ? last : hidden.get(0)).centre().columns();
    LocalProgram program = new LocalProgram(inputs, kernels);
    try {
      for (int layer = 0; layer < hidden.size(); layer++) {
        program.append(hidden.get(layer), ranges.get(layer));
      }
      Stage output = program.read(last).stage();
      return Optional.of(new SlopeProgram(inputs, program.stages, output));
    } catch (ArithmeticException outOfRange) {
      return Optional.empty();
    }
  }

  /**
   * W P with bounds of its elements and of their errors.
   *
   * @param stage that it is
   * @param sizes q
   */
  private record Read(Stage stage, double[] sizes) {}

  private Read read(Weights weights) {
    DoubleMatrix w = weights.centre();
    double gamma = 2 * (w.columns() + 2) * UNIT;
    double[] rows = new double[w.rows()];
    double[] reach = new double[w.rows()];
    for (int i = 0; i < w.rows(); i++) {
      double size = 0;
      double error = 0;
      for (int k = 0; k < w.columns(); k++) {
        double weight = Math.abs(w.at(i, k)) + weights.radius();
        size += weight * sizes[k];
        error += weight * errors[k] + weights.radius() * sizes[k];
      }
      double underflow = size + error > 0 ? w.columns() * TINY : 0;
      reach[i] = size * (1 + gamma);
      rows[i] = (error + gamma * size + underflow) * (1 + gamma);
      if (!Double.isFinite(reach[i] + rows[i])) {
        throw new ArithmeticException("the weights' product leaves the double range");
      }
    }
    Stage stage = new Stage(kernels.times(w, values), 0, new Majorant(rows, columns));
    return new Read(stage, reach);
  }

  private void append(Weights weights, Range range) {
    Read read = read(weights);
    DoubleMatrix u = read.stage().weights();
    int[] uncertain =
        IntStream.range(0, u.rows()).filter(k -> range.greatest()[k] > range.least()[k]).toArray();
    int before = u.columns();
    DoubleMatrix stage = DoubleMatrix.zeros(uncertain.length, before);
    double[] rows = new double[uncertain.length];
    DoubleMatrix next = DoubleMatrix.zeros(u.rows(), before + uncertain.length);
    for (int i = 0; i < uncertain.length; i++) {
      int k = uncertain[i];
      stage.setRow(i, u.row(k));
      rows[i] = read.stage().error().rows()[k];
      double width = Math.nextUp(range.greatest()[k] - range.least()[k]);
      next.set(k, before + i, Math.max(width, LEAST_WIDTH * range.greatest()[k]));
    }
    errors = new double[u.rows()];
    for (int k = 0; k < u.rows(); k++) {
      double slope = range.least()[k];
      double rounded = read.stage().error().rows()[k] + 2 * UNIT * read.sizes()[k];
      errors[k] = slope * rounded * (1 + 8 * UNIT) + (slope * rounded > 0 ? TINY : 0);
      for (int j = 0; j < before; j++) {
        next.set(k, j, slope * u.at(k, j));
      }
    }
    if (uncertain.length > 0) {
      stages.add(new Stage(stage, 0, new Majorant(rows, columns)));
    }
    values = next;
    measure();
  }

  /**
   * Takes the bounds of the elements of P; those of its columns never fall, for the errors' sake.
   */
  private void measure() {
    double[] least = columns;
    columns = new double[values.columns()];
    for (int j = 0; j < columns.length; j++) {
      double most = j < least.length ? least[j] : 0;
      for (int k = 0; k < values.rows(); k++) {
        most = Math.max(most, Math.abs(values.at(k, j)));
      }
      columns[j] = most > 0 ? Math.max(most, TINY) : 0;
    }
    sizes = new double[values.rows()];
    for (int k = 0; k < sizes.length; k++) {
      for (int j = 0; j < columns.length; j++) {
        if (values.at(k, j) != 0) {
          double size = Math.abs(values.at(k, j)) / columns[j] * (1 + 4 * UNIT);
          sizes[k] = Math.max(sizes[k], Math.max(size, TINY));
        }
      }
    }
  }
}
