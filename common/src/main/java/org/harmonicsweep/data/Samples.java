package org.harmonicsweep.data;

import org.harmonicsweep.trial.SampleShape;

/** Samples that are made one after another, so that none is held twice. */
interface Samples {

  /** Returns the number of samples, at least 2. */
  int count();

  /** Returns the shape of one sample. */
  SampleShape shape();

  /**
   * Writes one sample; called once for each, in ascending order.
   *
   * @param sample its number, from 0
   * @param into filled at {@code offset .. offset + shape().size() - 1}
   */
  void write(int sample, float[] into, int offset);
}
