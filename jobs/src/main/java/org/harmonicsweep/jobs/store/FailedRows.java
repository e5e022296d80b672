package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.PublishTask.Share;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.Cohort;

/**
 * The rows of trials that threw or reached their time.
 *
 * <p>A failure is a result and is not tried again by itself: what is deterministic would fail once
 * more. Where its cause was the machine or the time, its row is taken out of the table, and the
 * next run finds the trial missing.
 */
public final class FailedRows {
  private final Configuration configuration;
  private final ResultDirectory results;

  /** Creates the view of a directory's failed rows. */
  public FailedRows(Configuration configuration, ResultDirectory results) {
    this.configuration = configuration;
    this.results = results;
  }

  /**
   * Moves all failed rows to {@code failures/}; the other rows of their parts stay.
   *
   * <p>These are written to a part of their own first. Whoever is killed in between leaves rows
   * twice, which count once.
   *
   * @return how many there were
   */
  public long setAside() {
    long count = 0;
    Ledger ledger = results.ledger();
    List<Entry> failed = failed(ledger);
    while (!failed.isEmpty()) { // a row may stand in two parts, of which a ledger names one
      count += failed.size();
      Set<String> parts = failed.stream().map(Entry::part).collect(toSet());
      keepOthers(ledger, parts);
      results.setAsideFailed(List.copyOf(parts));
      ledger = results.ledger();
      failed = failed(ledger);
    }
    return count;
  }

  private static List<Entry> failed(Ledger ledger) {
    return ledger.entries().stream().filter(Entry::isFailure).toList();
  }

  private void keepOthers(Ledger ledger, Set<String> parts) {
    Map<String, List<Entry>> others =
        ledger.entries().stream()
            .filter(entry -> parts.contains(entry.part()) && !entry.isFailure())
            .collect(groupingBy(Entry::part, TreeMap::new, toList()));
    for (List<Entry> entries : others.values()) {
      Share share = Share.of(entries);
      Path part = new Path(results.trials(), share.part());
      try {
        List<TrialRow> rows = new PartReader(configuration).rows(part, share);
        results
            .writer(UUID.randomUUID().toString())
            .commit(Cohort.digest(share.trials(), share.measurement()), rows, 0);
      } catch (IOException e) {
        throw JobErrors.fileSystem(part.toString(), e);
      }
    }
  }
}
