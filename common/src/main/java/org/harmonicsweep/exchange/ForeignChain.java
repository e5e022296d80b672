package org.harmonicsweep.exchange;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * Puts a network together from layers as channels-first formats have them, input side first.
 *
 * <p>Weights come laid out their way, see {@link ChannelsFirst}: a dense layer's {@code [inputs,
 * outputs]}, a convolution's {@code [outputs, inputs, kernel, kernel]}, a transposed one's {@code
 * [inputs, outputs, kernel, kernel]}. A flattened image becomes an image again where the next layer
 * wants one; so does a row of values, whose order in the layer before changes with it.
 *
 * <p>Every method throws an {@link ExchangeException} that names the place if the layer cannot be
 * one of ours.
 */
public final class ForeignChain {
  /** Values of one sample between two layers: beyond, a layer would not fit in memory. */
  public static final int MOST_VALUES = 1 << 22;

  /** Layers of a network. */
  private static final int MOST_LAYERS = 1000;

  private final String file;
  private final List<Part> parts = new ArrayList<>();
  private SampleShape input;
  private SampleShape shape;
  private boolean isImage;

  /** A layer as it came: its weights are laid out once what follows is known. */
  private record Part(LayerShape shape, float[] weights, float[] biases, Activation activation) {
    Part with(Activation other) {
      return new Part(shape, weights, biases, other);
    }

    Part with(LayerShape other) {
      return new Part(other, weights, biases, activation);
    }

    Layer layer() {
      return Layer.of(
          shape,
          ChannelsFirst.ourWeights(shape, weights),
          ChannelsFirst.ourBiases(shape, biases),
          activation);
    }
  }

  /**
   * Begins a network.
   *
   * @param file for the messages
   * @param input its layout: images where it has more than one pixel
   */
  public ForeignChain(String file, SampleShape input) {
    this(file, input, input.isImage());
  }

  /**
   * Begins a network.
   *
   * @param isImage whether the input comes as an image, which may have a single pixel
   */
  public ForeignChain(String file, SampleShape input, boolean isImage) {
    this.file = file;
    this.input = input;
    this.shape = input;
    this.isImage = isImage;
    requireSize("the input", input.size());
  }

  /** Returns the layout of what comes out so far. */
  public SampleShape shape() {
    return shape;
  }

  /** Returns whether what comes out so far is an image, and not a row of values. */
  public boolean isImage() {
    return isImage;
  }

  /**
   * Returns the window of a convolution.
   *
   * @param kernel pixels of a side, below 2^31
   */
  public Window window(String place, long kernel, long stride, long padding) {
    if (kernel < 1 || stride < 1 || stride > 1 << 20 || padding < 0 || padding >= kernel) {
      throw ExchangeErrors.unsupported(
          file,
          place,
          "kernel %d, stride %d, padding %d".formatted(kernel, stride, padding),
          "a kernel with a stride of at least 1 and a padding from 0 to below the kernel");
    }
    return new Window(Math.toIntExact(kernel), (int) stride, (int) padding);
  }

  /** Returns a setting that is the same on every side. */
  public long alike(String place, String setting, List<Long> sides) {
    if (sides.isEmpty() || sides.stream().distinct().count() != 1) {
      throw ExchangeErrors.unsupported(
          file, place, setting + " " + sides, "the same on every side");
    }
    return sides.get(0);
  }

  /** Adds a dense layer without an activation. */
  public void dense(String place, float[] weights, float[] biases) {
    if (isImage) {
      throw ExchangeErrors.unsupported(
          file, place, "its input is an image of " + shape, "a row of values: flatten it before");
    }
    requireCount(place, weights.length, (long) shape.size() * biases.length);
    requireSize(place, biases.length);
    add(place, new LayerShape.Dense(shape, SampleShape.vector(biases.length)), weights, biases);
  }

  /** Adds a convolution without an activation. */
  public void convolution(String place, Window window, float[] weights, float[] biases) {
    requireImage(place);
    long height = window.places(shape.height());
    long width = window.places(shape.width());
    SampleShape output = output(place, height, width, biases.length);
    LayerShape layer = new LayerShape.Convolution(shape, output, window);
    requireCount(place, weights.length, (long) layer.weightRows() * layer.weightColumns());
    add(place, layer, weights, biases);
  }

  /**
   * Adds a transposed convolution without an activation.
   *
   * @param extra of its output
   */
  public void transposed(
      String place, Window window, Extra extra, float[] weights, float[] biases) {
    requireImage(place);
    long height = window.pixels(shape.height()) + extra.rows();
    long width = window.pixels(shape.width()) + extra.columns();
    SampleShape output = output(place, height, width, biases.length);
    if (window.places(output.height()) != shape.height()
        || window.places(output.width()) != shape.width()) {
      throw ExchangeErrors.unsupported(
          file,
          place,
          "%s from %s to %s".formatted(window, shape, output),
          "the transpose of a convolution: less extra pixels than a stride");
    }
    LayerShape layer = new LayerShape.TransposedConvolution(shape, output, window);
    requireCount(place, weights.length, (long) layer.weightRows() * layer.weightColumns());
    add(place, layer, weights, biases);
  }

  /**
   * Pixels of a transposed convolution's output beyond the fewest, at its lower and right end.
   *
   * @param rows below a stride
   * @param columns below a stride
   */
  public record Extra(long rows, long columns) {}

