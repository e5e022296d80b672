package org.harmonicsweep.kernel;

import java.util.Arrays;

/**
 * The windows of images, one after another, as the rows of a matrix.
 *
 * <p>Images are laid out row by row, the channels of a pixel side by side; so is a window. What
 * lies outside the image is 0. Rows are ordered by sample, then by place, row by row.
 */
public final class Patches {
  private static final int OUTSIDE = -1;

  /** Values of a window's row from which on it is copied as one. */
  private static final int LONG_RUN = 48;

  private final Geometry geometry;

  /**
   * For each value of an image's windows its index in the image, or outside; empty for long runs.
   */
  private final int[] sources;

  /** Creates the windows of images. */
  public Patches(Geometry geometry) {
    this.geometry = geometry;
    this.sources = geometry.run() < LONG_RUN ? geometry.sources() : new int[0];
  }

  /**
   * Sizes of images and windows.
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
  public record Geometry(
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

    /** Returns the values of an image. */
    int size() {
      return height * width * channels;
    }

    /** Values of one row of a window. */
    int run() {
      return kernel * channels;
    }

    int top(int place) {
      return place / across * stride - padding;
    }

    int left(int place) {
      return place % across * stride - padding;
    }

    /** Returns the first value of a window's row that lies inside the image. */
    int first(int left) {
      return Math.min(kernel, Math.max(0, -left)) * channels;
    }

    /** Returns the value after the last of a window's row that lies inside the image. */
    int last(int left) {
      return Math.max(first(left), Math.min(kernel, width - left) * channels);
    }

    int[] sources() {
      int[] sources = new int[places() * length()];
      for (int i = 0; i < sources.length; i++) {
        int place = i / length();
        int inside = i % length();
        int row = top(place) + inside / run();
        int column = left(place) + inside % run() / channels;
        boolean there = row >= 0 && row < height && column >= 0 && column < width;
        sources[i] = there ? (row * width + column) * channels + inside % channels : OUTSIDE;
      }
      return sources;
    }
  }

  /** Returns the sizes. */
  public Geometry geometry() {
    return geometry;
  }

  /**
   * Copies the windows out of images.
   *
   * @param images one a row, shape {@code [n, height · width · channels]}
   * @param windows overwritten, shape {@code [n · places, length]}
   */
  public void gather(Matrix images, Matrix windows) {
    check(images, windows);
    int size = geometry.places() * geometry.length();
    for (int sample = 0; sample < images.rows(); sample++) {
      int image = images.offset() + sample * images.columns();
      int at = windows.offset() + sample * size;
      if (sources.length > 0) {
        gatherValues(images.values(), image, windows.values(), at);
      } else {
        gatherRuns(images.values(), image, windows.values(), at);
      }
    }
  }

  private void gatherValues(float[] images, int image, float[] windows, int at) {
    for (int i = 0; i < sources.length; i++) {
      int source = sources[i];
      windows[at + i] = source == OUTSIDE ? 0 : images[image + source];
    }
  }

  private void gatherRuns(float[] images, int image, float[] windows, int start) {
    int at = start;
    for (int place = 0; place < geometry.places(); place++) {
      int top = geometry.top(place);
      int left = geometry.left(place);
      int first = geometry.first(left);
      int last = geometry.last(left);
      for (int row = top; row < top + geometry.kernel; row++) {
        boolean there = row >= 0 && row < geometry.height;
        if (!there || last - first < geometry.run()) {
          Arrays.fill(windows, at, at + geometry.run(), 0);
        }
        if (there) {
          int from = image + (row * geometry.width + left) * geometry.channels + first;
          System.arraycopy(images, from, windows, at + first, last - first);
        }
        at += geometry.run();
      }
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
    images.clear();
    int size = geometry.places() * geometry.length();
    for (int sample = 0; sample < images.rows(); sample++) {
      int image = images.offset() + sample * images.columns();
      int at = windows.offset() + sample * size;
      if (sources.length > 0) {
        scatterValues(windows.values(), at, images.values(), image);
      } else {
        scatterRuns(windows.values(), at, images.values(), image);
      }
    }
  }

  private void scatterValues(float[] windows, int at, float[] images, int image) {
    for (int i = 0; i < sources.length; i++) {
      int goal = sources[i];
      if (goal != OUTSIDE) {
        images[image + goal] += windows[at + i];
      }
    }
  }

  private void scatterRuns(float[] windows, int start, float[] images, int image) {
    int at = start;
    for (int place = 0; place < geometry.places(); place++) {
      int top = geometry.top(place);
      int left = geometry.left(place);
      int first = geometry.first(left);
      int count = geometry.last(left) - first;
      for (int row = top; row < top + geometry.kernel; row++) {
        if (row >= 0 && row < geometry.height) {
          int goal = image + (row * geometry.width + left) * geometry.channels + first;
          add(windows, at + first, images, goal, count);
        }
        at += geometry.run();
      }
    }
  }

  private static void add(float[] from, int source, float[] into, int goal, int count) {
    for (int i = 0; i < count; i++) {
      into[goal + i] += from[source + i];
    }
  }

  private void check(Matrix images, Matrix windows) {
    if (images.columns() != geometry.size()
        || windows.columns() != geometry.length()
        || windows.rows() != images.rows() * geometry.places()) {
      throw new IllegalArgumentException(
          "[%d, %d] are not the windows of [%d, %d]"
              .formatted(windows.rows(), windows.columns(), images.rows(), images.columns()));
    }
  }
}
