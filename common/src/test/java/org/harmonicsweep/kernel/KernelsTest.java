package org.harmonicsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
  static List<String> elementwise() {
    return KernelOperations.ELEMENTWISE.keySet().stream().sorted().toList();
  }

  static LongStream seeds() {
    return LongStream.range(0, 250);
  }

  @Test
  void vectorKernelsAreChosenWhereTheModuleIs() {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(Kernels.create().name().startsWith("vector-")).isEqualTo(module);
    assertThat(Kernels.scalar().name()).isEqualTo("scalar");
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void elementwiseKernelsGiveTheBitsOfTheScalarOnes(String name) {
    for (int rows = 1; rows <= 4; rows++) {
      for (int columns = 1; columns <= 70; columns++) {
        long seed = rows * 100L + columns;
        List<Matrix> scalar = KernelOperations.operands(seed, rows, columns);
        List<Matrix> vector = KernelOperations.operands(seed, rows, columns);
        KernelOperations.ELEMENTWISE.get(name).accept(Kernels.scalar(), scalar);
        KernelOperations.ELEMENTWISE.get(name).accept(Kernels.create(), vector);
        for (int i = 0; i < scalar.size(); i++) {
          assertSameBits(vector.get(i).values(), scalar.get(i).values());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void longMatricesOfFewColumnsGiveTheBitsOfTheScalarOnes(String name) {
    for (int columns : new int[] {1, 2, 3, 4, 5, 8, 15, 16, 17, 20, 33, 64, 300}) {
      int rows = 1_100 / columns + 37;
      List<Matrix> scalar = KernelOperations.operands(columns, rows, columns);
      List<Matrix> vector = KernelOperations.operands(columns, rows, columns);
      KernelOperations.ELEMENTWISE.get(name).accept(Kernels.scalar(), scalar);
      KernelOperations.ELEMENTWISE.get(name).accept(Kernels.create(), vector);
      for (int i = 0; i < scalar.size(); i++) {
        assertSameBits(vector.get(i).values(), scalar.get(i).values());
      }
    }
  }

  /** Shapes on both sides of every block length of the products. */
  static java.util.stream.Stream<int[]> largeShapes() {
    return java.util.stream.Stream.of(
        new int[] {101, 257, 530}, new int[] {7, 513, 65}, new int[] {98, 64, 1030});
  }

  @ParameterizedTest
  @MethodSource("largeShapes")
  void productsOfManyBlocksGiveTheBitsOfTheScalarOnes(int[] shape) {
    SplittableRandom random = new SplittableRandom(shape[0]);
    float[] a = KernelOperations.random(random, shape[0] * shape[1] + 3);
    float[] b = KernelOperations.random(random, shape[1] * shape[2] + 5);
    for (KernelOperations.Product product : KernelOperations.Product.values()) {
      assertSameBits(
          product.apply(Kernels.create(), a, b, shape),
          product.apply(Kernels.scalar(), a, b, shape));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productsTakenInPartsHaveTheBitsOfTheWhole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int m = random.nextInt(1, 30);
    int n = random.nextInt(1, 90);
    int k = random.nextInt(2, 60);
    Matrix a = Matrix.of(KernelOperations.random(random, k * m), k, m);
    Matrix b = Matrix.of(KernelOperations.random(random, k * n), k, n);
    Matrix whole = Matrix.zeros(m, n);
    Kernels.create().multiplyLeftTransposed(a, b, whole);
    int first = random.nextInt(1, k);
    for (Kernels kernels : List.of(Kernels.create(), Kernels.scalar())) {
      Matrix parts = Matrix.zeros(m, n);
      kernels.addLeftTransposed(a.rows(0, first), b.rows(0, first), parts);
      kernels.addLeftTransposed(a.rows(first, k - first), b.rows(first, k - first), parts);
      assertSameBits(parts.values(), whole.values());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productsGiveTheBitsOfTheScalarOnes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int m = random.nextInt(1, 20);
    int n = random.nextInt(1, 80);
    // some go past one panel, so that sums are continued
    int k = random.nextInt(8) == 0 ? random.nextInt(250, 600) : random.nextInt(1, 40);
    float[] a = KernelOperations.random(random, m * k + 3);
    float[] b = KernelOperations.random(random, k * n + 5);
    for (KernelOperations.Product product : KernelOperations.Product.values()) {
      assertSameBits(
          product.apply(Kernels.create(), a, b, new int[] {m, k, n}),
          product.apply(Kernels.scalar(), a, b, new int[] {m, k, n}));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void productsAreThoseOfTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shape = {random.nextInt(1, 12), random.nextInt(1, 40), random.nextInt(1, 40)};
    float[] a = KernelOperations.random(random, shape[0] * shape[1] + 3);
    float[] b = KernelOperations.random(random, shape[1] * shape[2] + 5);
    for (KernelOperations.Product product : KernelOperations.Product.values()) {
      float[] found = product.apply(Kernels.create(), a, b, shape);
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[2]; j++) {
          float sum = 0;
          for (int k = 0; k < shape[1]; k++) {
            sum = Math.fma(product.left(a, i, k, shape), product.right(b, k, j, shape), sum);
          }
          assertThat(found[1 + i * shape[2] + j]).isEqualTo(sum);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void stencilsGiveTheBitsOfTheScalarOnes(long seed) {
    KernelOperations.StencilCase one = new KernelOperations.StencilCase(seed);
    assertSameBits(
        one.convolve(Kernels.create()).values(), one.convolve(Kernels.scalar()).values());
    assertSameBits(
        one.correlate(Kernels.create()).values(), one.correlate(Kernels.scalar()).values());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void stencilsAreThoseOfTheDefinition(long seed) {
    KernelOperations.StencilCase one = new KernelOperations.StencilCase(seed);
    float[] found = one.convolve(Kernels.create()).toArray();
    for (int j = 0; j < one.stencil.from().length; j++) {
      for (int i = 0; i < one.channels * Stencil.SAMPLES; i++) {
        float sum = 0;
        for (int k = 0; k < one.depth; k++) {
          int source = one.stencil.from()[j] + one.stencil.offsets()[k] + i % Stencil.SAMPLES;
          float weight = one.weights.rows(k, 1).toArray()[i / Stencil.SAMPLES];
          sum = Math.fma(one.x.values()[one.x.offset() + source], weight, sum);
        }
        assertThat(found[one.stencil.to()[j] + i]).isEqualTo(sum);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void correlationsAreTheDerivativesByTheWeights(long seed) {
    KernelOperations.StencilCase one = new KernelOperations.StencilCase(seed);
    Matrix u = one.convolve(Kernels.scalar());
    float[] found = one.correlate(Kernels.create()).toArray();
    for (int i = 0; i < found.length; i++) {
      int sample = i % Stencil.SAMPLES;
      int channel = i / Stencil.SAMPLES % one.channels;
      int k = i / Stencil.SAMPLES / one.channels;
      float sum = 0;
      for (int time = 0; time < 2; time++) {
        for (int j = 0; j < one.stencil.from().length; j++) {
          int source = one.stencil.from()[j] + one.stencil.offsets()[k] + sample;
          int goal = one.stencil.to()[j] + channel * Stencil.SAMPLES + sample;
          sum =
              Math.fma(one.x.values()[one.x.offset() + source], u.values()[u.offset() + goal], sum);
        }
      }
      assertThat(found[i]).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 31})
  void aRowDoesNotDependOnItsBatch(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    int k = 300;
    int n = 45;
    float[] a = KernelOperations.random(random, 31 * k);
    Matrix b = Matrix.of(KernelOperations.random(random, k * n), k, n);
    Matrix all = Matrix.zeros(31, n);
    Kernels.create().multiply(Matrix.of(a, 31, k), b, all);
    for (int first = 0; first + rows <= 31; first++) {
      Matrix some = Matrix.zeros(rows, n);
      Kernels.create().multiply(new Matrix(a, first * k, rows, k), b, some);
      assertSameBits(some.values(), new Matrix(all.values(), first * n, rows, n).toArray());
    }
  }

  @Test
  void lossesAreSummedInDoublePrecisionWhereFloatsFail() {
    float[] values = new float[1003];
    java.util.Arrays.fill(values, 2);
    values[0] = 2e4f;
    for (Kernels kernels : List.of(Kernels.create(), Kernels.scalar())) {
      Matrix output = Matrix.of(values.clone(), 17, 59);
      assertThat(kernels.squaredError(Matrix.zeros(17, 59), 1, output)).isEqualTo(2e8 + 2004);
      Matrix none = Matrix.zeros(0, 59);
      assertThat(kernels.squaredError(none, 1, none)).isZero();
    }
  }

  /** Sizes on both sides of vectors and blocks: the operands above are not all finite. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 31, 511, 512, 513, 530, 1031, 2048})
  void lossesAreSummedInTheOrderOfTheContract(int size) {
    SplittableRandom random = new SplittableRandom(size);
    Matrix target = Matrix.of(KernelOperations.random(random, size), 1, size);
    float[] output = KernelOperations.random(random, size);
    double[] squares = new double[8];
    double[] entropies = new double[8];
    for (int i = 0; i < size; i++) {
      Matrix one = Matrix.of(new float[] {target.values()[i]}, 1, 1);
      squares[i % 8] +=
          Kernels.scalar().squaredError(one, 1, Matrix.of(new float[] {output[i]}, 1, 1));
      entropies[i % 8] +=
          Kernels.scalar().crossEntropy(one, 1, Matrix.of(new float[] {output[i]}, 1, 1));
    }
    for (Kernels kernels : List.of(Kernels.create(), Kernels.scalar())) {
      assertThat(kernels.squaredError(target, 1, Matrix.of(output.clone(), 1, size)))
          .isEqualTo(Arrays.stream(squares).reduce(0, Double::sum));
      assertThat(kernels.crossEntropy(target, 1, Matrix.of(output.clone(), 1, size)))
          .isEqualTo(Arrays.stream(entropies).reduce(0, Double::sum));
    }
  }

  @Test
  void adamTakesItsFirstStepsByTheRate() {
    // with a constant gradient the corrected means are g and g², so each step is the rate
    Matrix parameter = Matrix.zeros(1, 1);
    Matrix first = Matrix.zeros(1, 1);
    Matrix second = Matrix.zeros(1, 1);
    double keepFirst = 1;
    double keepSecond = 1;
    for (int step = 1; step <= 5; step++) {
      keepFirst *= 0.9;
      keepSecond *= 0.999;
      AdamStep numbers =
          new AdamStep((float) (0.01 / (1 - keepFirst)), (float) (1 / Math.sqrt(1 - keepSecond)));
      Kernels.create().adam(numbers, Matrix.of(new float[] {-3}, 1, 1), parameter, first, second);
      assertThat(parameter.values()[0]).isCloseTo(0.01f * step, within(1e-6f));
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float error) {
    return org.assertj.core.api.Assertions.within(error);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Kernels kernels = Kernels.create();
    Matrix a = Matrix.zeros(2, 3);
    assertThatThrownBy(() -> kernels.multiply(a, a, a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[2, 3] times [2, 3] does not give [2, 3]");
    assertThatThrownBy(() -> kernels.addRow(Matrix.zeros(1, 2), a))
        .hasMessage("[1, 2] is no row of a matrix with 3 columns");
    assertThatThrownBy(() -> kernels.timesTanhSlope(Matrix.zeros(3, 2), a))
        .hasMessage("shapes [3, 2] and [2, 3] differ");
    assertThatThrownBy(() -> new Matrix(new float[5], 0, 2, 3))
        .hasMessage("shape [2, 3] at 0 does not fit 5 values");
  }

  /** All bits, except that any NaN equals any other: their payloads are no part of the contract. */
  private static void assertSameBits(float[] found, float[] expected) {
    assertThat(bits(found)).isEqualTo(bits(expected));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void noiseIsTheNormalsTimesTheirDeviation() {
    Kernels kernels = Kernels.create();
    Matrix mean = Matrix.zeros(3, 37);
    Arrays.fill(mean.values(), 2);
    Matrix normals = Matrix.zeros(3, 37);
    Matrix noisy = Matrix.zeros(3, 37);

    kernels.normals(5, 7, normals);
    kernels.noisy(5, 7, mean, 0.25f, noisy);

    for (int i = 0; i < normals.size(); i++) {
      assertThat(noisy.values()[i]).isEqualTo(2 + 0.25f * normals.values()[i]);
    }
  }
}
