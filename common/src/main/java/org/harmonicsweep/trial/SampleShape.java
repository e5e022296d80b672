package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * How the values of a sample, or of a layer's output, are laid out: row by row, the channels of one
 * pixel side by side.
 *
 * @param height at least 1
 * @param width at least 1
 * @param channels at least 1
 */
public record SampleShape(int height, int width, int channels) implements Serializable {
  public SampleShape {
    Checks.atLeast(1, "height", height);
    Checks.atLeast(1, "width", width);
    Checks.atLeast(1, "channels", channels);
    if ((double) height * width * channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shape %dx%dx%d has too many values".formatted(height, width, channels));
    }
  }

  /** Returns the shape of values without neighbours: one pixel of so many channels. */
  public static SampleShape vector(int length) {
    return new SampleShape(1, 1, length);
  }

  /** Returns the number of values. */
  public int size() {
    return height * width * channels;
  }

  /** Returns the number of pixels. */
  public int pixels() {
    return height * width;
  }

  /** Returns whether values have neighbours. */
  public boolean isImage() {
    return pixels() > 1;
  }

  /** Returns {@code height x width x channels}, such as {@code 28x28x1}. */
  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
