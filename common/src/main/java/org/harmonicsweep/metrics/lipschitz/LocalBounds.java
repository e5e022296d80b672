package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.ejml.data.DMatrixRMaj;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.lipschitz.LocalProgram.Weights;
import org.harmonicsweep.metrics.lipschitz.SlopeRanges.Dense;
import org.harmonicsweep.metrics.lipschitz.SlopeRanges.Range;
import org.harmonicsweep.metrics.semidefinite.Effort;
import org.harmonicsweep.metrics.semidefinite.Semidefinite;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;
import org.harmonicsweep.metrics.semidefinite.SlopeProgram;
import org.harmonicsweep.trial.Activation;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Upper bounds of a dense network's Jacobian norm in a ball, hence of its Lipschitz constant there,
 * a ball being convex.
 *
 * <p>For the ball, the slopes that its neurons can have are bounded, and with those LipSDP-Neuron
 * is solved. Then the ball is cut into pieces, each with a bound in closed form, which is as good
 * where slopes hardly vary, and the semidefinite one where few slopes vary at all, so that it costs
 * no more: the piece with the largest bound is halved again and again, across the principal axis of
 * the first layer's weights along which its pre-activations differ most. The largest bound of all
 * pieces, each at most that of what it was cut from, is the result.
 *
 * <p>The whole ball gets its bound in any case; the cuts end when a number of multiply-adds,
 * counted beforehand for each piece from its slopes to its proof, is used up. They do not begin
 * where it would not last for four pieces along each axis that matters.
 */
final class LocalBounds {
  /** Multiply-adds that the pieces may take: with a hundred neurons, a hundred cuts. */
  static final double WORK = 2e9;

  private static final Effort EFFORT = new Effort(1e-3, 40);

  /** Cubes of the size that a bound in closed form takes. */
  private static final double CLOSED = 3;

  /** Cubes of the size that a semidefinite bound takes. */
  private static final double SEMIDEFINITE = 60;

  /** What a piece costs however small the network is. */
  private static final double LEAST = 2e5;

  /** Share of the largest singular value of the first weights below which an axis is no matter. */
  private static final double MINOR = 0.1;

  private final DoubleKernels kernels = DoubleKernels.create();
  private final List<Dense> layers;
  private final List<Weights> hidden;
  private final BoundedMatrix last;
  private final Weights compressed;
  private final double[][] axes;
  private final double[] influence;

