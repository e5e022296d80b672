package org.harmonicsweep.jobs.store;

import java.util.List;
import org.harmonicsweep.jobs.store.Ledger.Entry;

/**
 * What was published.
 *
 * @param directory as a user would write it
 * @param trials number of rows
 * @param missing number of trials of the plan without one
 * @param files what the bundle holds, with their sizes
 */
public record Bundle(String directory, long trials, long missing, List<PublishedFile> files) {
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
   */
  record Content(List<Entry> rows, List<String> missing) {
    Content {
      rows = List.copyOf(rows);
      missing = List.copyOf(missing);
    }
  }
}
