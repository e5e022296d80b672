package org.harmonicsweep.network;

import java.util.function.IntToDoubleFunction;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/** A x + b in double precision, straight from the definition of each kind of layer. */
public final class ReferenceAffine {
  private final LayerShape shape;
  private final IntToDoubleFunction weights;
  private final IntToDoubleFunction biases;

  /** Creates the map of weights and biases given by index. */
  public ReferenceAffine(
      LayerShape shape, IntToDoubleFunction weights, IntToDoubleFunction biases) {
    this.shape = shape;
    this.weights = weights;
    this.biases = biases;
  }

  /** Returns A x + b. */
  public double[] apply(double[] x) {
    double[] y = new double[shape.output().size()];
    for (int j = 0; j < y.length; j++) {
      y[j] = biases.applyAsDouble(j % shape.biases());
    }
    shape.match(
        dense -> dense(x, y),
        convolution -> convolution(convolution, x, y),
        transposed -> transposed(transposed, x, y));
    return y;
  }

  private double[] dense(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[i] * weights.applyAsDouble(i * y.length + j);
      }
    }
    return y;
  }

  private double[] convolution(LayerShape.Convolution layer, double[] x, double[] y) {
    SampleShape in = layer.input();
    SampleShape out = layer.output();
    forEachTap(
        out,
        in,
        layer.window(),
        (place, pixel, tap) -> {
          for (int c = 0; c < in.channels(); c++) {
            for (int d = 0; d < out.channels(); d++) {
              y[place * out.channels() + d] +=
                  x[pixel * in.channels() + c]
                      * weights.applyAsDouble((tap * in.channels() + c) * out.channels() + d);
            }
          }
        });
    return y;
  }

  private double[] transposed(LayerShape.TransposedConvolution layer, double[] x, double[] y) {
    SampleShape in = layer.input();
    SampleShape out = layer.output();
    int taps = layer.window().kernel() * layer.window().kernel();
    forEachTap(
        in,
        out,
        layer.window(),
        (place, pixel, tap) -> {
          for (int c = 0; c < in.channels(); c++) {
            for (int d = 0; d < out.channels(); d++) {
              y[pixel * out.channels() + d] +=
                  x[place * in.channels() + c]
                      * weights.applyAsDouble((c * taps + tap) * out.channels() + d);
            }
          }
        });
    return y;
  }

  private interface Tap {
    void at(int place, int pixel, int tap);
  }

  /** Calls with every place of the window, and every pixel of the image that it sees there. */
  private static void forEachTap(SampleShape places, SampleShape image, Window window, Tap tap) {
    int kernel = window.kernel();
    for (int place = 0; place < places.pixels(); place++) {
      for (int k = 0; k < kernel * kernel; k++) {
        int row = place / places.width() * window.stride() - window.padding() + k / kernel;
        int column = place % places.width() * window.stride() - window.padding() + k % kernel;
        if (row >= 0 && row < image.height() && column >= 0 && column < image.width()) {
          tap.at(place, row * image.width() + column, k);
        }
      }
    }
  }
}
