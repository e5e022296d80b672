package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * The source of every random number of a replicate.
 *
 * <p>Streams are keyed by seed, replicate and name, never by cell: neighbouring cells share initial
 * weights, minibatch order and noise, so that contrasts between cells are paired.
 *
 * @param seed of the study
 * @param replicate number of the repetition, at least 0
 */
public record Seeds(long seed, int replicate) implements Serializable {
  public Seeds {
    Checks.atLeast(0, "replicate", replicate);
  }

  /** Returns the key of a named stream such as {@code init}, {@code shuffle} or {@code latent}. */
  public long key(String stream) {
    return Sha256.firstLong("harmonic-sweep stream 1\n" + seed + "\n" + replicate + "\n" + stream);
  }
}
