package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Trial;

/**
 * What the parts hold, without the measurements themselves.
 *
 * @param entries one per trial and measurement
 * @param unreadable names of parts that are no whole Parquet file of ours
 */
public record Ledger(List<Entry> entries, List<String> unreadable) {

  /**
   * A row in short.
   *
   * @param trial id of the trial
   * @param measurement digest of its metrics
   * @param rowDigest digest of all that is the same whenever the trial is run again
   * @param status {@code ok}, {@code diverged}, {@code failed} or {@code timeout}
   * @param wallSeconds wall-clock seconds of the trial
   * @param finishedAt end of the trial, ISO 8601 in UTC
   * @param part name of the file
   */
  public record Entry(
      String trial,
      String measurement,
      String rowDigest,
      String status,
      double wallSeconds,
      String finishedAt,
      String part) {

    /** Returns whether the trial reached its time, so that another attempt may end otherwise. */
    public boolean isTimeout() {
      return status.equals(TrialOutcome.TIMEOUT);
    }

    /** Returns whether the trial threw or reached its time: what may be tried again. */
    public boolean isFailure() {
      return isTimeout() || status.equals(TrialOutcome.FAILED);
    }

    Key key() {
      return new Key(trial, measurement);
    }
  }

  private record Key(String trial, String measurement) {}

  public Ledger {
    entries = List.copyOf(entries);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Returns the ledger of all entries; a row that stands in two parts counts once.
   *
   * <p>That happens when two runs shared a directory, and their rows are then the same. Only where
   * an attempt reached its time may another have ended: then the ended one counts.
   *
   * @throws org.harmonicsweep.jobs.JobException if two rows of a trial differ
   */
  static Ledger of(Collection<Entry> entries, List<String> unreadable) {
    Map<Key, Entry> first = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Entry known = first.putIfAbsent(entry.key(), entry);
      if (known == null || entry.isTimeout()) {
        continue;
      }
      if (known.isTimeout()) {
        first.put(entry.key(), entry);
      } else if (!known.rowDigest().equals(entry.rowDigest())) {
        throw JobErrors.contradiction(entry.trial(), known.part(), entry.part());
      }
    }
    return new Ledger(List.copyOf(first.values()), unreadable);
  }

  /** Returns the entries with the given measurement. */
  public List<Entry> current(String measurement) {
    return entries.stream().filter(e -> e.measurement().equals(measurement)).toList();
  }

  /** Returns the trials of a plan that have no row with its measurement, in the plan's order. */
  public List<Trial> missing(SweepPlan plan) {
    Set<String> done = current(plan.measurement()).stream().map(Entry::trial).collect(toSet());
    return plan.trials().stream().filter(trial -> !done.contains(trial.id().value())).toList();
  }
}
