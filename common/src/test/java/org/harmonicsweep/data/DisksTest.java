package org.harmonicsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.harmonicsweep.kernel.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisksTest {
  private static final int SIZE = 63;
  private static final int CENTRE = SIZE / 2;

  private static float[] disk(double radius, int size) {
    float[] image = new float[size * size];
    DiskSamples.draw(radius, size, image, 0);
    return image;
  }

  private static double sum(float[] image) {
    double sum = 0;
    for (float value : image) {
      sum += value;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-3, 0.25, 0.5, 1, 1.5, 2, 3.1})
  void centreHasItsClosedForm(double radius) {
    // P(|q| < r) for q ~ N(0, σ² I) is 1 − exp(−r² / 2σ²), here with σ = ½
    float centre = disk(radius, SIZE)[CENTRE * SIZE + CENTRE];
    assertThat(centre).isCloseTo((float) -StrictMath.expm1(-2 * radius * radius), within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({
    // golden: scipy.stats.ncx2.cdf(r² / σ², 2, d² / σ²), σ = ½
    "1, 1, 0.3964990393880066",
    "1, 2, 0.0147234641087151",
    "2.5, 2, 0.8125952832812158",
    "2.5, 3, 0.1374851637699673",
    "10.2, 9, 0.9911996439401883",
    "10.2, 10, 0.6462577496697304",
    "10.2, 11, 0.0522300726221836",
    "31.5, 31, 0.839401112558897",
    "0.3, 1, 0.0264232763433762",
    "0.05, 0, 0.0049875208073177"
  })
  void offCentreIsTheNonCentralChiSquare(double radius, int distance, double expected) {
    float[] image = disk(radius, SIZE);
    assertThat((double) image[CENTRE * SIZE + CENTRE + distance]).isCloseTo(expected, within(1e-6));
    assertThat((double) image[(CENTRE - distance) * SIZE + CENTRE])
        .isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {3.5, 10, 17.25, 28})
  void awayFromTheBorderPixelsSumToTheArea(double radius) {
    // by Poisson's summation the sum differs from the integral by four times the blurred disk's
    // Fourier transform at frequency 1: exp(−2π²σ²) r J₁(2πr) ≤ 0.0072 √r / π; next is 140 times
    // less
    assertThat(sum(disk(radius, SIZE)))
        .isCloseTo(Math.PI * radius * radius, within(0.0093 * Math.sqrt(radius)));
  }

  @Test
  void noRadiusIsNoDisk() {
    assertThat(disk(0, SIZE)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 9, 63})
  void diskFarLargerThanTheImageIsWhite(int size) {
    assertThat(disk(2 * size, size)).containsOnly(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void pixelsGrowWithTheRadius(long seed) {
    RandomStream random = new RandomStream(seed);
    double[] radii = new double[20];
    Arrays.setAll(radii, i -> 20 * random.uniform(i));
    Arrays.sort(radii);
    for (int i = 1; i < radii.length; i++) {
      float[] smaller = disk(radii[i - 1], 31);
      float[] larger = disk(radii[i], 31);
      for (int pixel = 0; pixel < larger.length; pixel++) {
        // the quadrature's own error, where both are all but 0 or 1
        assertThat(larger[pixel]).isGreaterThanOrEqualTo(smaller[pixel] - 1e-7f).isBetween(0f, 1f);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"5.3, 63", "20, 63", "3, 8", "1.2, 3"})
  void turningOrMirroringChangesNothing(double radius, int size) {
    float[] image = disk(radius, size);
    float[] turned = new float[image.length];
    float[] mirrored = new float[image.length];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        turned[column * size + size - 1 - row] = image[row * size + column];
        mirrored[row * size + size - 1 - column] = image[row * size + column];
      }
    }
    assertThat(turned).containsExactly(image);
    assertThat(mirrored).containsExactly(image);
  }

  @Test
  void energyIsSharedAmongComponentsAsKnown() {
    // golden: numpy's singular values of disks made with scipy.stats.ncx2; sharp disks would give
    // 0.76545, 0.10730, 0.04045, near the 8 / (3 j²) of the continuum, j the zeros of J of order
    // −1/3
    double[] shares = shares(300);
    assertThat(shares[0]).isCloseTo(0.78546091, within(1e-6));
    assertThat(shares[1]).isCloseTo(0.10918554, within(1e-6));
    assertThat(shares[2]).isCloseTo(0.04060136, within(1e-6));
  }

  private static double[] shares(int count) {
    DMatrixRMaj images = new DMatrixRMaj(count, SIZE * SIZE);
    for (int i = 0; i < count; i++) {
      float[] image = disk(31.5 * i / (count - 1), SIZE);
      for (int pixel = 0; pixel < image.length; pixel++) {
        images.set(i, pixel, image[pixel]);
      }
    }
    DMatrixRMaj products = new DMatrixRMaj(count, count);
    CommonOps_DDRM.multTransB(images, images, products);
    double energy = CommonOps_DDRM.trace(products);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(count, false, true);
    assertThat(eigen.decompose(products)).isTrue();
    double[] shares = new double[count];
    Arrays.setAll(shares, i -> -eigen.getEigenvalue(i).getReal() / energy);
    Arrays.sort(shares);
    return Arrays.stream(shares).map(share -> -share).toArray();
  }

  @Test
  void radiiFillTheirRangeEvenly() {
    int count = 400;
    DataSplit split =
        new DataLoader(new Configuration(false)).load(new DataSource.Disks(count, 21, 5), 0.5);
    double[] radii = new double[count];
    for (int i = 0; i < count; i++) {
      Dataset part = i < 200 ? split.training() : split.test();
      float[] image = Arrays.copyOfRange(part.values(), i % 200 * 441, (i % 200 + 1) * 441);
      radii[i] = Math.sqrt(sum(image) / Math.PI);
    }
    Arrays.sort(radii);
    for (int i = 0; i < count; i++) {
      // Kolmogorov and Smirnov at p = 1e-6: 2.7 / √400 of the range 10.5; beyond 9 the border cuts
      if (radii[i] < 9) {
        assertThat(radii[i]).isCloseTo(10.5 * (i + 0.5) / count, within(10.5 * 2.7 / 20));
      }
    }
  }
}
