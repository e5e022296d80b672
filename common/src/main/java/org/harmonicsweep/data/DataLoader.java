package org.harmonicsweep.data;

import org.apache.hadoop.conf.Configuration;

/** Loads, splits and digests the samples of a source. */
public final class DataLoader {
  private final Configuration configuration;

  /** Creates a loader that opens paths with the given Hadoop configuration. */
  public DataLoader(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Loads a source and holds out a share of its samples.
   *
   * @param testFraction in (0, 1)
   * @throws DataException if a file is missing or broken
   */
  public DataSplit load(DataSource source, double testFraction) {
    throw new UnsupportedOperationException("to be written " + configuration);
  }

  /** Returns whether a path or URI names a readable file. */
  public boolean isReadable(String path) {
    throw new UnsupportedOperationException("to be written");
  }
}
