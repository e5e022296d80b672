package org.harmonicsweep.dl4j;

import java.util.function.IntBinaryOperator;
import org.harmonicsweep.training.LayerParameters;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * From our layout, in which the channels of a pixel lie side by side, to Deeplearning4j's, in which
 * the pixels of a channel do, and back.
 *
 * <p>Every value inside the graph is laid out their way, hence also the rows and columns of dense
 * layers that follow or precede an image.
 */
final class ChannelsFirst {
  private ChannelsFirst() {}

  /** Returns samples, one a row, laid out their way. */
  static float[] samples(float[] ours, SampleShape shape) {
    if (!isRearranged(shape)) {
      return ours;
    }
    int[] places = places(shape);
    float[] theirs = new float[ours.length];
    for (int row = 0; row < ours.length; row += places.length) {
      for (int i = 0; i < places.length; i++) {
        theirs[row + places[i]] = ours[row + i];
      }
    }
    return theirs;
  }

  /** Returns the shape of their weights. */
  static long[] shape(LayerShape layer) {
    return layer.match(
        dense -> new long[] {dense.input().size(), dense.output().size()},
        convolution ->
            new long[] {
              convolution.output().channels(),
              convolution.input().channels(),
              convolution.window().kernel(),
              convolution.window().kernel()
            },
        transposed ->
            new long[] {
              transposed.input().channels(),
              transposed.output().channels(),
              transposed.window().kernel(),
              transposed.window().kernel()
            });
  }

  /** Returns their weights, row-major. */
  static float[] weights(LayerParameters layer) {
    float[] theirs = new float[layer.weights().length];
    IntBinaryOperator place = place(layer.shape());
    int columns = layer.shape().weightColumns();
    for (int i = 0; i < theirs.length; i++) {
      theirs[place.applyAsInt(i / columns, i % columns)] = layer.weights()[i];
    }
    return theirs;
  }

  /** Returns their biases. */
  static float[] biases(LayerParameters layer) {
    return layer
        .shape()
        .match(
            dense -> samples(layer.biases(), dense.output()),
            convolution -> layer.biases(),
            transposed -> layer.biases());
  }

  /**
   * Returns our layer of their parameters.
   *
   * @param layer whose shape and activation stay
   */
  static LayerParameters ours(LayerParameters layer, float[] weights, float[] biases) {
    LayerShape shape = layer.shape();
    IntBinaryOperator place = place(shape);
    int columns = shape.weightColumns();
    float[] ours = new float[weights.length];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = weights[place.applyAsInt(i / columns, i % columns)];
    }
    float[] ourBiases =
        shape.match(
            dense -> gathered(biases, dense.output()), convolution -> biases, transposed -> biases);
    return new LayerParameters(shape, layer.activation(), ours, ourBiases);
  }

  private static float[] gathered(float[] theirs, SampleShape shape) {
    int[] places = places(shape);
    float[] ours = new float[theirs.length];
    for (int i = 0; i < places.length; i++) {
      ours[i] = theirs[places[i]];
    }
    return ours;
  }

  private static boolean isRearranged(SampleShape shape) {
    return shape.isImage() && shape.channels() > 1;
  }

  /** Returns their place of each of our values of one sample. */
  private static int[] places(SampleShape shape) {
    int[] places = new int[shape.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = (i % shape.channels()) * shape.pixels() + i / shape.channels();
    }
    return places;
  }

  /** Returns where their weights hold what ours hold at a row and column. */
  private static IntBinaryOperator place(LayerShape layer) {
    return layer.match(
        ChannelsFirst::densePlace,
        convolution -> {
          Window window = convolution.window();
          int inputs = convolution.input().channels();
          int pixels = window.kernel() * window.kernel();
          return (row, output) -> (output * inputs + row % inputs) * pixels + row / inputs;
        },
        transposed -> {
          Window window = transposed.window();
          int outputs = transposed.output().channels();
          int pixels = window.kernel() * window.kernel();
          return (input, column) ->
              (input * outputs + column % outputs) * pixels + column / outputs;
        });
  }

  private static IntBinaryOperator densePlace(LayerShape.Dense dense) {
    int[] rows = places(dense.input());
    int[] columns = places(dense.output());
    return (row, column) -> rows[row] * columns.length + columns[column];
  }
}
