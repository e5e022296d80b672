package org.harmonicsweep.metrics.lipschitz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.network.ConvolutionLayer;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionNormTest {
  private static double bound(ConvolutionLayer layer) {
    BoundedConvolution map = BoundedConvolution.of(layer);
    return Math.scalb(map.norm(), map.exponent());
  }

  private static double norm(ConvolutionLayer layer) {
    return SingularOps_DDRM.singularValues(Convolutions.matrix(layer))[0];
  }

  private static ConvolutionLayer random(
      SampleShape image, int channels, Window window, long seed) {
    int weights = window.kernel() * window.kernel() * image.channels() * channels;
    return Convolutions.layer(image, channels, window, Convolutions.gaussian(seed, weights, 1));
  }

  @Test
  void referenceKernelsHaveTheNormsOfTheirSymbols() throws IOException {
    List<float[]> kernels = kernels();
    SampleShape image = new SampleShape(8, 8, 3);
    ConvolutionLayer plain = Convolutions.layer(image, 4, new Window(3, 1, 1), kernels.get(0));
    ConvolutionLayer strided = Convolutions.layer(image, 4, new Window(4, 2, 1), kernels.get(1));

    // computed by numpy's FFT on tori of 9 and 5 places
    assertThat(norm(plain)).isCloseTo(9.0655, within(5e-5));
    assertThat(norm(plain)).isCloseTo(normWritten(plain), within(1e-9));
    assertThat(bound(plain)).isCloseTo(9.415543548125832, within(1e-9));
    assertThat(norm(strided)).isCloseTo(10.7837, within(5e-5));
    assertThat(norm(strided)).isCloseTo(normWritten(strided), within(1e-9));
    assertThat(bound(strided)).isCloseTo(11.275257617377559, within(1e-9));
  }

  private static double normWritten(ConvolutionLayer layer) {
    BoundedMatrix matrix = BoundedConvolution.of(layer).matrix();
    return Math.scalb(matrix.norm(), matrix.exponent());
  }

  @ParameterizedTest(name = "stride {1} on a torus of {2} places: {3}")
  @CsvSource({
    "3, 1, 8, 9.3241",
    "3, 1, 10, 9.3215",
    "3, 1, 64, 9.4246",
    "4, 2, 4, 11.2981",
    "4, 2, 5, 11.2753",
    "4, 2, 32, 11.3710",
    "4, 1, 64, 16.5594",
  })
  void referenceKernelsHaveTheirKnownNormsOnTori(int kernel, int stride, int places, double norm)
      throws IOException {
    // a margin of one pixel on one side is what the torus has besides the image
    int side = (places - 1) * stride;
    SampleShape image = new SampleShape(side, side, 3);
    ConvolutionLayer layer =
        Convolutions.layer(image, 4, new Window(kernel, stride, 1), kernels().get(kernel - 3));

    // the known values have four decimals, the kernels single precision
    assertThat(bound(layer)).isCloseTo(norm, within(5.1e-5));
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 4, 3", "2, 1, 5, 3", "3, 4, 2, 2", "4, 2, 2, 5"})
  void iteratedGramKernelsComeDownToTheBoundFromAbove(long seed, int in, int out, int kernel) {
    SampleShape image = new SampleShape(40, 40, in);
    ConvolutionLayer layer = random(image, out, new Window(kernel, 1, kernel / 2), seed);
    double bound = bound(layer);
    double before = Double.POSITIVE_INFINITY;
    for (int iterations = 0; iterations <= 4; iterations++) {
      double gram = GramIteration.bound(layer, iterations);

      assertThat(gram).isBetween(bound * (1 - 1e-12), before);
      before = gram;
    }
    // the sixteenth root of how much the sum over all taps exceeds the norm
    assertThat(before).isLessThan(1.3 * bound);
  }

  @ParameterizedTest(name = "{0} x {1} pixels, {2} to {3} channels, k{4} s{5} p{6}")
  @CsvSource({
    "8, 8, 3, 4, 3, 1, 1",
    "9, 8, 2, 5, 4, 2, 1",
    "7, 11, 1, 4, 3, 2, 0",
    "10, 10, 2, 2, 5, 3, 2",
    "6, 6, 3, 2, 2, 4, 0",
    "5, 7, 2, 3, 5, 1, 4",
    "12, 12, 1, 1, 4, 2, 1",
    "1, 9, 2, 3, 1, 1, 0",
    "4, 4, 2, 3, 4, 4, 3"
  })
  void boundLiesAboveTheNormOfTheMatrix(
      int height, int width, int in, int out, int kernel, int stride, int padding) {
    for (long seed = 0; seed < 10; seed++) {
      ConvolutionLayer layer =
          random(
              new SampleShape(height, width, in), out, new Window(kernel, stride, padding), seed);
      double norm = norm(layer);

      // images this small have much edge, where the circular convolution sees more
      assertThat(bound(layer)).isBetween(norm * (1 - 1e-13), 1.5 * norm);
      assertThat(bound(Convolutions.transpose(layer))).isEqualTo(bound(layer));
    }
  }

  @Test
  void boundIsWithinAFewPercentOnceImagesAreLargerThanKernels() {
    for (long seed = 0; seed < 3; seed++) {
      ConvolutionLayer layer = random(new SampleShape(20, 20, 2), 3, new Window(4, 2, 1), seed);
      double norm = norm(layer);

      assertThat(bound(layer)).isBetween(norm * (1 - 1e-13), 1.03 * norm);
    }
  }

  @Test
  void kernelOfOnePixelHasTheNormOfItsMatrix() {
    float[] weights = Convolutions.gaussian(1, 12, 1);
    ConvolutionLayer layer =
        Convolutions.layer(new SampleShape(5, 4, 3), 4, new Window(1, 1, 0), weights);
    DMatrixRMaj matrix = new DMatrixRMaj(3, 4);
    Arrays.setAll(matrix.data, i -> weights[i]);
    double norm = SingularOps_DDRM.singularValues(matrix)[0];

    assertThat(bound(layer)).isBetween(norm * (1 - 1e-14), norm * (1 + 1e-11));
  }

  @Test
  void meanOfAWindowHasNormOneOverItsSide() {
    float[] weights = new float[16];
    Arrays.fill(weights, 1f / 16);
    ConvolutionLayer layer =
        Convolutions.layer(new SampleShape(8, 8, 1), 1, new Window(4, 4, 0), weights);

    // windows do not overlap: the norm is that of 16 weights of 1/16
    assertThat(bound(layer)).isBetween(0.25, 0.25 * (1 + 1e-11));
  }

  @Test
  void boundIsHomogeneousAndZeroForZero() {
    ConvolutionLayer layer = random(new SampleShape(6, 6, 2), 3, new Window(3, 1, 1), 1);
    float[] weights = layer.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= 0x1p-100f;
    }
    ConvolutionLayer minute =
        Convolutions.layer(new SampleShape(6, 6, 2), 3, new Window(3, 1, 1), weights);
    ConvolutionLayer zero =
        Convolutions.layer(new SampleShape(6, 6, 2), 3, new Window(3, 1, 1), new float[54]);

    assertThat(bound(minute)).isEqualTo(0x1p-100 * bound(layer));
    assertThat(bound(zero)).isZero();
  }

  @Test
  void weightThatIsNotFiniteIsRefused() {
    float[] weights = new float[4];
    weights[2] = Float.POSITIVE_INFINITY;

    assertThatThrownBy(
            () ->
                bound(
                    Convolutions.layer(new SampleShape(3, 3, 1), 1, new Window(2, 1, 0), weights)))
        .hasMessage("a weight is Infinity, must be finite");
  }

  @ParameterizedTest
  @CsvSource({"9, 8, 2, 5, 4, 2, 1", "7, 11, 1, 4, 3, 2, 0", "6, 6, 3, 2, 2, 4, 0"})
  void productsAreThoseOfTheMatrix(
      int height, int width, int in, int out, int kernel, int stride, int padding) {
    ConvolutionLayer layer =
        random(new SampleShape(height, width, in), out, new Window(kernel, stride, padding), 1);

    assertSameProducts(layer);
    assertSameProducts(Convolutions.transpose(layer));
  }

  private static void assertSameProducts(ConvolutionLayer layer) {
    BoundedConvolution map = BoundedConvolution.of(layer);
    DMatrixRMaj matrix = Convolutions.matrix(layer);
    double[] x = new SplittableRandom(1).doubles(layer.inputs(), -1, 1).toArray();
    double[] u = new SplittableRandom(2).doubles(layer.outputs(), -1, 1).toArray();
    double[] y = map.times(x);
    double[] z = map.transposedTimes(u);

    for (int j = 0; j < y.length; j++) {
      double expected = 0;
      for (int i = 0; i < x.length; i++) {
        expected += matrix.get(j, i) * x[i];
      }
      assertThat(Math.scalb(y[j], map.exponent())).isCloseTo(expected, within(1e-12));
    }
    assertThat(Vectors.dot(u, y)).isCloseTo(Vectors.dot(z, x), within(1e-12));
  }

  private static List<float[]> kernels() throws IOException {
    try (InputStream stream =
        ConvolutionNormTest.class.getResourceAsStream("convolution-kernels.txt")) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .map(ConvolutionNormTest::row)
          .toList();
    }
  }

  private static float[] row(String line) {
    List<Float> values = Arrays.stream(line.split(" ", -1)).map(Float::valueOf).toList();
    float[] row = new float[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(i);
    }
    return row;
  }
}
