package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.results.TrialRow;

/**
 * What the tasks of a publication do: take rows out of parts, and write those of a range of ids.
 *
 * <p>Rows travel as lists of their values.
 */
final class PublishTask implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String trials;
  private final String bundle;
  private final SerializableConfiguration configuration;

  PublishTask(Path trials, Path bundle, Configuration configuration) {
    this.trials = trials.toString();
    this.bundle = bundle.toString();
    this.configuration = new SerializableConfiguration(configuration);
  }

  /**
   * Rows to take out of a part.
   *
   * @param part name of the file
   * @param trials ids
   * @param measurement of the rows
   */
  record Share(String part, Set<String> trials, String measurement) implements Serializable {

    /** Returns the share of entries that all stand in one part. */
    static Share of(List<Entry> entries) {
      return new Share(
          entries.get(0).part(),
          Set.copyOf(entries.stream().map(Entry::trial).toList()),
          entries.get(0).measurement());
    }
  }

  /** Returns the values of the rows of a share. */
  Iterator<List<?>> rows(Share share) throws IOException {
    List<List<?>> values = new ArrayList<>();
    Path part = new Path(trials, share.part());
    for (TrialRow row : new PartReader(configuration.value()).rows(part, share)) {
      values.add(new ArrayList<>(row.values()));
    }
    return values.iterator();
  }

  /** Writes the rows of a range, sorted by trial, to a file of each table. */
  Iterator<PublishedFile> write(int number, Iterator<List<?>> rows) throws IOException {
    Path attempt = new Path(bundle, "_" + TaskContext.get().taskAttemptId());
    Storage storage = new Storage(configuration.value());
    List<PublishedTable.File> open = new ArrayList<>();
    for (PublishedTable table : PublishedTable.values()) {
      open.add(table.open(storage, new Path(bundle), attempt, number));
    }
    while (rows.hasNext()) {
      List<?> row = rows.next();
      for (PublishedTable.File file : open) {
        file.add(row);
      }
    }
    List<PublishedFile> files = new ArrayList<>();
    for (PublishedTable.File file : open) {
      files.add(file.publish(new Path(bundle)));
    }
    storage.discard(attempt);
    return files.iterator();
  }
}
