package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectralNormTest {
  private static double norm(DMatrixRMaj a) {
    return Math.sqrt(SpectralNorm.squaredUpperBound(a));
  }

  @Test
  void diagonalMatrixHasItsLargestEntry() {
    DMatrixRMaj diagonal = CommonOps_DDRM.diag(1, -3, 2, 3, 0);

    assertThat(norm(diagonal)).isBetween(3.0, 3 * (1 + 1e-12));
  }

  @Test
  void zeroMatrixHasNormZero() {
    assertThat(norm(new DMatrixRMaj(4, 7))).isZero();
  }

  @Test
  void outerProductHasTheProductOfTheLengths() {
    DMatrixRMaj column = new DMatrixRMaj(new double[][] {{3}, {0}, {4}});
    DMatrixRMaj row = new DMatrixRMaj(new double[][] {{5, 12}});

    assertThat(norm(CommonOps_DDRM.mult(column, row, null))).isBetween(65.0, 65 * (1 + 1e-12));
  }

  @Test
  void matrixOfOnesHasTheRootOfItsSize() {
    DMatrixRMaj ones = new DMatrixRMaj(16, 25);
    CommonOps_DDRM.fill(ones, 1);

    assertThat(norm(ones)).isBetween(20.0, 20 * (1 + 1e-11));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 50", "40, 1", "30, 30", "120, 70", "96, 784", "150, 150"})
  void boundLiesJustAboveTheLargestSingularValue(int rows, int columns) {
    DMatrixRMaj a = new DMatrixRMaj(rows, columns);
    SplittableRandom random = new SplittableRandom(rows);
    a.data = random.doubles((long) rows * columns, -1, 1).toArray();
    double[] singular = SingularOps_DDRM.singularValues(a);
    double largest = singular[0];

    // the reference itself is only as good as 1e-14
    assertThat(norm(a)).isBetween(largest * (1 - 1e-14), largest * (1 + 1e-10));
  }

  @Test
  void productsKeepWhatRoundingMayHaveLost() {
    float[] turn = {0.1f, 0.3f, -0.7f, 0.2f};
    float[] inverse = {0.2f, -0.3f, 0.7f, 0.1f};
    BoundedMatrix product = BoundedMatrix.of(turn, 2, 2).times(BoundedMatrix.of(inverse, 2, 2));

    assertThat(product.radius()).isPositive().isLessThan(1e-14);
    assertThat(Math.scalb(product.norm(), product.exponent())).isBetween(0.23, 0.2300001);
  }
}
