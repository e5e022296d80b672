package org.harmonicsweep.exchange;

import java.util.function.IntBinaryOperator;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * From our layout, in which the channels of a pixel lie side by side, to that of Deeplearning4j and
 * ONNX, in which the pixels of a channel do, and back.
 *
 * <p>Every value there is laid out their way, hence also the rows and columns of dense layers that
 * follow or precede an image.
 */
public final class ChannelsFirst {
  private ChannelsFirst() {}

  /** Returns samples, one a row, laid out their way. */
  public static float[] samples(float[] ours, SampleShape shape) {
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
  public static long[] shape(LayerShape layer) {
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

  /**
   * Returns their weights, row-major.
   *
   * @param ours as the layer lays them out
   */
  public static float[] weights(LayerShape layer, float[] ours) {
    float[] theirs = new float[ours.length];
    IntBinaryOperator place = place(layer);
    int columns = layer.weightColumns();
    for (int i = 0; i < theirs.length; i++) {
      theirs[place.applyAsInt(i / columns, i % columns)] = ours[i];
    }
    return theirs;
  }

  /** Returns their biases. */
  public static float[] biases(LayerShape layer, float[] ours) {
    return layer.match(
        dense -> samples(ours, dense.output()), convolution -> ours, transposed -> ours);
  }

  /**
   * Returns our weights of theirs.
   *
   * @param theirs as many as the layer has
   */
  public static float[] ourWeights(LayerShape layer, float[] theirs) {
    IntBinaryOperator place = place(layer);
    int columns = layer.weightColumns();
    float[] ours = new float[theirs.length];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = theirs[place.applyAsInt(i / columns, i % columns)];
    }
    return ours;
  }

  /** Returns our biases of theirs. */
  public static float[] ourBiases(LayerShape layer, float[] theirs) {
    return layer.match(
        dense -> gathered(theirs, dense.output()), convolution -> theirs, transposed -> theirs);
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
