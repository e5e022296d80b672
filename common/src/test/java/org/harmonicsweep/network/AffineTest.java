package org.harmonicsweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AffineTest {
  /** A whole block of samples side by side, and a few more. */
  private static final int ROWS = 19;

  /** Sums of at most some hundred terms of order 1, each rounded to 2^-24. */
  private static final double ROUNDING = 2e-5;

  /**
   * A gradient adds up to 5776 terms one by one. Its sums stay below 64, so that each is rounded by
   * up to 2^-19, uniformly: a standard deviation of at most 8.4e-5, here doubled.
   */
  private static final double GRADIENT_ROUNDING = 1.7e-4;

  static Stream<LayerShape> shapes() {
    SampleShape image = new SampleShape(6, 5, 3);
    return Stream.concat(
        onImage(image),
        Stream.of(
            // more channels in than fill the lanes, and again windows with long rows
            new HiddenLayer.TransposedConvolution(3, new Window(3, 2, 1), 1)
                .on(new SampleShape(3, 2, 33)),
            new HiddenLayer.Convolution(2, new Window(3, 2, 1)).on(new SampleShape(4, 3, 17))));
  }

  private static Stream<LayerShape> onImage(SampleShape image) {
    return Stream.of(
            new HiddenLayer.Dense(SampleShape.vector(7)),
            new HiddenLayer.Dense(new SampleShape(2, 2, 3)),
            new HiddenLayer.Convolution(4, new Window(3, 1, 1)),
            new HiddenLayer.Convolution(2, new Window(3, 2, 0)),
            new HiddenLayer.Convolution(17, new Window(4, 2, 1)),
            new HiddenLayer.Convolution(1, new Window(1, 1, 0)),
            new HiddenLayer.Convolution(3, new Window(5, 3, 4)),
            new HiddenLayer.Convolution(2, new Window(6, 1, 3)),
            // pixels that no window sees
            new HiddenLayer.Convolution(2, new Window(2, 4, 0)),
            new HiddenLayer.Convolution(18, new Window(3, 2, 0)),
            new HiddenLayer.Convolution(20, new Window(5, 3, 4)),
            new HiddenLayer.TransposedConvolution(4, new Window(3, 1, 1), 0),
            new HiddenLayer.TransposedConvolution(2, new Window(4, 2, 1), 0),
            new HiddenLayer.TransposedConvolution(2, new Window(3, 2, 1), 1),
            new HiddenLayer.TransposedConvolution(1, new Window(2, 3, 0), 2),
            new HiddenLayer.TransposedConvolution(16, new Window(2, 2, 0), 0),
            new HiddenLayer.TransposedConvolution(9, new Window(2, 2, 0), 0),
            new HiddenLayer.TransposedConvolution(17, new Window(2, 3, 0), 2),
            // rows of a window long enough to be copied whole
            new HiddenLayer.TransposedConvolution(17, new Window(3, 2, 1), 0),
            new HiddenLayer.TransposedConvolution(33, new Window(3, 2, 1), 1))
        .map(layer -> layer.on(image));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputsAreThoseOfTheDefinition(LayerShape shape) {
    Case one = new Case(shape, Kernels.create());
    Matrix y = one.outputs();
    one.affine.apply(Activation.LINEAR, one.x, y);
    ReferenceAffine reference = one.reference();
    for (int row = 0; row < ROWS; row++) {
      double[] expected = reference.apply(doubles(one.x.rows(row, 1)));
      float[] found = y.rows(row, 1).toArray();
      for (int j = 0; j < found.length; j++) {
        assertThat((double) found[j]).isCloseTo(expected[j], within(ROUNDING));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void transposedIsTheAdjoint(LayerShape shape) {
    Case one = new Case(shape, Kernels.create());
    Matrix y = one.outputs();
    one.affine.differential(one.x, y);
    Matrix back = one.inputs();
    one.affine.transposed(one.u, back);
    assertThat(dot(y, one.u)).isCloseTo(dot(one.x, back), within(100 * ROUNDING));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientIsTheDerivativeByEachParameter(LayerShape shape) {
    Case one = new Case(shape, Kernels.create());
    Affine.Gradient gradient = one.gradient();
    one.affine.gradient(one.x, one.u, gradient);
    // u · (A x + b) is linear in each parameter: its value at a unit vector is the derivative
    for (int k = 0; k < gradient.weights().size(); k++) {
      int weight = k;
      ReferenceAffine unit = new ReferenceAffine(shape, i -> i == weight ? 1 : 0, i -> 0);
      assertThat((double) gradient.weights().values()[k])
          .isCloseTo(one.along(unit), within(GRADIENT_ROUNDING));
    }
    for (int k = 0; k < gradient.biases().size(); k++) {
      int bias = k;
      ReferenceAffine unit = new ReferenceAffine(shape, i -> 0, i -> i == bias ? 1 : 0);
      assertThat((double) gradient.biases().values()[k])
          .isCloseTo(one.along(unit), within(GRADIENT_ROUNDING));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void bothDerivativesAtOnceAreTheSameBits(LayerShape shape) {
    Case one = new Case(shape, Kernels.create());
    Affine.Gradient apart = one.gradient();
    Matrix backApart = one.inputs();
    one.affine.gradient(one.x, one.u, apart);
    one.affine.transposed(one.u, backApart);
    for (Kernels kernels : java.util.List.of(Kernels.create(), Kernels.scalar())) {
      Case other = new Case(shape, kernels);
      Affine.Gradient together = other.gradient();
      Matrix back = other.inputs();
      other.affine.gradients(other.x, other.u, together, back);
      assertThat(together.weights().values()).isEqualTo(apart.weights().values());
      assertThat(together.biases().values()).isEqualTo(apart.biases().values());
      assertThat(back.values()).isEqualTo(backApart.values());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aRowsBitsDoNotDependOnItsBatch(LayerShape shape) {
    Case one = new Case(shape, Kernels.create());
    Matrix y = one.outputs();
    one.affine.differential(one.x, y);
    Matrix back = one.inputs();
    one.affine.transposed(one.u, back);
    for (int count : new int[] {1, 2, 16, 18}) {
      Matrix some = Matrix.zeros(count, shape.output().size());
      Matrix someBack = Matrix.zeros(count, shape.input().size());
      for (int first = 0; first + count <= ROWS; first++) {
        one.affine.differential(one.x.rows(first, count), some);
        assertThat(some.toArray()).isEqualTo(y.rows(first, count).toArray());
        one.affine.transposed(one.u.rows(first, count), someBack);
        assertThat(someBack.toArray()).isEqualTo(back.rows(first, count).toArray());
      }
    }
  }

  /** A map with random weights, inputs and cotangents. */
  private static final class Case {
    private final LayerShape shape;
    private final Matrix weights;
    private final Matrix biases;
    private final Matrix x;
    private final Matrix u;
    private final Affine affine;

    Case(LayerShape shape, Kernels kernels) {
      SplittableRandom random = new SplittableRandom(shape.hashCode());
      this.shape = shape;
      this.weights = random(random, shape.weightRows(), shape.weightColumns());
      this.biases = random(random, 1, shape.biases());
      this.x = random(random, ROWS, shape.input().size());
      this.u = random(random, ROWS, shape.output().size());
      this.affine = Affine.of(shape, kernels, weights, biases);
    }

    Matrix inputs() {
      return Matrix.zeros(ROWS, shape.input().size());
    }

    Matrix outputs() {
      return Matrix.zeros(ROWS, shape.output().size());
    }

    Affine.Gradient gradient() {
      return new Affine.Gradient(
          Matrix.zeros(shape.weightRows(), shape.weightColumns()), Matrix.zeros(1, shape.biases()));
    }

    ReferenceAffine reference() {
      return new ReferenceAffine(shape, i -> weights.values()[i], i -> biases.values()[i]);
    }

    /** Returns the sum over the rows of u · f(x). */
    double along(ReferenceAffine f) {
      double sum = 0;
      for (int row = 0; row < ROWS; row++) {
        double[] y = f.apply(doubles(x.rows(row, 1)));
        double[] cotangent = doubles(u.rows(row, 1));
        for (int j = 0; j < y.length; j++) {
          sum += y[j] * cotangent[j];
        }
      }
      return sum;
    }
  }

  private static Matrix random(SplittableRandom random, int rows, int columns) {
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.size(); i++) {
      matrix.values()[i] = (float) (2 * random.nextDouble() - 1);
    }
    return matrix;
  }

  private static double[] doubles(Matrix matrix) {
    float[] values = matrix.toArray();
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static double dot(Matrix a, Matrix b) {
    double[] x = doubles(a);
    double[] y = doubles(b);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