  /** Cuts the output of the transposed convolution without padding that was added last. */
  public void crop(String place, int top, int bottom, int left, int right) {
    int end = parts.size() - 1;
    if (end < 0
        || !(parts.get(end).shape() instanceof LayerShape.TransposedConvolution whole)
        || whole.window().padding() != 0
        || top != left
        || top >= whole.window().kernel()) {
      throw ExchangeErrors.unsupported(
          file,
          place,
          "it cuts %d, %d, %d and %d pixels".formatted(top, bottom, left, right),
          "directly after a transposed convolution without padding, as many pixels from above as"
              + " from the left, less than its kernel");
    }
    Window window = whole.window();
    Part last = parts.remove(end);
    shape = whole.input();
    Window padded = new Window(window.kernel(), window.stride(), top);
    transposed(
        place,
        padded,
        new Extra(
            (long) top - bottom + extra(whole, true), (long) left - right + extra(whole, false)),
        last.weights(),
        last.biases());
    activation(place, last.activation());
  }

  private static long extra(LayerShape.TransposedConvolution layer, boolean isRows) {
    Window window = layer.window();
    return isRows
        ? layer.output().height() - window.pixels(layer.input().height())
        : layer.output().width() - window.pixels(layer.input().width());
  }

  /** Adds biases to the layer that was added last, if it has none. */
  public void biases(String place, float[] biases) {
    Part last = last(place, "biases");
    requireCount(place, biases.length, last.biases().length);
    for (float bias : last.biases()) {
      if (bias != 0) {
        throw ExchangeErrors.unsupported(
            file, place, "the layer before has biases already", "the only ones");
      }
    }
    requireFinite(place, biases);
    replaceLast(new Part(last.shape(), last.weights(), biases, last.activation()));
  }

  /** Puts an activation after the layer that was added last. */
  public void activation(String place, Activation activation) {
    if (activation != Activation.LINEAR) {
      replaceLast(last(place, "an activation").with(activation));
    }
  }

  private Part last(String place, String what) {
    if (parts.isEmpty() || parts.get(parts.size() - 1).activation() != Activation.LINEAR) {
      throw ExchangeErrors.unsupported(
          file,
          place,
          what + " without a layer directly before",
          "after a dense layer or a convolution that has no activation yet");
    }
    return parts.get(parts.size() - 1);
  }

  private void replaceLast(Part part) {
    parts.set(parts.size() - 1, part);
  }

  /** Makes a row of values of an image. */
  public void flatten() {
    isImage = false;
  }

  /** Makes an image of a row of values, the pixels of a channel side by side. */
  public void image(String place, long channels, long height, long width) {
    if (channels == shape.channels() && height == shape.height() && width == shape.width()) {
      isImage = true;
      return;
    }
    SampleShape image = output(place, height, width, channels);
    int end = parts.size() - 1;
    // the order of a row is free where it comes from outside or out of a dense layer
    boolean isFree = end < 0 || parts.get(end).shape() instanceof LayerShape.Dense;
    if (isImage || shape.isImage() || image.size() != shape.size() || !isFree) {
      throw ExchangeErrors.unsupported(
          file,
          place,
          "%s from %s".formatted(image, shape),
          "of as many values, which come from the input or from a dense layer");
    }
    if (end < 0) {
      input = image;
    } else {
      Part last = parts.get(end);
      replaceLast(last.with(new LayerShape.Dense(last.shape().input(), image)));
    }
    shape = image;
    isImage = true;
  }

  /** Returns the network. */
  public ShapedNetwork network() {
    if (parts.isEmpty()) {
      throw ExchangeErrors.unsupported(
          file, "the network", "it has no layer", "a chain of at least one");
    }
    List<Layer> layers = parts.stream().map(Part::layer).toList();
    return new ShapedNetwork(Network.of(layers), input, shape);
  }

  private void add(String place, LayerShape layer, float[] weights, float[] biases) {
    if (parts.size() == MOST_LAYERS) {
      throw ExchangeErrors.tooLarge(file, "more layers", MOST_LAYERS + "");
    }
    requireFinite(place, weights);
    requireFinite(place, biases);
    parts.add(new Part(layer, weights, biases, Activation.LINEAR));
    shape = layer.output();
  }

  private SampleShape output(String place, long height, long width, long channels) {
    if (height < 1 || width < 1 || channels < 1) {
      throw ExchangeErrors.unsupported(
          file,
          place,
          "it gives %dx%dx%d of %s".formatted(height, width, channels, shape),
          "at least one pixel");
    }
    requireSize(place, (double) height * width * channels);
    return new SampleShape((int) height, (int) width, (int) channels);
  }

  private void requireImage(String place) {
    if (!isImage) {
      throw ExchangeErrors.unsupported(
          file, place, "its input is a row of " + shape.size() + " values", "an image");
    }
  }

  private void requireSize(String place, double values) {
    if (values > MOST_VALUES) {
      throw ExchangeErrors.tooManyValues(file, place, values);
    }
  }

  private void requireCount(String place, long found, long expected) {
    if (found != expected) {
      throw ExchangeErrors.unsupported(
          file, place, found + " numbers for an input of " + shape, expected + " of them");
    }
  }

  private void requireFinite(String place, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw ExchangeErrors.unsupported(file, place, "it has the number " + value, "finite");
      }
    }
  }
}
