package org.harmonicsweep.data;

import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.Sha256;

/** The random streams of sources: data do not depend on the study's seed or its replicates. */
final class SourceStreams {
  private SourceStreams() {}

  static RandomStream of(DataSource source, long seed) {
    return new RandomStream(
        Sha256.firstLong("harmonic-sweep data 1\n" + source.key() + "\n" + seed));
  }
}
