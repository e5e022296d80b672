package org.harmonicsweep.jobs.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.harmonicsweep.jobs.execution.Execution;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.sweeps.plan.ReplicatePlanner.Outcome;
import org.harmonicsweep.trial.TimeLimit;

/**
 * What a run left behind.
 *
 * @param results where the rows are
 * @param planned number of trials of the plan
 * @param rows one entry per trial of the plan that has a row
 * @param settled how many of these were chosen of rows that differ, as their engine is not exact
 * @param damaged names of parts that could not be read, were moved aside and computed anew
 * @param execution what was run
 * @param precision how the cells ended, if the study asked for a precision and all is done
 */
public record RunResult(
    ResultDirectory results,
    long planned,
    List<Entry> rows,
    long settled,
    List<String> damaged,
    Execution execution,
    Optional<Outcome> precision) {
  public RunResult {
    rows = List.copyOf(rows);
    damaged = List.copyOf(damaged);
  }

  /**
   * Returns how many trials of the plan threw or reached their time; one that diverged is a result,
   * not a failure.
   */
  public long failed() {
    return rows.stream().filter(Entry::isFailure).count();
  }

  /** Returns how many trials of the plan reached a time that is shorter than the given one. */
  public long timedOutBefore(TimeLimit limit) {
    List<Entry> late = rows.stream().filter(Entry::isTimeout).toList();
    if (late.isEmpty()) {
      return 0;
    }
    Map<String, OptionalDouble> reached =
        results.values(late.get(0).measurement(), ResultColumns.FAILURE_TIMEOUT);
    return late.stream()
        .map(row -> reached.getOrDefault(row.trial(), OptionalDouble.empty()))
        .filter(seconds -> seconds.isPresent() && seconds.getAsDouble() < limit.seconds())
        .count();
  }

  /** Returns how many trials of the plan have no row. */
  public long missing() {
    return planned - rows.size();
  }
}
