package org.harmonicsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoubleKernelsTest {
  static LongStream seeds() {
    return LongStream.range(0, 120);
  }

  private static DoubleMatrix random(SplittableRandom random, int rows, int columns) {
    double[] values = random.doubles((long) rows * columns, -1, 1).toArray();
    return random.nextBoolean()
        ? DoubleMatrix.of(values, rows, columns)
        : DoubleMatrix.of(values, columns, rows).transposed();
  }

  @Test
  void vectorKernelsAreChosenWhereTheModuleIs() {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    assertThat(DoubleKernels.create().name().startsWith("vector-")).isEqualTo(module);
    assertThat(DoubleKernels.scalar().name()).isEqualTo("scalar");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productsOfPartsHaveTheBitsOfTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int m = random.nextInt(1, 120);
    // some sums go past one block and are continued
    int k = seed % 8 == 0 ? random.nextInt(250, 600) : random.nextInt(1, 40);
    int n = seed % 9 == 0 ? random.nextInt(250, 300) : random.nextInt(1, 80);
    DoubleMatrix a = random(random, m, k);
    DoubleMatrix b = random(random, k, n);
    DoubleMatrix whole = random(random, m + 3, n + 5).copy();
    DoubleMatrix vector = whole.copy();
    DoubleMatrix scalar = whole.copy();
    DoubleKernels.create().add(a, b, part(vector));
    DoubleKernels.scalar().add(a, b, part(scalar));

    assertThat(vector.values()).containsExactly(scalar.values());
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = part(whole).at(i, j);
        for (int l = 0; l < k; l++) {
          sum = Math.fma(a.at(i, l), b.at(l, j), sum);
        }
        assertThat(part(vector).at(i, j)).isEqualTo(sum);
      }
    }
    DoubleKernels.create().subtract(a, b, part(vector));
    DoubleKernels.scalar().subtract(a, b, part(scalar));
    assertThat(vector.values()).containsExactly(scalar.values());
  }

  /** All but a margin, so that writing beyond the edges shows. */
  private static DoubleMatrix part(DoubleMatrix whole) {
    return whole.rows(1, whole.rows() - 2).columns(2, whole.columns() - 3);
  }

  @Test
  void whatIsAddedCanBeTakenAwayWhereSumsAreExact() {
    DoubleMatrix a = DoubleMatrix.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    DoubleMatrix product = DoubleKernels.create().times(a, a.transposed());

    assertThat(product.values()).containsExactly(14, 32, 32, 77);
    DoubleKernels.create().subtract(a, a.transposed(), product);
    assertThat(product.values()).containsOnly(0);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    DoubleMatrix a = DoubleMatrix.zeros(2, 3);

    assertThatThrownBy(() -> DoubleKernels.create().add(a, a, a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[2, 3] times [2, 3] does not give [2, 3]");
    assertThatThrownBy(
            () -> DoubleKernels.create().add(a, a.transposed(), a.columns(0, 2).transposed()))
        .hasMessageContaining("row-major");
    assertThatThrownBy(() -> DoubleMatrix.of(new double[5], 2, 3))
        .hasMessage("shape [2, 3] at 0 in steps of 3 and 1 does not fit 5 values");
    assertThatThrownBy(() -> new DoubleMatrix(new double[9], 0, 2, 2, 2, 2))
        .hasMessageContaining("one must be 1");
  }
}
