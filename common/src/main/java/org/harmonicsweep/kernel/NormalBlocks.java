package org.harmonicsweep.kernel;

/** Fills with normals block by block; how words become normals is given. */
final class NormalBlocks {
  private PhiloxBatch batch = new PhiloxBatch(0);
  private int[] words = new int[0];

  /** Makes normals of words. */
  interface Transform {
    /**
     * Writes the normals of the first words.
     *
     * @return how many were written; the rest is left to the scalar form
     */
    int write(int[] words, float[] into, int at, int count);
  }

  /** Goes on with the normals of a block while they are in the cache. */
  interface Use {
    /**
     * Replaces normals.
     *
     * @param at the first of them, counted from the first of all
     */
    void of(int at, int count);
  }

  void fill(long key, long first, Matrix into, Transform transform) {
    fill(key, first, into, transform, (at, count) -> {});
  }

  void fill(long key, long first, Matrix into, Transform transform, Use use) {
    reserve(Math.min(into.size() / 2 + 1, PhiloxBatch.BLOCKS));
    // a block gives two numbers: of an odd start's block the second
    int done = Math.min((int) (first & 1), into.size());
    if (done > 0) {
      batch.writeUpperWords(key, first >>> 1, 1, words);
      into.values()[into.offset()] = Elementary.normal(words[1]);
      use.of(0, done);
    }
    while (done < into.size()) {
      int count = Math.min(words.length, into.size() - done);
      batch.writeUpperWords(key, (first + done) >>> 1, (count + 1) / 2, words);
      int at = into.offset() + done;
      for (int i = transform.write(words, into.values(), at, count); i < count; i++) {
        into.values()[at + i] = Elementary.normal(words[i]);
      }
      use.of(done, count);
      done += count;
    }
  }

  private void reserve(int blocks) {
    if (batch.capacity() < blocks) {
      batch = new PhiloxBatch(blocks);
      words = new int[2 * blocks];
    }
  }
}
