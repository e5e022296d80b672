package org.harmonicsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
  private static final float[] SPECIAL = {
    0,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    89,
    -104,
    10,
    -10,
    88.8f,
    -87.4f
  };

  /** Every kernel by its name, on three matrices of one shape, of which it may change all. */
  private static final Map<String, BiConsumer<Kernels, List<Matrix>>> ELEMENTWISE =
      Map.ofEntries(
          Map.entry("addRowRelu", (kernels, m) -> kernels.addRowRelu(row(m), m.get(0))),
          Map.entry(
              "addRowLeakyRelu", (kernels, m) -> kernels.addRowLeakyRelu(0.05f, row(m), m.get(0))),
          Map.entry("addRowTanh", (kernels, m) -> kernels.addRowTanh(row(m), m.get(0))),
          Map.entry("addRowLogistic", (kernels, m) -> kernels.addRowLogistic(row(m), m.get(0))),
          Map.entry("exp", (kernels, m) -> kernels.exp(m.get(0))),
          Map.entry(
              "timesRectifierSlope",
              (kernels, m) -> kernels.timesRectifierSlope(0.05f, m.get(0), m.get(1))),
          Map.entry("timesTanhSlope", (kernels, m) -> kernels.timesTanhSlope(m.get(0), m.get(1))),
          Map.entry(
              "timesLogisticSlope", (kernels, m) -> kernels.timesLogisticSlope(m.get(0), m.get(1))),
          Map.entry(
              "squaredError",
              (kernels, m) -> kernels.squaredError(m.get(0), 0.3f, m.get(1), m.get(2))),
          Map.entry(
              "crossEntropy",
              (kernels, m) -> kernels.crossEntropy(m.get(0), 0.3f, m.get(1), m.get(2))),
          Map.entry(
              "adam",
              (kernels, m) ->
                  kernels.adam(new AdamStep(0.01f, 1.3f), m.get(0), m.get(1), m.get(2), m.get(3))),
          Map.entry(
              "normals", (kernels, m) -> kernels.normals(77, m.get(0).rows() * 31L + 5, m.get(0))),
          Map.entry("addRow", (kernels, m) -> kernels.addRow(row(m), m.get(0))),
          Map.entry("sumRows", (kernels, m) -> kernels.sumRows(m.get(0), row(m))));

  /** A row that fits the first matrix, at the beginning of the second. */
  private static Matrix row(List<Matrix> matrices) {
    return new Matrix(matrices.get(1).values(), 2, 1, matrices.get(0).columns());
  }

  static List<String> elementwise() {
    return ELEMENTWISE.keySet().stream().sorted().toList();
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
        List<Matrix> scalar = operands(seed, rows, columns);
        List<Matrix> vector = operands(seed, rows, columns);
        ELEMENTWISE.get(name).accept(Kernels.scalar(), scalar);
        ELEMENTWISE.get(name).accept(Kernels.create(), vector);
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
      List<Matrix> scalar = operands(columns, rows, columns);
      List<Matrix> vector = operands(columns, rows, columns);
      ELEMENTWISE.get(name).accept(Kernels.scalar(), scalar);
      ELEMENTWISE.get(name).accept(Kernels.create(), vector);
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
    float[] a = random(random, shape[0] * shape[1] + 3);
    float[] b = random(random, shape[1] * shape[2] + 5);
    for (Product product : Product.values()) {
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
    Matrix a = Matrix.of(random(random, k * m), k, m);
    Matrix b = Matrix.of(random(random, k * n), k, n);
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
    float[] a = random(random, m * k + 3);
    float[] b = random(random, k * n + 5);
    for (Product product : Product.values()) {
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
    float[] a = random(random, shape[0] * shape[1] + 3);
    float[] b = random(random, shape[1] * shape[2] + 5);
    for (Product product : Product.values()) {
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
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 31})
  void aRowDoesNotDependOnItsBatch(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    int k = 300;
    int n = 45;
    float[] a = random(random, 31 * k);
    Matrix b = Matrix.of(random(random, k * n), k, n);
    Matrix all = Matrix.zeros(31, n);
    Kernels.create().multiply(Matrix.of(a, 31, k), b, all);
    for (int first = 0; first + rows <= 31; first++) {
      Matrix some = Matrix.zeros(rows, n);
      Kernels.create().multiply(new Matrix(a, first * k, rows, k), b, some);
      assertSameBits(some.values(), new Matrix(all.values(), first * n, rows, n).toArray());
    }
  }

  @Test
  void sumsAreExactInDoublePrecisionWhereFloatsFail() {
    float[] values = new float[1003];
    java.util.Arrays.fill(values, 1);
    values[0] = 1e8f;
    assertThat(Matrix.of(values, 17, 59).sum()).isEqualTo(1e8 + 1002);
    assertThat(Matrix.of(values, 0, 0).sum()).isZero();
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

  /** The three products, at odd offsets. */
  private enum Product {
    PLAIN,
    LEFT_TRANSPOSED,
    RIGHT_TRANSPOSED;

    float[] apply(Kernels kernels, float[] a, float[] b, int[] shape) {
      int m = shape[0];
      int k = shape[1];
      int n = shape[2];
      Matrix into = new Matrix(new float[m * n + 2], 1, m, n);
      switch (this) {
        case PLAIN -> kernels.multiply(new Matrix(a, 3, m, k), new Matrix(b, 5, k, n), into);
        case LEFT_TRANSPOSED ->
            kernels.multiplyLeftTransposed(new Matrix(a, 3, k, m), new Matrix(b, 5, k, n), into);
        case RIGHT_TRANSPOSED ->
            kernels.multiplyRightTransposed(new Matrix(a, 3, m, k), new Matrix(b, 5, n, k), into);
      }
      return into.values();
    }

    float left(float[] a, int i, int k, int[] shape) {
      return a[3 + (this == LEFT_TRANSPOSED ? k * shape[0] + i : i * shape[1] + k)];
    }

    float right(float[] b, int k, int j, int[] shape) {
      return b[5 + (this == RIGHT_TRANSPOSED ? j * shape[1] + k : k * shape[2] + j)];
    }
  }

  /** Four matrices at odd offsets, with special values sprinkled in; the last is not negative. */
  private static List<Matrix> operands(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Matrix> operands =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(
                i -> new Matrix(sprinkled(random, rows * columns + 10), 2 * i + 1, rows, columns))
            .toList();
    float[] last = operands.get(3).values();
    for (int i = 0; i < last.length; i++) {
      last[i] = Math.abs(last[i]);
    }
    return operands;
  }

  private static float[] sprinkled(SplittableRandom random, int count) {
    float[] values = random(random, count);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(6) == 0) {
        values[i] = SPECIAL[random.nextInt(SPECIAL.length)];
      }
    }
    return values;
  }

  private static float[] random(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(-8, 8)));
    }
    return values;
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
}
