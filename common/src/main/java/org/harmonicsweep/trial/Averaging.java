package org.harmonicsweep.trial;

import java.io.Serializable;

/**
 * How copies of one network are trained at once: each worker takes steps of its own, then all go on
 * from the mean of their parameters and of Adam's means.
 *
 * @param workers copies, at least 1
 * @param frequency steps of each worker between two averages, at least 1
 * @param depth levels of the tree in which Spark sums, at least 1
 * @param workerBatch samples of a worker's step, at least 1: a batch is dealt out in such pieces
 */
public record Averaging(int workers, int frequency, int depth, int workerBatch)
    implements Serializable {
  public Averaging {
    Checks.atLeast(1, "workers", workers);
    Checks.atLeast(1, "averaging frequency", frequency);
    Checks.atLeast(1, "aggregation depth", depth);
    Checks.atLeast(1, "worker batch", workerBatch);
  }

  /** Returns a text, such as {@code workers=2 frequency=5 depth=2 worker_batch=64}. */
  @Override
  public String toString() {
    return "workers=%d frequency=%d depth=%d worker_batch=%d"
        .formatted(workers, frequency, depth, workerBatch);
  }
}
