package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * What a convolution sees at once, and how it moves: the same in both directions.
 *
 * @param kernel pixels per side, at least 1
 * @param stride pixels per step, at least 1
 * @param padding zeros around the image on each side, at least 0, below the kernel
 */
public record Window(int kernel, int stride, int padding) implements Serializable {
  public Window {
    Checks.atLeast(1, "kernel", kernel);
    Checks.atLeast(1, "stride", stride);
    Checks.atLeast(0, "padding", padding);
    if (padding >= kernel) {
      throw new IllegalArgumentException(
          "padding is %d, must be below the kernel's %d".formatted(padding, kernel));
    }
  }

  /** Returns how many places the window has along so many pixels; none if below 1. */
  public int places(int pixels) {
    return Math.floorDiv(pixels + 2 * padding - kernel, stride) + 1;
  }

  /** Returns the fewest pixels along which the window has so many places. */
  public long pixels(int places) {
    return (places - 1L) * stride + kernel - 2L * padding;
  }

  /** Returns a short text, such as {@code k4s2p1}. */
  @Override
  public String toString() {
    return "k" + kernel + "s" + stride + "p" + padding;
  }
}
