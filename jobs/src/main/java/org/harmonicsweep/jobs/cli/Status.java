package org.harmonicsweep.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.store.Ledger;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.PlanRecord;

/**
 * How far a study is.
 *
 * @param plan what is to be in the table
 * @param rows of trials of the plan, with its measurement
 * @param settled how many of these trials have rows that differ, of an engine that is not exact
 * @param unreadable names of parts that cannot be read
 */
record Status(PlanRecord plan, List<Entry> rows, long settled, List<String> unreadable) {

  static Status of(PlanRecord plan, List<String> trials, Ledger ledger) {
    Set<String> planned = new HashSet<>(trials);
    List<Entry> rows =
        ledger.current(plan.measurement()).stream()
            .filter(entry -> planned.contains(entry.trial()))
            .toList();
    return new Status(plan, rows, ledger.settledAmong(rows), ledger.unreadable());
  }

  List<String> lines() {
    long missing = plan.trials() - rows.size();
    List<String> lines = new ArrayList<>();
    lines.add(plan.study() + (plan.question().isEmpty() ? "" : ": " + plan.question()));
    lines.add(line("plan", "%d trials in %d cells".formatted(plan.trials(), plan.cells())));
    lines.add(line("done", rows.size()));
    lines.add(line("missing", missing));
    lines.add(line("failed", count(TrialOutcome.FAILED)));
    lines.add(line("timed out", count(TrialOutcome.TIMEOUT)));
    lines.add(line("diverged", count("diverged")));
    if (settled > 0) {
      lines.add(
          line("settled", settled + " have rows that differ as their engine allows; one counts"));
    }
    if (!unreadable.isEmpty()) {
      lines.add(
          line(
              "damaged",
              "%d parts; the next run computes their trials anew: %s"
                  .formatted(unreadable.size(), String.join(", ", unreadable))));
    }
    if (!rows.isEmpty()) {
      double perMinute = trialsPerMinute();
      lines.add(line("rate", Words.number(perMinute) + " trials per minute while it ran"));
      if (missing > 0) {
        lines.add(
            line("to go", "about " + Words.duration(missing / perMinute * 60) + " of running"));
      }
      lines.add(line("last row", latest().toString()));
    }
    return lines;
  }

  private long count(String status) {
    return rows.stream().filter(row -> row.status().equals(status)).count();
  }

  private Instant latest() {
    return rows.stream()
        .map(row -> Instant.parse(row.finishedAt()))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /**
   * Returns rows over the time in which trials ran: the union of the spans from the start to the
   * end of each, so that pauses between runs do not count.
   */
  private double trialsPerMinute() {
    List<Entry> byEnd =
        rows.stream().sorted((a, b) -> a.finishedAt().compareTo(b.finishedAt())).toList();
    double seconds = 0;
    Instant until = Instant.MIN;
    for (Entry row : byEnd) {
      Instant end = Instant.parse(row.finishedAt());
      Instant start = end.minusNanos((long) (row.wallSeconds() * 1e9));
      Instant from = start.isAfter(until) ? start : until;
      seconds += Math.max(0, Duration.between(from, end).toNanos() / 1e9);
      until = end.isAfter(until) ? end : until;
    }
    return rows.size() / Math.max(seconds, 1e-3) * 60;
  }

  private static String line(String name, Object text) {
    return "  %-10s%s".formatted(name, text);
  }
}
