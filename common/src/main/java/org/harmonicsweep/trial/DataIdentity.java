package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * What identifies the data that a trial sees, wherever they are stored.
 *
 * @param digest SHA-256, in lower-case hexadecimal, over shape and bits of both parts
 * @param features values per sample, at least 1
 * @param trainingSamples at least 1
 * @param testSamples held-out samples, at least 1
 */
public record DataIdentity(String digest, int features, int trainingSamples, int testSamples)
    implements Serializable {
  public DataIdentity {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("digest is '" + digest + "', must be 64 hex digits");
    }
    Checks.atLeast(1, "features", features);
    Checks.atLeast(1, "training samples", trainingSamples);
    Checks.atLeast(1, "test samples", testSamples);
  }
}
