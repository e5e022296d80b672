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
import org.harmonicsweep.experiment.TrialOutcome;
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
   * Writes the part of a cohort.
   *
   * <p>If it is there already, another attempt was faster; its rows are then compared with ours. A
   * row of ours that ended where the other attempt reached its time is written as well: to a part
   * of its own, or in the place of the other's if all of them are such.
   *
   * @param cohort digest of the cohort
   * @param rows of its trials
   * @param attempt number that no other attempt of this run has
   * @return the name of the part
   * @throws IOException if the file system refuses; nothing is then left behind
   */
  public String commit(String cohort, List<TrialRow> rows, long attempt) throws IOException {
    Storage storage = new Storage(configuration.value());
    Path part = new Path(trials, ResultDirectory.partName(cohort));
    Path staging =
        new Path(new Path(trials, ResultDirectory.STAGING), stagingName(cohort, attempt));
    byte[] bytes = PartFile.bytes(rows);
    if (storage.appearsOnClose(part)) {
      if (storage.exists(part)) {
        settle(part, rows, attempt, () -> storage.write(part, bytes));
      } else {
        storage.write(part, bytes);
      }
      return part.getName();
    }
    try {
      for (int left = TRIES; left > 0; left--) {
        if (published(storage, staging, bytes, part)) {
          return part.getName();
        }
      }
      throw new IOException("cannot publish " + part + ": another run removes " + staging);
    } catch (FileAlreadyExistsException e) {
      settle(part, rows, attempt, () -> storage.replace(staging, part));
      return part.getName();
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
  private void settle(Path part, List<TrialRow> rows, long attempt, Replacement replacement)
      throws IOException {
    List<TrialRow> better = better(part, rows);
    if (better.size() == rows.size()) {
      replacement.run();
    } else if (!better.isEmpty()) {
      commit(digest(better), better, attempt);
    }
  }

  /**
   * Returns our rows that ended where those of a part reached their time; all if it is damaged.
   * Existence is no proof of wholeness: a full disk also leaves files.
   */
  private List<TrialRow> better(Path part, List<TrialRow> rows) throws IOException {
    Map<String, Entry> found;
    try {
      found =
          new PartReader(configuration.value())
              .entries(part).stream().collect(toMap(Entry::trial, entry -> entry));
    } catch (UnreadablePartException e) {
      return rows;
    }
    List<TrialRow> better = new ArrayList<>();
    for (TrialRow row : rows) {
      String trial = row.text("trial_id").orElseThrow();
      Entry known = found.get(trial);
      if (isTimeout(row) && known != null) {
        continue;
      }
      if (known != null && known.isTimeout()) {
        better.add(row);
      } else if (known == null || !row.text("row_digest").orElseThrow().equals(known.rowDigest())) {
        throw JobErrors.contradiction(trial, part.toString(), "this run");
      }
    }
    return better;
  }

  private static boolean isTimeout(TrialRow row) {
    return row.text("status").orElseThrow().equals(TrialOutcome.TIMEOUT);
  }

  private static String digest(List<TrialRow> rows) {
    Set<String> trials =
        rows.stream().map(row -> row.text("trial_id").orElseThrow()).collect(toSet());
    return Cohort.digest(trials, rows.get(0).text("measurement").orElseThrow());
  }
}
