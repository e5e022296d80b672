package org.harmonicsweep.metrics.lipschitz;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.kernel.Vectors.Span;
import org.harmonicsweep.network.ConvolutionLayer;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * The weights of a convolution from images to the places of its window, in double precision.
 *
 * @param image what the window moves over
 * @param places of the window, with the channels that each gives
 * @param window that moves
 * @param weights W, shape {@code [kernel row · kernel column · image channel, place channel]}
 * @param transposed Wᵀ
 */
record Taps(
    SampleShape image, SampleShape places, Window window, double[] weights, double[] transposed) {

  /** Returns the taps of a convolution, or of the one that a transposed convolution transposes. */
  static Taps of(ConvolutionLayer layer) {
    double[] given = new double[layer.weights().length];
    for (int i = 0; i < given.length; i++) {
      given[i] = layer.weights()[i];
    }
    LayerShape shape = layer.shape();
    double[] turned = turned(given, shape.weightRows(), shape.weightColumns());
    return shape.match(
        dense -> {
          throw new IllegalArgumentException("a dense layer has no taps");
        },
        c -> new Taps(c.input(), c.output(), c.window(), given, turned),
        t -> new Taps(t.output(), t.input(), t.window(), turned, given));
  }

  private static double[] turned(double[] matrix, int rows, int columns) {
    double[] turned = new double[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = matrix[i * columns + j];
      }
    }
    return turned;
  }

  /** Returns the same taps times a power of two. */
  Taps scaled(int exponent) {
    double factor = Math.scalb(1.0, exponent);
    double[] by = Arrays.stream(weights).map(w -> w * factor).toArray();
    double[] turned = Arrays.stream(transposed).map(w -> w * factor).toArray();
    return new Taps(image, places, window, by, turned);
  }

  /** Returns the values that the window sees at once. */
  int length() {
    return window.kernel() * window.kernel() * image.channels();
  }

  /** Returns the convolution of an image. */
  double[] gathered(double[] x) {
    int channels = places.channels();
    double[] y = new double[places.size()];
    double[] seen = new double[length()];
    for (int place = 0; place < places.pixels(); place++) {
      Arrays.fill(seen, 0);
      forEachRun(place, (at, from, count) -> System.arraycopy(x, at, seen, from, count));
      Vectors.addTimes(
          new Span(seen, 0, seen.length), weights, new Span(y, place * channels, channels));
    }
    return y;
  }

  /** Returns the transpose's image of values at the places. */
  double[] scattered(double[] y) {
    int channels = places.channels();
    double[] x = new double[image.size()];
    double[] seen = new double[length()];
    for (int place = 0; place < places.pixels(); place++) {
      Arrays.fill(seen, 0);
      Vectors.addTimes(
          new Span(y, place * channels, channels), transposed, new Span(seen, 0, seen.length));
      forEachRun(
          place,
          (at, from, count) -> {
            for (int i = 0; i < count; i++) {
              x[at + i] += seen[from + i];
            }
          });
    }
    return x;
  }

  /** Returns the convolution written out, shape {@code [image, places]}: every entry is a tap. */
  DMatrixRMaj matrix() {
    int channels = places.channels();
    DMatrixRMaj matrix = new DMatrixRMaj(image.size(), places.size());
    for (int place = 0; place < places.pixels(); place++) {
      int column = place * channels;
      forEachRun(
          place,
          (at, from, count) -> {
            for (int i = 0; i < count; i++) {
              System.arraycopy(
                  weights,
                  (from + i) * channels,
                  matrix.data,
                  (at + i) * matrix.numCols + column,
                  channels);
            }
          });
    }
    return matrix;
  }

  private interface Run {
    void on(int image, int window, int count);
  }

  /** Calls with each row of a window as far as it lies inside the image. */
  private void forEachRun(int place, Run run) {
    int kernel = window.kernel();
    int top = place / places.width() * window.stride() - window.padding();
    int left = place % places.width() * window.stride() - window.padding();
    int first = Math.max(0, -left);
    int last = Math.min(kernel, image.width() - left);
    for (int i = Math.max(0, -top); i < Math.min(kernel, image.height() - top); i++) {
      if (last > first) {
        run.on(
            ((top + i) * image.width() + left + first) * image.channels(),
            (i * kernel + first) * image.channels(),
            (last - first) * image.channels());
      }
    }
  }
}
