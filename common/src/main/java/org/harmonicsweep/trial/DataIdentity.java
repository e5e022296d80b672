package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What identifies the data that a trial sees, wherever they are stored.
 *
 * @param digest SHA-256, in lower-case hexadecimal, over shape and bits of both parts
 * @param shape of one sample
 * @param trainingSamples at least 1
 * @param testSamples held-out samples, at least 1
 */
public record DataIdentity(String digest, SampleShape shape, int trainingSamples, int testSamples)
    implements Serializable {
  public DataIdentity {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("digest is '" + digest + "', must be 64 hex digits");
    }
    requireNonNull(shape, "shape is null");
    Checks.atLeast(1, "training samples", trainingSamples);
    Checks.atLeast(1, "test samples", testSamples);
  }

  /** Returns the identity of samples whose values have no neighbours. */
  public static DataIdentity ofVectors(
      String digest, int features, int trainingSamples, int testSamples) {
    return new DataIdentity(digest, SampleShape.vector(features), trainingSamples, testSamples);
  }

  /** Returns the values per sample. */
  public int features() {
    return shape.size();
  }
}
