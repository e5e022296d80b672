package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** A hidden layer as a study declares it: what it gives, whatever it is given. */
public sealed interface HiddenLayer extends Serializable {

  /**
   * Returns the layer on inputs of the given shape.
   *
   * @throws IllegalArgumentException if it has no output there
   */
  LayerShape on(SampleShape input);

  /** Returns a short text, such as {@code 256} or {@code conv32k4s2p1}. */
  String text();

  /**
   * A fully connected layer.
   *
   * @param output its values and how the next layer sees them
   */
  record Dense(SampleShape output) implements HiddenLayer {
    public Dense {
      requireNonNull(output, "output is null");
    }

    @Override
    public LayerShape on(SampleShape input) {
      return new LayerShape.Dense(input, output);
    }

    @Override
    public String text() {
      return output.isImage() ? output.toString() : String.valueOf(output.size());
    }
  }

  /**
   * A convolution.
   *
   * @param channels of the output, at least 1
   * @param window it moves
   */
  record Convolution(int channels, Window window) implements HiddenLayer {
    public Convolution {
      Checks.atLeast(1, "channels", channels);
      requireNonNull(window, "window is null");
    }

    @Override
    public LayerShape on(SampleShape input) {
      int height = window.places(input.height());
      int width = window.places(input.width());
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "a kernel of %d does not fit into %s with padding %d"
                .formatted(window.kernel(), input, window.padding()));
      }
      return new LayerShape.Convolution(input, new SampleShape(height, width, channels), window);
    }

    @Override
    public String text() {
      return "conv" + channels + window;
    }
  }

  /**
   * The transpose of a convolution.
   *
   * @param channels of the output, at least 1
   * @param window of the convolution that it transposes
   * @param extra pixels of the output, at its end in both directions, beyond the fewest possible;
   *     at least 0, below the stride
   */
  record TransposedConvolution(int channels, Window window, int extra) implements HiddenLayer {
    public TransposedConvolution {
      Checks.atLeast(1, "channels", channels);
      Checks.atLeast(0, "extra", extra);
      if (extra >= window.stride()) {
        throw new IllegalArgumentException(
            "extra is %d, must be below the stride's %d".formatted(extra, window.stride()));
      }
    }

    @Override
    public LayerShape on(SampleShape input) {
      long height = window.pixels(input.height()) + extra;
      long width = window.pixels(input.width()) + extra;
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "a transposed kernel of %d with padding %d leaves nothing of %s"
                .formatted(window.kernel(), window.padding(), input));
      }
      SampleShape output =
          new SampleShape(Math.toIntExact(height), Math.toIntExact(width), channels);
      return new LayerShape.TransposedConvolution(input, output, window);
    }

    @Override
    public String text() {
      return "deconv" + channels + window + (extra > 0 ? "e" + extra : "");
    }
  }
}
