package org.harmonicsweep.metrics.semidefinite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
  private static final DoubleKernels KERNELS = DoubleKernels.create();

  /** G Gᵀ / n + I / 2: eigenvalues between ½ and about 4½. */
  private static DoubleMatrix positive(int size) {
    SplittableRandom random = new SplittableRandom(size);
    DoubleMatrix g = DoubleMatrix.zeros(size, size);
    for (int i = 0; i < g.values().length; i++) {
      g.values()[i] = random.nextGaussian() / Math.sqrt(size);
    }
    DoubleMatrix m = KERNELS.times(g, g.transposed());
    for (int i = 0; i < size; i++) {
      m.set(i, i, m.at(i, i) + 0.5);
    }
    return m;
  }

  /** Below, at and above the length of a block, and several blocks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 47, 48, 49, 97, 250})
  void factorTimesItsTransposeIsTheMatrix(int size) {
    DoubleMatrix m = positive(size);
    Cholesky cholesky = Cholesky.of(m, KERNELS).orElseThrow();

    assertSame(KERNELS.times(cholesky.lower(), cholesky.lower().transposed()), m);
    assertThat(size == 1 ? 0 : cholesky.lower().at(0, size - 1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 47, 48, 49, 97, 250})
  void inverseTimesTheMatrixIsTheIdentity(int size) {
    DoubleMatrix m = positive(size);
    DoubleMatrix identity = DoubleMatrix.zeros(size, size);
    for (int i = 0; i < size; i++) {
      identity.set(i, i, 1);
    }
    Cholesky cholesky = Cholesky.of(m, KERNELS).orElseThrow();

    assertSame(KERNELS.times(cholesky.inverse(), m), identity);
    assertSame(KERNELS.times(cholesky.lower(), cholesky.solved(m)), m);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 48, 97})
  void solvingUndoesMultiplying(int size) {
    DoubleMatrix m = positive(size);
    double[] v = new SplittableRandom(1).doubles(size, -1, 1).toArray();
    double[] x = KERNELS.times(m, DoubleMatrix.of(v, size, 1)).values();
    Cholesky cholesky = Cholesky.of(m, KERNELS).orElseThrow();
    cholesky.forward(x);
    cholesky.backward(x);

    assertThat(x).containsExactly(v, within(1e-12));
  }

  /** Condition 10 and 250 rows: rounding stays far below. */
  private static void assertSame(DoubleMatrix found, DoubleMatrix expected) {
    assertThat(found.values()).containsExactly(expected.values(), within(1e-12));
  }

  @Test
  void matrixThatIsNotPositiveHasNoFactor() {
    DoubleMatrix m = positive(60);
    m.set(59, 59, 0.01);
    DoubleMatrix unknown = positive(60);
    unknown.set(59, 3, Double.NaN);

    assertThat(Cholesky.of(m, KERNELS)).isEmpty();
    assertThat(Cholesky.of(unknown, KERNELS)).isEmpty();
    assertThat(Cholesky.of(DoubleMatrix.zeros(2, 2), KERNELS)).isEmpty();
  }

  @Test
  void vectorAndScalarKernelsGiveTheSameBits() {
    DoubleMatrix m = positive(130);
    Cholesky vector = Cholesky.of(m, KERNELS).orElseThrow();
    Cholesky scalar = Cholesky.of(m, DoubleKernels.scalar()).orElseThrow();

    assertThat(vector.lower().values()).containsExactly(scalar.lower().values());
    assertThat(vector.inverse().values()).containsExactly(scalar.inverse().values());
  }
}
