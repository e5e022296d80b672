package org.harmonicsweep.kernel;

/**
 * Random numbers by index: the same key and index give the same number, whoever asks and when.
 *
 * <p>Philox 4x32-10 under the given key; index i is half of counter block i / 2 (floor, unsigned),
 * the words in order, the first in the low half. Instances hold nothing but the key, so they may be
 * made anywhere and shared freely.
 */
public final class RandomStream {
  /** From so many normals on, making kernels pays. */
  private static final int MANY = 64;

  private final long key;

  /** Creates the stream of a key, usually {@code seeds.key("name")}. */
  public RandomStream(long key) {
    this.key = key;
  }

  /** Returns the 64 random bits at an index. */
  public long bits(long index) {
    int[] words = new int[4];
    Philox.block(key, index >>> 1, 0, words);
    int half = 2 * (int) (index & 1);
    return (words[half] & 0xFFFFFFFFL) | ((long) words[half + 1] << 32);
  }

  /** Returns a uniform number in (0, 1) made of the upper 53 bits at an index. */
  public double uniform(long index) {
    // zero would make a quantile infinite: it becomes half the smallest step
    return Math.max((double) (bits(index) >>> 11), 0.5) * 0x1p-53;
  }

  /** Returns the standard normal quantile of {@link #uniform}, in [-8.3, 8.3]. */
  public double normal(long index) {
    return Quantile.normal(uniform(index));
  }

  /**
   * Fills with standard normals; element i depends on the key and {@code first + i} only.
   *
   * <p>Made from the upper 32 bits at the index in single precision: within [-6.4, 6.4], and equal
   * to {@link #normal} to 2e-6 up to three standard deviations, to 1e-3 up to five.
   *
   * @param first index of the first number
   * @param into filled at {@code offset .. offset + count - 1}
   */
  public void normals(long first, float[] into, int offset, int count) {
    if (count >= MANY) {
      Kernels.create().normals(key, first, new Matrix(into, offset, 1, count));
      return;
    }
    for (int i = 0; i < count; i++) {
      into[offset + i] = Elementary.normal((int) (bits(first + i) >>> Integer.SIZE));
    }
  }

  /**
   * Returns a random order of 0 .. n - 1 (Fisher and Yates), made of the bits at {@code first ..
   * first + n - 1}; orders differ in probability by a share below n / 2⁶³.
   */
  public int[] permutation(long first, int n) {
    int[] order = new int[n];
    PhiloxBatch batch = new PhiloxBatch(Math.min(n / 2 + 1, PhiloxBatch.BLOCKS));
    long[] bits = new long[2 * batch.capacity()];
    for (int done = 0; done < n; ) {
      // a block gives two numbers: where an odd index comes first, only the second is wanted
      int skipped = (int) ((first + done) & 1);
      int count = Math.min(bits.length - skipped, n - done);
      batch.writeBits(key, (first + done) >>> 1, (skipped + count + 1) / 2, bits);
      for (int i = done; i < done + count; i++) {
        int j = (int) Math.multiplyHigh(bits[skipped + i - done] >>> 1, 2L * (i + 1));
        order[i] = order[j];
        order[j] = i;
      }
      done += count;
    }
    return order;
  }
}
