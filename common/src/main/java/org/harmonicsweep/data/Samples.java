package org.harmonicsweep.data;

/** Samples that are made one after another, so that none is held twice. */
interface Samples {

  /** Returns the number of samples, at least 2. */
  int count();

  /** Returns the values per sample, at least 1. */
  int features();

  /**
   * Writes one sample; called once for each, in ascending order.
   *
   * @param sample its number, from 0
   * @param into filled at {@code offset .. offset + features() - 1}
   */
  void write(int sample, float[] into, int offset);
}
