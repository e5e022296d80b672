package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.Cohort;

/**
 * Puts the rows of a cohort in their place, whole or not at all.
 *
 * <p>The file appears under a staging name that no reader looks at, and is then renamed. The name
 * says which cohort, run and attempt it belongs to, so attempts never meet. On an object store it
 * is put under its final name at once; of two attempts at the same time the later stays, with the
 * same rows.
 */
public final class PartWriter implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A start of another run may sweep a staging file away between its writing and its renaming. */
  private static final int TRIES = 3;

  private final String trials;
  private final String run;
  private final SerializableConfiguration configuration;

  PartWriter(Path trials, String run, Configuration configuration) {
    this.trials = trials.toString();
    this.run = run;
    this.configuration = new SerializableConfiguration(configuration);
  }

  /**
   * Where the rows of a cohort are.
   *
   * @param part name of the file
   * @param dropped number of our rows that were not written because those of another attempt, which
   *     differ in digits that the engine does not promise, are there
   */
  public record Committed(String part, int dropped) {}

  /**
   * Writes the part of a cohort.
   *
   * <p>If it is there already, another attempt was faster; its rows are then compared with ours. A
   * row of ours that ended where the other attempt reached its time is written as well: to a part
   * of its own, or in the place of the other's if all of them are such. Of an engine that is not
   * exact the rows may differ: then those that are there stay, unless they are failures and ours
   * are not.
   *
   * @param cohort digest of the cohort
   * @param rows of its trials
   * @param attempt number that no other attempt of this run has
   * @return where the rows are
   * @throws IOException if the file system refuses; nothing is then left behind
   */
  public Committed commit(String cohort, List<TrialRow> rows, long attempt) throws IOException {
    Storage storage = new Storage(configuration.value());
    Path part = new Path(trials, ResultDirectory.partName(cohort));
    Path staging =
        new Path(new Path(trials, ResultDirectory.STAGING), stagingName(cohort, attempt));
    byte[] bytes = PartFile.bytes(rows);
    if (storage.appearsOnClose(part)) {
      if (storage.exists(part)) {
        return settle(part, rows, attempt, () -> storage.write(part, bytes));
      }
      storage.write(part, bytes);
      return new Committed(part.getName(), 0);
    }
    try {
      for (int left = TRIES; left > 0; left--) {
        if (published(storage, staging, bytes, part)) {
          return new Committed(part.getName(), 0);
        }
      }
      throw new IOException("cannot publish " + part + ": another run removes " + staging);
    } catch (FileAlreadyExistsException e) {
      return settle(part, rows, attempt, () -> storage.replace(staging, part));
    } finally {
      storage.delete(staging);
    }
  }

  private String stagingName(String cohort, long attempt) {
    return cohort + "." + run + "." + attempt;
  }

  private static boolean published(Storage storage, Path staging, byte[] bytes, Path part)
      throws IOException {
    storage.write(staging, bytes);
    try {
      storage.publish(staging, part);
      return true;
    } catch (FileNotFoundException swept) {
      return false;
    }
  }

  @FunctionalInterface
  private interface Replacement {
    void run() throws IOException;
  }

  /**
   * Leaves the part that is there as it is, unless it is damaged or an attempt of ours got further.
   */
  private Committed settle(Path part, List<TrialRow> rows, long attempt, Replacement replacement)
      throws IOException {
    Map<String, Entry> found;
    try {
      found =
          new PartReader(configuration.value())
              .entries(part).stream().collect(toMap(Entry::trial, entry -> entry));
    } catch (UnreadablePartException e) {
      // existence is no proof of wholeness: a full disk also leaves files
      replacement.run();
      return new Committed(part.getName(), 0);
    }
    List<TrialRow> better = new ArrayList<>();
    int dropped = 0;
    for (TrialRow row : rows) {
      Entry ours = Entry.of(row, "this run");
      Entry known = found.get(ours.trial());
      if (known == null || (ours.isExact() && ours.differsFrom(known))) {
        throw JobErrors.contradiction(ours.trial(), part.toString(), ours.part());
      }
      if (ours.endedBetterThan(known)) {
        better.add(row);
      } else if (ours.differsFrom(known)) {
        dropped++;
      }
    }
    if (better.size() == rows.size()) {
      replacement.run();
    } else if (!better.isEmpty()) {
      commit(digest(better), better, attempt);
    }
    return new Committed(part.getName(), dropped);
  }

  private static String digest(List<TrialRow> rows) {
    Set<String> trials =
        rows.stream().map(row -> row.text("trial_id").orElseThrow()).collect(toSet());
    return Cohort.digest(trials, rows.get(0).text("measurement").orElseThrow());
  }
}
