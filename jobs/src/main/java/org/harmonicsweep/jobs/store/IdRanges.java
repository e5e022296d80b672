package org.harmonicsweep.jobs.store;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;

/** Gives each trial the file in whose range its id lies, so that files depend on ids only. */
final class IdRanges extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final List<String> firsts;

  private IdRanges(List<String> firsts) {
    this.firsts = firsts;
  }

  /**
   * Divides ids into ranges.
   *
   * @param sorted at least one id
   * @param size of each range but the last
   */
  static IdRanges of(List<String> sorted, int size) {
    return new IdRanges(
        IntStream.iterate(0, i -> i < sorted.size(), i -> i + size).mapToObj(sorted::get).toList());
  }

  @Override
  public int numPartitions() {
    return firsts.size();
  }

  @Override
  public int getPartition(Object id) {
    int found = Collections.binarySearch(firsts, (String) id);
    return found >= 0 ? found : -found - 2;
  }
}
