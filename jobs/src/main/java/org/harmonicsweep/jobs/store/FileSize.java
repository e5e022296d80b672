package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.PublishTask.Share;
import org.harmonicsweep.results.RowDigest;
import org.harmonicsweep.results.TrialRow;

/**
 * How many rows a published file gets: fewer where rows are long, so that files are few and large.
 *
 * <p>It is a function of the rows in their order alone. Neither the parts they come from nor their
 * size on disk may count, because those are another run's.
 *
 * @param fewest rows, at least 1
 * @param characters of digested text that a file gets if its rows are short
 */
record FileSize(int fewest, long characters) {
  /** As many first rows say how long the rows are. */
  private static final int SAMPLE = 32;

  /** From some twenty to some hundred megabytes, the longer the rows the more. */
  static final FileSize STANDARD = new FileSize(5000, 250_000_000);

  FileSize {
    if (fewest < 1 || characters < 0) {
      throw new IllegalArgumentException(
          "a file has at least %d rows of %d characters".formatted(fewest, characters));
    }
  }

  /** Returns the size of files that have so many rows each. */
  static FileSize ofRows(int rows) {
    return new FileSize(rows, 0);
  }

  /**
   * Returns the rows of each file but the last.
   *
   * @param sorted entries of all rows, at least one, by trial
   * @param trials directory of their parts
   */
  int rows(List<Entry> sorted, Path trials, PartReader reader) throws IOException {
    List<Entry> sample = sorted.subList(0, Math.min(SAMPLE, sorted.size()));
    Map<String, List<Entry>> parts =
        sample.stream().collect(groupingBy(Entry::part, TreeMap::new, Collectors.toList()));
    long length = 0;
    for (List<Entry> entries : parts.values()) {
      Share share = Share.of(entries);
      for (TrialRow row : reader.rows(new Path(trials, share.part()), share)) {
        length += RowDigest.length(row);
      }
    }
    long rows = characters * sample.size() / length;
    return (int) Math.max(fewest, Math.min(Integer.MAX_VALUE, rows));
  }
}
