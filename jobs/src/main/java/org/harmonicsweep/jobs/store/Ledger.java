package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Trial;

/**
 * What the parts hold, without the measurements themselves.
 *
 * @param entries one per trial and measurement
 * @param settled those of the entries whose trial has rows that differ, as they may where the
 *     engine is not exact
 * @param unreadable names of parts that are no whole Parquet file of ours
 */
public record Ledger(List<Entry> entries, List<Entry> settled, List<String> unreadable) {

  /**
   * A row in short.
   *
   * @param trial id of the trial
   * @param measurement digest of its metrics
   * @param engine name of the engine that trained
   * @param rowDigest digest of all that is the same whenever the trial is run again
   * @param status {@code ok}, {@code diverged}, {@code failed} or {@code timeout}
   * @param wallSeconds wall-clock seconds of the trial
   * @param finishedAt end of the trial, ISO 8601 in UTC
   * @param part name of the file
   */
  public record Entry(
      String trial,
      String measurement,
      String engine,
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

    /** Returns whether every attempt that ends gives the same row. */
    boolean isExact() {
      return !Engine.inexact().contains(engine);
    }

    /** Returns whether another row of the trial ended as well, and otherwise. */
    boolean differsFrom(Entry other) {
      return !isTimeout() && !other.isTimeout() && !rowDigest.equals(other.rowDigest);
    }

    /** Returns the entry of a row that a part is to get. */
    static Entry of(TrialRow row, String part) {
      return new Entry(
          row.text("trial_id").orElseThrow(),
          row.text("measurement").orElseThrow(),
          row.text("engine").orElseThrow(),
          row.text("row_digest").orElseThrow(),
          row.text("status").orElseThrow(),
          Double.parseDouble(row.provenance("wall_seconds").orElseThrow()),
          row.provenance("finished_at").orElseThrow(),
          part);
    }

    /** Returns whether this row says more of the trial than another that is there. */
    boolean endedBetterThan(Entry other) {
      return BY_END.compare(this, other) < 0;
    }

    /** Returns whether this row counts, and another of the trial does not. */
    boolean precedes(Entry other) {
      return (isExact() ? BY_END : BY_END_AND_TIME).compare(this, other) < 0;
    }

    private int end() {
      return isTimeout() ? 2 : isFailure() ? 1 : 0;
    }

    Key key() {
      return new Key(trial, measurement);
    }
  }

  /**
   * An attempt that reached its time says less than one that threw, and that less than a result.
   */
  private static final Comparator<Entry> BY_END = Comparator.comparingInt(Entry::end);

  /** What stands in the table stays there, whatever is finished later. */
  private static final Comparator<Entry> BY_END_AND_TIME =
      BY_END.thenComparing(Entry::finishedAt).thenComparing(Entry::rowDigest);

  private record Key(String trial, String measurement) {}

  public Ledger {
    entries = List.copyOf(entries);
    settled = List.copyOf(settled);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Returns the ledger of all entries; a row that stands in two parts counts once.
   *
   * <p>That happens when two runs shared a directory, and their rows are then the same. Only where
   * an attempt reached its time may another have ended: then the ended one counts. Of an engine
   * that is not exact rows may differ: then a result counts before a failure, and the one finished
   * first before a later one.
   *
   * @throws org.harmonicsweep.jobs.JobException if two rows of a trial of an exact engine differ
   */
  static Ledger of(Collection<Entry> entries, List<String> unreadable) {
    Map<Key, Entry> chosen = new LinkedHashMap<>();
    Set<Key> settled = new HashSet<>();
    for (Entry entry : entries) {
      Entry known = chosen.putIfAbsent(entry.key(), entry);
      if (known == null) {
        continue;
      }
      if (entry.differsFrom(known)) {
        if (entry.isExact()) {
          throw JobErrors.contradiction(entry.trial(), known.part(), entry.part());
        }
        settled.add(entry.key());
      }
      if (entry.precedes(known)) {
        chosen.put(entry.key(), entry);
      }
    }
    return new Ledger(
        List.copyOf(chosen.values()),
        chosen.values().stream().filter(entry -> settled.contains(entry.key())).toList(),
        unreadable);
  }

  /** Returns the entries with the given measurement. */
  public List<Entry> current(String measurement) {
    return entries.stream().filter(e -> e.measurement().equals(measurement)).toList();
  }

  /** Returns how many of some entries were chosen of rows that differ. */
  public long settledAmong(Collection<Entry> some) {
    Set<Entry> chosen = Set.copyOf(settled);
    return some.stream().filter(chosen::contains).count();
  }

  /** Returns the trials of a plan that have no row with its measurement, in the plan's order. */
  public List<Trial> missing(SweepPlan plan) {
    Set<String> done = current(plan.measurement()).stream().map(Entry::trial).collect(toSet());
    return plan.trials().stream().filter(trial -> !done.contains(trial.id().value())).toList();
  }
}
