package org.harmonicsweep.jobs.store;

import java.util.List;
import org.harmonicsweep.jobs.store.Ledger.Entry;

/**
 * What was published.
 *
 * @param directory as a user would write it
 * @param trials number of rows
 * @param missing number of trials of the plan without one
 * @param settled number of trials of which one of several rows that differ was taken, as the engine
 *     is not exact
 * @param files what the bundle holds, with their sizes
 */
public record Bundle(
    String directory, long trials, long missing, long settled, List<PublishedFile> files) {
  public Bundle {
    files = List.copyOf(files);
  }

  /** Returns the size of all files in bytes. */
  public long bytes() {
    return files.stream().mapToLong(PublishedFile::bytes).sum();
  }

  /**
   * What a bundle is to hold.
   *
   * @param rows entries of the trials that have a current row, sorted by trial
   * @param missing trials of the plan without one, in its order
   * @param settled number of the rows that were taken of several that differ
   */
  record Content(List<Entry> rows, List<String> missing, long settled) {
    Content {
      rows = List.copyOf(rows);
      missing = List.copyOf(missing);
    }
  }
}
