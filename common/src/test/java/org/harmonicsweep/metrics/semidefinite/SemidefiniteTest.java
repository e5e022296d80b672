package org.harmonicsweep.metrics.semidefinite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SemidefiniteTest {
  private static final DoubleKernels KERNELS = DoubleKernels.create();
  private static final Effort CLOSE = new Effort(1e-7, 100);

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static DoubleMatrix matrix(double[]... rows) {
    DoubleMatrix matrix = DoubleMatrix.zeros(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[0].length; j++) {
        matrix.set(i, j, rows[i][j]);
      }
    }
    return matrix;
  }

  private static Stage exact(DoubleMatrix weights, int from) {
    return Stage.exact(weights, from);
  }

  private static DoubleMatrix gaussian(SplittableRandom random, int rows, int columns) {
    DoubleMatrix matrix = DoubleMatrix.zeros(rows, columns);
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = random.nextGaussian() / Math.sqrt(columns);
    }
    return matrix;
  }

  /** Two layers and an output that all read everything before them. */
  private static SlopeProgram dense(long seed, double radius) {
    SplittableRandom random = new SplittableRandom(seed);
    int inputs = random.nextInt(1, 6);
    int first = random.nextInt(1, 12);
    int second = random.nextInt(1, 12);
    return new SlopeProgram(
        inputs,
        List.of(
            Stage.within(radius, gaussian(random, first, inputs), 0),
            Stage.within(radius, gaussian(random, second, inputs + first), 0)),
        Stage.within(radius, gaussian(random, 3, inputs + first + second), 0));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noChoiceOfSlopesIsSteeperThanTheBound(long seed) {
    SlopeProgram program = dense(seed, 0);
    SlopeBound bound = Semidefinite.bound(program, CLOSE).orElseThrow();
    SplittableRandom random = new SplittableRandom(seed);
    double steepest = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] slopes = random.doubles(program.neurons()).toArray();
      for (int k = 0; k < slopes.length && trial % 2 == 0; k++) {
        slopes[k] = Math.rint(slopes[k]);
      }
      steepest = Math.max(steepest, norm(program, slopes));
    }

    assertThat(bound.gap()).isLessThan(1e-5);
    assertThat(steepest).isLessThanOrEqualTo(bound.upper());
    // the best of 150 patterns of at most 22 neurons is not far from the worst case
    assertThat(bound.upper()).isLessThan(2.2 * steepest);
  }

  /** Returns ‖F z‖ / ‖x‖ at its largest for given slopes. */
  private static double norm(SlopeProgram program, double[] slopes) {
    DoubleMatrix map = DoubleMatrix.zeros(program.size(), program.inputs());
    for (int i = 0; i < program.inputs(); i++) {
      map.set(i, i, 1);
    }
    for (Stage stage : program.stages()) {
      DoubleMatrix u = KERNELS.times(stage.weights(), map.rows(stage.from(), stage.to()));
      for (int i = 0; i < u.rows(); i++) {
        for (int j = 0; j < u.columns(); j++) {
          map.set(stage.to() + i, j, slopes[stage.to() + i - program.inputs()] * u.at(i, j));
        }
      }
    }
    Stage output = program.output();
    DoubleMatrix all = KERNELS.times(output.weights(), map.rows(output.from(), output.to()));
    DoubleMatrix gram = KERNELS.times(all.transposed(), all);
    return Math.sqrt(LargestStep.largestEigenvalue(gram, 1e-12)) * (1 - 1e-12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void dualStartSatisfiesItsConstraints(long seed) {
    SlopeProgram program = dense(seed, 0);
    DoubleMatrix x = Starts.dual(program, KERNELS);
    DoubleMatrix products = new Multipliers(program, KERNELS).rows(x);
    double trace = 0;
    for (int i = 0; i < program.inputs(); i++) {
      trace += x.at(i, i);
    }

    assertThat(trace).isCloseTo(1, within(1e-14));
    for (int k = 0; k < program.neurons(); k++) {
      assertThat(products.at(k, program.inputs() + k)).isCloseTo(0, within(1e-14));
    }
    assertThat(Cholesky.of(x, KERNELS)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productsWithTheConstraintsAreThoseOfTheirMatrix(long seed) {
    SlopeProgram program = dense(seed, 0);
    SplittableRandom random = new SplittableRandom(seed);
    Multipliers multipliers = new Multipliers(program, KERNELS);
    double[] y = random.doubles(1 + program.neurons(), -1, 1).toArray();
    DoubleMatrix m = gaussian(random, program.size(), 7);

    // sums of at most 28 terms of size 1
    assertThat(multipliers.times(y, m, multipliers.rows(m)).values())
        .containsExactly(KERNELS.times(multipliers.matrix(y), m).values(), within(1e-13));
    assertThat(multipliers.columns(m.transposed().copy()).values())
        .containsExactly(multipliers.rows(m).transposed().copy().values(), within(1e-13));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingBelowTheOptimumIsProven(long seed) {
    SlopeProgram program = dense(seed, 0).pruned().balanced();
    Multipliers multipliers = new Multipliers(program, KERNELS);
    Proof proof = new Proof(program, multipliers, KERNELS);
    PrimalDual.Solution solution =
        PrimalDual.solve(program, multipliers, KERNELS, CLOSE).orElseThrow();
    double[] y = solution.best().clone();

    assertThat(proof.holds(solution.start())).isTrue();
    assertThat(solution.low()).isLessThanOrEqualTo(y[0]);
    y[0] = solution.low() * (1 - 1e-9);
    assertThat(proof.holds(y)).isFalse();
    y[0] = Double.NaN;
    assertThat(proof.holds(y)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundCoversEveryNetworkWithinTheRadius(long seed) {
    double radius = 1e-5;
    SlopeBound uncertain = Semidefinite.bound(dense(seed, radius), CLOSE).orElseThrow();
    SlopeProgram moved = moved(dense(seed, 0), radius, new SplittableRandom(seed));

    assertThat(uncertain.upper())
        .isGreaterThanOrEqualTo(Semidefinite.bound(moved, CLOSE).orElseThrow().upper() * (1 - 1e-6))
        .isGreaterThan(Semidefinite.bound(dense(seed, 0), CLOSE).orElseThrow().upper());
  }

  private static SlopeProgram moved(SlopeProgram program, double radius, SplittableRandom random) {
    List<Stage> stages =
        program.stages().stream().map(stage -> moved(stage, radius, random)).toList();
    return new SlopeProgram(program.inputs(), stages, moved(program.output(), radius, random));
  }

  /** One entry moved by the radius moves the matrix by the radius. */
  private static Stage moved(Stage stage, double radius, SplittableRandom random) {
    DoubleMatrix weights = stage.weights().copy();
    int at = random.nextInt(weights.values().length);
    weights.values()[at] += Math.copySign(radius, weights.values()[at]);
    return exact(weights, stage.from());
  }

  @Test
  void writtenNetsHaveTheirKnownOptimum() {
    DoubleMatrix a = matrix(new double[][] {{1, 2}, {3, -1}, {-2, 1}});
    DoubleMatrix b = matrix(new double[][] {{1, -1, 2}, {0, 2, 1}, {2, 1, -1}});
    SlopeProgram shallow =
        new SlopeProgram(2, List.of(exact(a, 0)), exact(matrix(new double[] {1, -1, 2}), 2));
    SlopeProgram deep =
        new SlopeProgram(
            2,
            List.of(exact(a, 0), exact(b, 2)),
            exact(matrix(new double[][] {{1, -2, 1}, {2, 0, -1}}), 5));
    Percentage sixDigits = Percentage.withPercentage(1e-4);

    assertThat(Semidefinite.bound(shallow, CLOSE).orElseThrow().upper())
        .isCloseTo(Math.sqrt(61), sixDigits);
    assertThat(Semidefinite.bound(deep, CLOSE).orElseThrow().upper())
        .isCloseTo(23.0869556, sixDigits);
  }

  @Test
  void neuronsWithoutSignalsChangeNothing() {
    DoubleMatrix dead = matrix(new double[][] {{1, 2}, {0, 0}, {3, -1}, {-2, 1}, {7, 7}});
    SlopeProgram program =
        new SlopeProgram(
            2, List.of(exact(dead, 0)), exact(matrix(new double[] {1, 5, -1, 2, 0}), 2));

    assertThat(program.pruned().size()).isEqualTo(5);
    assertThat(Semidefinite.bound(program, CLOSE).orElseThrow().upper())
        .isCloseTo(Math.sqrt(61), Percentage.withPercentage(1e-4));
  }

  @Test
  void networkWithoutNeuronsHasItsNorm() {
    SlopeProgram linear =
        new SlopeProgram(2, List.of(), exact(matrix(new double[][] {{3, 0}, {0, 4}}), 0));

    assertThat(Semidefinite.bound(linear, CLOSE).orElseThrow().upper())
        .isCloseTo(4, Percentage.withPercentage(1e-4));
  }

  @Test
  void constantNetworkHasBoundZero() {
    SlopeProgram constant =
        new SlopeProgram(
            2, List.of(exact(DoubleMatrix.zeros(3, 2), 0)), exact(DoubleMatrix.zeros(4, 3), 2));

    assertThat(Semidefinite.bound(constant, CLOSE)).contains(new SlopeBound(0, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void unitsOfTheNeuronsDoNotMatter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DoubleMatrix in = gaussian(random, 8, 4);
    DoubleMatrix out = gaussian(random, 5, 8);
    SlopeProgram program = new SlopeProgram(4, List.of(exact(in, 0)), exact(out, 4));
    double before = Semidefinite.bound(program, CLOSE).orElseThrow().upper();
    for (int k = 0; k < 8; k++) {
      double factor = Math.scalb(1.0, random.nextInt(-20, 21));
      for (int j = 0; j < 4; j++) {
        in.set(k, j, in.at(k, j) * factor);
      }
      for (int i = 0; i < 5; i++) {
        out.set(i, k, out.at(i, k) / factor);
      }
    }

    assertThat(Semidefinite.bound(program, CLOSE).orElseThrow().upper())
        .isCloseTo(before, Percentage.withPercentage(1e-4));
  }

  @Test
  void startNextToTheWrongEigenvectorIsRaised() {
    // the start of the Lanczos process for two inputs lies along multiples 1 and 2 of the golden
    // ratio; the outputs stretch the direction across it ten times as much
    double a = 0.6180339887498949 - 0.5;
    double b = 2 * 0.6180339887498949 - 1 - 0.5;
    DoubleMatrix in = matrix(new double[] {1e-3 * a, 1e-3 * b}, new double[] {1e-3 * b, 1e-3 * a});
    DoubleMatrix out =
        matrix(new double[] {a, b, 1e-3, 0}, new double[] {-10 * b, 10 * a, 0, 1e-3});
    SlopeProgram program = new SlopeProgram(2, List.of(Stage.exact(in, 0)), Stage.exact(out, 0));

    // without the neurons the norm of the output's map is 10 √(a² + b²)
    assertThat(Semidefinite.bound(program, CLOSE).orElseThrow().upper())
        .isCloseTo(10 * Math.sqrt(a * a + b * b), within(1e-4));
  }

  @Test
  void stagesThatDoNotFollowEachOtherAreRefused() {
    Stage stage = exact(DoubleMatrix.zeros(3, 2), 1);

    assertThatThrownBy(() -> new SlopeProgram(2, List.of(stage), stage))
        .hasMessage("a stage reads up to coordinate 3, not up to its own first, 2");
    assertThatThrownBy(() -> new SlopeProgram(3, List.of(stage), stage))
        .hasMessage("the output reads up to coordinate 3 of 6");
    assertThatThrownBy(() -> Stage.within(Double.NaN, DoubleMatrix.zeros(1, 1), 0))
        .hasMessageContaining("must be finite and not negative");
    assertThatThrownBy(() -> new Stage(DoubleMatrix.zeros(1, 1), 0, Majorant.zero(1, 2)))
        .hasMessageContaining("must be the same");
    assertThatThrownBy(() -> new Effort(0, 3)).hasMessageContaining("must be above 0");
    assertThatThrownBy(() -> new SlopeBound(-1, 0, 0)).hasMessageContaining("none may be negative");
  }
}
