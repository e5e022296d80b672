package org.harmonicsweep.kernel;

/**
 * Images of {@link Stencil#SAMPLES} samples side by side, with a margin of zeros.
 *
 * @param height pixels of an image
 * @param width pixels of an image
 * @param channels per pixel
 * @param above rows of the margin above
 * @param below rows of the margin below
 * @param before columns of the margin before each row
 * @param after columns of the margin after each row
 */
public record SampleLanes(
    int height, int width, int channels, int above, int below, int before, int after) {
  private static final int SAMPLES = Stencil.SAMPLES;

  /** Samples that are copied at once: as many indices as stay in registers. */
  private static final int STRIP = 8;

  /** Returns a new matrix for the values, one a row, all 0. */
  public Matrix zeros() {
    int pixels = Math.multiplyExact(above + height + below, before + width + after);
    return Matrix.zeros(Math.multiplyExact(pixels, channels), SAMPLES);
  }

  /** Returns where a pixel's first channel begins; rows and columns count from the margin's end. */
  public int at(int row, int column) {
    return (((above + row) * (before + width + after)) + before + column) * channels * SAMPLES;
  }

  /**
   * Lays samples side by side; those that are missing become 0.
   *
   * @param samples at most {@link Stencil#SAMPLES} rows {@code [height · width · channels]}
   * @param lanes what {@link #zeros} gave; the margin stays as it is
   */
  public void lay(Matrix samples, Matrix lanes) {
    check(samples);
    int run = width * channels;
    for (int row = 0; row < height; row++) {
      int from = samples.offset() + row * run;
      int to = lanes.offset() + at(row, 0);
      if (samples.rows() == SAMPLES) {
        for (int strip = 0; strip < SAMPLES; strip += STRIP) {
          layEight(samples, from + strip * samples.columns(), lanes.values(), to + strip, run);
        }
      } else {
        layFew(samples, from, lanes.values(), to, run);
      }
    }
  }

  private static void layEight(Matrix samples, int from, float[] lanes, int to, int run) {
    float[] x = samples.values();
    int step = samples.columns();
    int from1 = from + step;
    int from2 = from1 + step;
    int from3 = from2 + step;
    int from4 = from3 + step;
    int from5 = from4 + step;
    int from6 = from5 + step;
    int from7 = from6 + step;
    for (int i = 0; i < run; i++) {
      lanes[to + SAMPLES * i] = x[from + i];
      lanes[to + SAMPLES * i + 1] = x[from1 + i];
      lanes[to + SAMPLES * i + 2] = x[from2 + i];
      lanes[to + SAMPLES * i + 3] = x[from3 + i];
      lanes[to + SAMPLES * i + 4] = x[from4 + i];
      lanes[to + SAMPLES * i + 5] = x[from5 + i];
      lanes[to + SAMPLES * i + 6] = x[from6 + i];
      lanes[to + SAMPLES * i + 7] = x[from7 + i];
    }
  }

  private static void layFew(Matrix samples, int from, float[] lanes, int to, int run) {
    for (int sample = 0; sample < SAMPLES; sample++) {
      boolean there = sample < samples.rows();
      int first = there ? from + sample * samples.columns() : 0;
      for (int i = 0; i < run; i++) {
        lanes[to + sample + SAMPLES * i] = there ? samples.values()[first + i] : 0;
      }
    }
  }

  /** Copies the first samples back into rows: the inverse of {@link #lay}. */
  public void take(Matrix lanes, Matrix samples) {
    check(samples);
    int run = width * channels;
    for (int row = 0; row < height; row++) {
      int from = lanes.offset() + at(row, 0);
      int to = samples.offset() + row * run;
      if (samples.rows() == SAMPLES) {
        for (int strip = 0; strip < SAMPLES; strip += STRIP) {
          takeEight(lanes.values(), from + strip, samples, to + strip * samples.columns(), run);
        }
      } else {
        takeFew(lanes.values(), from, samples, to, run);
      }
    }
  }

  private static void takeEight(float[] lanes, int from, Matrix samples, int to, int run) {
    float[] y = samples.values();
    int step = samples.columns();
    int to1 = to + step;
    int to2 = to1 + step;
    int to3 = to2 + step;
    int to4 = to3 + step;
    int to5 = to4 + step;
    int to6 = to5 + step;
    int to7 = to6 + step;
    for (int i = 0; i < run; i++) {
      y[to + i] = lanes[from + SAMPLES * i];
      y[to1 + i] = lanes[from + SAMPLES * i + 1];
      y[to2 + i] = lanes[from + SAMPLES * i + 2];
      y[to3 + i] = lanes[from + SAMPLES * i + 3];
      y[to4 + i] = lanes[from + SAMPLES * i + 4];
      y[to5 + i] = lanes[from + SAMPLES * i + 5];
      y[to6 + i] = lanes[from + SAMPLES * i + 6];
      y[to7 + i] = lanes[from + SAMPLES * i + 7];
    }
  }

  private static void takeFew(float[] lanes, int from, Matrix samples, int to, int run) {
    for (int sample = 0; sample < samples.rows(); sample++) {
      int first = to + sample * samples.columns();
      for (int i = 0; i < run; i++) {
        samples.values()[first + i] = lanes[from + sample + SAMPLES * i];
      }
    }
  }

  private void check(Matrix samples) {
    if (samples.rows() > SAMPLES || samples.columns() != height * width * channels) {
      throw new IllegalArgumentException(
          "[%d, %d] are not up to %d images of [%d, %d, %d]"
              .formatted(samples.rows(), samples.columns(), SAMPLES, height, width, channels));
    }
  }
}
