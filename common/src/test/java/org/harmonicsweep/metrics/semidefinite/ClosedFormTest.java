package org.harmonicsweep.metrics.semidefinite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClosedFormTest {
  private static final DoubleKernels KERNELS = DoubleKernels.create();
  private static final Effort CLOSE = new Effort(1e-7, 100);

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static DoubleMatrix gaussian(SplittableRandom random, int rows, int columns) {
    DoubleMatrix matrix = DoubleMatrix.zeros(rows, columns);
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = random.nextGaussian() / Math.sqrt(columns);
    }
    return matrix;
  }

  /** Two layers that read everything before them; the neurons' share of what is read is given. */
  private static SlopeProgram program(long seed, double share) {
    SplittableRandom random = new SplittableRandom(seed);
    int inputs = random.nextInt(1, 5);
    int first = random.nextInt(1, 12);
    int second = random.nextInt(1, 12);
    DoubleMatrix later = gaussian(random, second, inputs + first);
    DoubleMatrix output = gaussian(random, 6, inputs + first + second);
    for (DoubleMatrix reads : List.of(later, output)) {
      for (int i = 0; i < reads.rows(); i++) {
        for (int j = inputs; j < reads.columns(); j++) {
          reads.set(i, j, share * reads.at(i, j));
        }
      }
    }
    return new SlopeProgram(
        inputs,
        List.of(Stage.exact(gaussian(random, first, inputs), 0), Stage.exact(later, 0)),
        Stage.exact(output, 0));
  }

  private static double closed(SlopeProgram program) {
    return Semidefinite.closedForm(program, KERNELS).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void closedFormIsABoundThoughNotTheLeast(long seed) {
    SlopeProgram program = program(seed, 1);
    SlopeBound best = Semidefinite.bound(program, CLOSE).orElseThrow();

    // the best one is proven up to its own gap
    assertThat(closed(program))
        .isGreaterThanOrEqualTo(best.upper() / (1 + 2 * best.gap()))
        .isLessThan(3 * best.upper());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void closedFormIsTheBestOneToFirstOrder(long seed) {
    double linear = closed(program(seed, 0));
    double best = Semidefinite.bound(program(seed, 1e-3), CLOSE).orElseThrow().upper();
    double closed = closed(program(seed, 1e-3));

    // of what a thousandth adds, the closed form exceeds the best by a share of the whole vectors
    assertThat(closed - linear).isLessThanOrEqualTo(2 * (best - linear) + 1e-6 * linear);
  }

  @Test
  void constantNetworkHasTheBoundZero() {
    SlopeProgram constant =
        new SlopeProgram(
            2,
            List.of(Stage.exact(DoubleMatrix.of(new double[] {1, 2}, 1, 2), 0)),
            Stage.exact(DoubleMatrix.zeros(3, 3), 0));

    assertThat(Semidefinite.closedForm(constant, KERNELS)).hasValue(0);
  }

  @Test
  void errorsAreBoundedRowByRowAndColumnByColumn() {
    SplittableRandom random = new SplittableRandom(1);
    DoubleMatrix in = gaussian(random, 4, 2);
    DoubleMatrix out = gaussian(random, 3, 4);
    // E = e aᵀ of the size of its rows and columns, one column a thousand times the others
    double[] rows = {1e-7, 2e-7, 1e-7};
    double[] columns = {1, 1, 1000, 0};
    Stage uncertain = new Stage(out, 2, new Majorant(rows, columns));
    DoubleMatrix moved = out.copy();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        moved.set(i, j, out.at(i, j) + Math.copySign(rows[i] * columns[j], out.at(i, j)));
      }
    }
    double proven =
        Semidefinite.bound(new SlopeProgram(2, List.of(Stage.exact(in, 0)), uncertain), CLOSE)
            .orElseThrow()
            .upper();
    double farthest =
        Semidefinite.bound(
                new SlopeProgram(2, List.of(Stage.exact(in, 0)), Stage.exact(moved, 2)), CLOSE)
            .orElseThrow()
            .upper();

    assertThat(proven).isGreaterThan(farthest * (1 - 1e-6));
  }
}
