package org.harmonicsweep.bench;

import java.io.IOException;

/** One who trains the workloads; its models wait between the slices in which it is timed. */
interface Contender extends AutoCloseable {

  /** Whom ours is compared with. */
  enum Kind {
    /** The strict engine. */
    OURS,
    /** A PyTorch, of which the fastest counts. */
    PYTORCH,
    /** Another engine of the product. */
    ENGINE
  }

  /** Returns what it is. */
  Kind kind();

  /** Returns the name in the tables. */
  String name();

  /** Returns one line on what runs there. */
  String about();

  /** Returns how many models it trains at once. */
  int models();

  /** Returns whether it can train this workload. */
  boolean offers(Workload workload);

  /**
   * Returns the seconds until each of its models has taken so many steps, all at once.
   *
   * @param steps at least 1
   */
  double seconds(Workload workload, int steps) throws IOException, InterruptedException;

  @Override
  void close();
}
