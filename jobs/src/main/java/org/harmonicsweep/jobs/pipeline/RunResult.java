package org.harmonicsweep.jobs.pipeline;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.jobs.execution.Execution;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.sweeps.plan.ReplicatePlanner.Outcome;

/**
 * What a run left behind.
 *
 * @param results where the rows are
 * @param planned number of trials of the plan
 * @param rows one entry per trial of the plan that has a row
 * @param damaged names of parts that could not be read, were moved aside and computed anew
 * @param execution what was run
 * @param precision how the cells ended, if the study asked for a precision and all is done
 */
public record RunResult(
    ResultDirectory results,
    long planned,
    List<Entry> rows,
    List<String> damaged,
    Execution execution,
    Optional<Outcome> precision) {
  public RunResult {
    rows = List.copyOf(rows);
    damaged = List.copyOf(damaged);
  }

  /** Returns how many trials of the plan threw; one that diverged is a result, not a failure. */
  public long failed() {
    return rows.stream().filter(row -> row.status().equals("failed")).count();
  }

  /** Returns how many trials of the plan have no row. */
  public long missing() {
    return planned - rows.size();
  }
}