  private LocalBounds(List<Dense> layers, BoundedMatrix last) {
    this.layers = layers;
    this.last = last;
    this.hidden =
        layers.subList(0, layers.size() - 1).stream()
            .map(layer -> Weights.exact(layer.weights().transposed().copy()))
            .toList();
    this.compressed = weights(last.compressedOutputs());
    DoubleMatrix first = layers.get(0).weights();
    int inputs = first.rows();
    double[][] gram = new double[inputs][];
    DoubleMatrix products = kernels.times(first, first.transposed());
    Arrays.setAll(gram, products::row);
    EigenDecompositionSymmetric principal =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(gram));
    this.axes = new double[inputs][];
    this.influence = new double[inputs];
    for (int j = 0; j < inputs; j++) {
      axes[j] = principal.getEigenvector(j).toArray();
      influence[j] = Math.sqrt(Math.max(0, principal.getEigenvalue(j)));
    }
  }

  /**
   * A bound for a ball.
   *
   * @param upper the bound
   * @param pieces that the ball was cut into
   * @param middle of the piece that has the bound
   */
  record LocalBound(double upper, int pieces, double[] middle) {}

  /**
   * Returns a bound for the ball; empty if a layer is a convolution, if there are more than {@link
   * SemidefiniteBound#LARGEST} inputs and neurons, and where double precision holds no proof.
   *
   * @param enough a bound below which no further piece is cut, at least 0
   * @param work multiply-adds for the pieces
   */
  static Optional<LocalBound> of(LayerChain chain, LatentBall ball, double enough, double work) {
    List<Dense> layers = new ArrayList<>();
    List<BoundedMatrix> matrices = new ArrayList<>();
    int size = 0;
    for (LayerChain.Layer layer : chain.layers()) {
      if (!(layer.weights() instanceof BoundedMatrix matrix)) {
        return Optional.empty();
      }
      double[] biases = new double[layer.biases().length];
      Arrays.setAll(biases, k -> layer.biases()[k]);
      layers.add(Dense.of(values(matrix), biases, layer.activation()));
      matrices.add(matrix);
      size += matrix.centre().numRows;
    }
    return size <= SemidefiniteBound.LARGEST && layers.stream().allMatch(LocalBounds::isFinite)
        ? new LocalBounds(layers, matrices.get(matrices.size() - 1)).refined(ball, enough, work)
        : Optional.empty();
  }

  /** Returns whether sums of the weights' squares stay in the double range. */
  private static boolean isFinite(Dense layer) {
    return Double.isFinite(Vectors.norm(layer.absolute()));
  }

  private static double[] values(BoundedMatrix matrix) {
    double scale = Math.scalb(1.0, matrix.exponent());
    return Arrays.stream(matrix.centre().data).map(value -> value * scale).toArray();
  }

  private static Weights weights(BoundedMatrix matrix) {
    DMatrixRMaj centre = matrix.centre();
    DoubleMatrix values = DoubleMatrix.of(values(matrix), centre.numRows, centre.numCols);
    return new Weights(values.transposed().copy(), Math.scalb(matrix.radius(), matrix.exponent()));
  }

  /** A part of the ball with its bound, infinite if there is none. */
  private record Piece(Region region, double upper) {}

  private Optional<LocalBound> refined(LatentBall ball, double enough, double work) {
    PriorityQueue<Piece> pieces =
        new PriorityQueue<>(Comparator.comparingDouble(Piece::upper).reversed());
    pieces.add(whole(ball));
    double each = cost();
    double cut = 4 * each;
    double left = worthwhile(work, cut) ? work : 0;
    while (left >= cut && pieces.peek().upper() > enough) {
      Interruption.check();
      Piece largest = pieces.peek();
      if (!largest.region().isDivisible()) {
        break;
      }
      pieces.remove();
      left -= cut;
      for (Region half : largest.region().halves(longest(largest.region()))) {
        pieces.add(new Piece(half, Math.min(largest.upper(), bound(half, each))));
      }
    }
    Piece worst = pieces.peek();
    return Double.isFinite(worst.upper())
        ? Optional.of(new LocalBound(worst.upper(), pieces.size(), worst.region().middle()))
        : Optional.empty();
  }

  private boolean worthwhile(double work, double cut) {
    double axesThatMatter =
        Arrays.stream(influence).filter(value -> value > MINOR * influence[0]).count();
    return Math.scalb(cut, (int) (2 * axesThatMatter)) <= work;
  }

  /** Returns the multiply-adds of a piece: its slopes, output map, program, bound and proof. */
  private double cost() {
    double size = influence.length;
    for (Weights weights : hidden) {
      size += weights.centre().rows();
    }
    double outputs = isAffineEnd() ? 0 : last.centre().numCols;
    double inner = last.centre().numRows;
    return LEAST
        + SlopeRanges.work(curved(), influence.length)
        + 2 * outputs * inner * inner
        + CLOSED * size * size * size;
  }

  private int longest(Region region) {
    int longest = 0;
    double length = -1;
    for (int j = 0; j < influence.length; j++) {
      double here = influence[j] * (region.high()[j] - region.low()[j]);
      if (here > length) {
        length = here;
        longest = j;
      }
    }
    return longest;
  }

  private Piece whole(LatentBall ball) {
    Region region = Region.of(ball, axes);
    return new Piece(region, bound(region, Double.POSITIVE_INFINITY));
  }

  /**
   * Returns the smaller of the bounds of a region, infinite if there is none.
   *
   * @param affordable multiply-adds that the semidefinite bound may take, else it is left out
   */
  private double bound(Region region, double affordable) {
    return program(region)
        .map(program -> Math.min(closedForm(program), semidefinite(program, affordable)))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private double closedForm(SlopeProgram program) {
    return Semidefinite.closedForm(program, kernels).orElse(Double.POSITIVE_INFINITY);
  }

  private static double semidefinite(SlopeProgram program, double affordable) {
    double size = program.size();
    double work = LEAST + SEMIDEFINITE * size * size * size;
    return work > affordable
        ? Double.POSITIVE_INFINITY
        : Semidefinite.bound(program, EFFORT)
            .map(SlopeBound::upper)
            .orElse(Double.POSITIVE_INFINITY);
  }

  private Optional<SlopeProgram> program(Region region) {
    return SlopeRanges.of(curved(), region, kernels)
        .flatMap(ranges -> LocalProgram.of(hidden, ranges, output(ranges), kernels));
  }

  private boolean isAffineEnd() {
    return layers.get(layers.size() - 1).activation() == Activation.LINEAR;
  }

  /** Returns the layers whose slopes matter. */
  private List<Dense> curved() {
    return isAffineEnd() ? layers.subList(0, layers.size() - 1) : layers;
  }

  /** Returns the weights into the outputs, each times its greatest slope: it bears no neuron. */
  private Weights output(List<Range> ranges) {
    if (isAffineEnd()) {
      return compressed;
    }
    double[] rows = new double[last.centre().numRows];
    Arrays.fill(rows, 1);
    double[] greatest =
        Arrays.stream(ranges.get(ranges.size() - 1).greatest())
            .map(slope -> slope * (1 + 2 * UNIT))
            .toArray();
    return weights(last.scaled(rows, greatest).compressedOutputs());
  }
}
