package org.harmonicsweep.kernel;

import java.util.Arrays;

/**
 * The windows of images, one after another, as the rows of a matrix.
 *
 * <p>Images are laid out row by row, the channels of a pixel side by side; so is a window. What
 * lies outside the image is 0. Rows are ordered by sample, then by place, row by row.
 *
 * @param height pixels of an image
 * @param width pixels of an image
 * @param channels per pixel
 * @param kernel pixels per side of a window
 * @param stride pixels from one window to the next
 * @param padding pixels by which the first window begins before the image
 * @param down places of the window from top to bottom
 * @param across places of the window from left to right
 */
public record Patches(
    int height,
    int width,
    int channels,
    int kernel,
    int stride,
    int padding,
    int down,
    int across) {

  /** Returns the windows of one image. */
  public int places() {
    return down * across;
  }

  /** Returns the values of one window. */
  public int length() {
    return kernel * kernel * channels;
  }

  /**
   * Copies the windows out of images.
   *
   * @param images one a row, shape {@code [n, height · width · channels]}
   * @param windows overwritten, shape {@code [n · places, length]}
   */
  public void gather(Matrix images, Matrix windows) {
    check(images, windows);
    int at = windows.offset();
    for (int sample = 0; sample < images.rows(); sample++) {
      int image = images.offset() + sample * images.columns();
      for (int place = 0; place < places(); place++) {
        int top = place / across * stride - padding;
        int left = place % across * stride - padding;
        for (int row = top; row < top + kernel; row++) {
          gather(
              images.values(),
              image + (row * width + left) * channels,
              windows.values(),
              at,
              row,
              left);
          at += kernel * channels;
        }
      }
    }
  }

  private void gather(float[] image, int from, float[] windows, int at, int row, int left) {
    int length = kernel * channels;
    if (row < 0 || row >= height) {
      Arrays.fill(windows, at, at + length, 0);
      return;
    }
    int first = first(left);
    int last = last(left);
    Arrays.fill(windows, at, at + first, 0);
    copy(image, from + first, windows, at + first, last - first);
    Arrays.fill(windows, at + last, at + length, 0);
  }

  /** A loop for short runs: a call of arraycopy costs more than the copy. */
  private static void copy(float[] from, int source, float[] into, int goal, int count) {
    if (count > 32) {
      System.arraycopy(from, source, into, goal, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[goal + i] = from[source + i];
    }
  }

  /**
   * Adds the windows up to images: the transpose of {@link #gather}. A pixel's sum starts at 0 and
   * takes its windows in the order of the rows.
   *
   * @param windows shape {@code [n · places, length]}
   * @param images overwritten, shape {@code [n, height · width · channels]}
   */
  public void scatter(Matrix windows, Matrix images) {
    check(images, windows);
    Arrays.fill(images.values(), images.offset(), images.offset() + images.size(), 0);
    int at = windows.offset();
    for (int sample = 0; sample < images.rows(); sample++) {
      int image = images.offset() + sample * images.columns();
      for (int place = 0; place < places(); place++) {
        int top = place / across * stride - padding;
        int left = place % across * stride - padding;
        int first = first(left);
        int count = last(left) - first;
        for (int row = top; row < top + kernel; row++) {
          if (row >= 0 && row < height) {
            int goal = image + (row * width + left) * channels + first;
            add(windows.values(), at + first, images.values(), goal, count);
          }
          at += kernel * channels;
        }
      }
    }
  }

  private static void add(float[] from, int source, float[] into, int goal, int count) {
    for (int i = 0; i < count; i++) {
      into[goal + i] += from[source + i];
    }
  }

  /** Returns the first value of a window's row that lies inside the image. */
  private int first(int left) {
    return Math.min(kernel, Math.max(0, -left)) * channels;
  }

  /** Returns the value after the last of a window's row that lies inside the image. */
  private int last(int left) {
    return Math.max(Math.min(kernel, Math.max(0, -left)), Math.min(kernel, width - left))
        * channels;
  }

  private void check(Matrix images, Matrix windows) {
    if (images.columns() != height * width * channels
        || windows.columns() != length()
        || windows.rows() != images.rows() * places()) {
      throw new IllegalArgumentException(
          "[%d, %d] are not the windows of [%d, %d]"
              .formatted(windows.rows(), windows.columns(), images.rows(), images.columns()));
    }
  }
}
