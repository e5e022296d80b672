package org.harmonicsweep.kernel;

/**
 * What the sums of a convolution read and where they go, on samples side by side.
 *
 * <p>The values of {@link #SAMPLES} samples lie value by value, the samples of each beside one
 * another. All indices are those of a value's first sample. Sum j of channel d reads the values at
 * {@code from[j] + offsets[k]}, one after another, and goes to {@code to[j] + SAMPLES · d}.
 *
 * @param from for each sum where it begins to read
 * @param to for each sum where its channels go
 * @param offsets from where a sum begins to each value that it reads
 */
public record Stencil(int[] from, int[] to, int[] offsets) {
  /** Samples side by side: as many as the widest vector has lanes. */
  public static final int SAMPLES = 16;

  public Stencil {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "%d sums go to %d places".formatted(from.length, to.length));
    }
  }

  /** Returns the number of sums of each channel. */
  int sums() {
    return from.length;
  }

  /** Returns the number of terms of each sum. */
  int depth() {
    return offsets.length;
  }
}
