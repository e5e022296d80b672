package org.harmonicsweep.kernel;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Every kernel with operands to try it on. */
final class KernelOperations {
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
  static final Map<String, BiConsumer<Kernels, List<Matrix>>> ELEMENTWISE =
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
              (kernels, m) -> keep(kernels.squaredError(m.get(0), 0.3f, m.get(1)), m.get(2))),
          Map.entry(
              "crossEntropy",
              (kernels, m) -> keep(kernels.crossEntropy(m.get(0), 0.3f, m.get(1)), m.get(2))),
          Map.entry(
              "adam",
              (kernels, m) ->
                  kernels.adam(new AdamStep(0.01f, 1.3f), m.get(0), m.get(1), m.get(2), m.get(3))),
          Map.entry(
              "normals", (kernels, m) -> kernels.normals(77, m.get(0).rows() * 31L + 5, m.get(0))),
          Map.entry(
              "noisy",
              (kernels, m) ->
                  kernels.noisy(77, m.get(0).rows() * 31L + 5, m.get(1), 0.3f, m.get(0))),
          Map.entry("addRow", (kernels, m) -> kernels.addRow(row(m), m.get(0))),
          Map.entry("sumRows", (kernels, m) -> kernels.sumRows(m.get(0), row(m))));

  /** Writes a sum in two floats, which together tell it from its neighbours. */
  private static void keep(double sum, Matrix into) {
    into.values()[0] = (float) sum;
    into.values()[1] = (float) (sum - (float) sum);
  }

  /** A row that fits the first matrix, at the beginning of the second. */
  private static Matrix row(List<Matrix> matrices) {
    return new Matrix(matrices.get(1).values(), 2, 1, matrices.get(0).columns());
  }

  /** The three products, at odd offsets. */
  enum Product {
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

  /** A stencil with operands, all of the seed. */
  static final class StencilCase {
    final Stencil stencil;
    final Matrix x;
    final Matrix weights;
    final int channels;
    final int depth;

    StencilCase(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int values = random.nextInt(1, 30);
      depth = random.nextInt(1, 12);
      channels = random.nextInt(1, 10);
      // as many terms as a sum may read from where it begins
      int[] offsets = indices(random, depth, values);
      int[] from = indices(random, random.nextInt(1, 15), 20);
      int[] to = new int[from.length];
      for (int j = 0; j < to.length; j++) {
        to[j] = (to.length - 1 - j) * channels * Stencil.SAMPLES;
      }
      stencil = new Stencil(from, to, offsets);
      float[] images = random(random, (values + 20) * Stencil.SAMPLES + 3);
      x = new Matrix(images, 3, values + 20, Stencil.SAMPLES);
      weights = new Matrix(random(random, depth * channels + 1), 1, depth, channels);
    }

    private static int[] indices(SplittableRandom random, int count, int bound) {
      return random.ints(count, 0, bound).map(i -> i * Stencil.SAMPLES).toArray();
    }

    /** Returns the convolution. */
    Matrix convolve(Kernels kernels) {
      int rows = stencil.sums() * channels;
      Matrix into = new Matrix(new float[rows * Stencil.SAMPLES + 7], 5, rows, Stencil.SAMPLES);
      kernels.convolve(stencil, x, weights, into);
      return into;
    }

    /** Returns the correlations of images and convolution, taken twice over. */
    Matrix correlate(Kernels kernels) {
      Matrix u = convolve(kernels);
      int rows = depth * channels;
      Matrix sums = new Matrix(new float[rows * Stencil.SAMPLES + 7], 2, rows, Stencil.SAMPLES);
      kernels.addCorrelations(stencil, x, u, sums);
      kernels.addCorrelations(stencil, x, u, sums);
      return sums;
    }
  }

  /** Four matrices at odd offsets, with special values sprinkled in; the last is not negative. */
  static List<Matrix> operands(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Matrix> operands =
        IntStream.range(0, 4)
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

  static float[] random(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(-8, 8)));
    }
    return values;
  }

  private KernelOperations() {}
}
