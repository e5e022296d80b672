package org.harmonicsweep.jobs.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.jobs.execution.CohortSummary.Failure;
import org.harmonicsweep.jobs.store.PartWriter;
import org.harmonicsweep.jobs.store.PartWriter.Committed;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.trial.Trial;

/**
 * One Spark task: trains and measures the trials of a cohort one after another, then writes them.
 *
 * <p>Nothing is written before the last trial ends, so a task that is killed leaves nothing.
 */
final class CohortTask implements VoidFunction<Cohort> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<DataSplit> data;
  private final Terms terms;
  private final PartWriter parts;
  private final CollectionAccumulator<CohortSummary> finished;

  CohortTask(
      Broadcast<DataSplit> data,
      Terms terms,
      PartWriter parts,
      CollectionAccumulator<CohortSummary> finished) {
    this.data = data;
    this.terms = terms;
    this.parts = parts;
    this.finished = finished;
  }

  @Override
  public void call(Cohort cohort) throws IOException {
    // no task: the driver trains this one, on all executors
    Optional<TaskContext> task = Optional.ofNullable(TaskContext.get());
    Workplace here = Workplace.here(task.map(TaskContext::attemptNumber).orElse(0));
    Experiment experiment = new Experiment(data.value(), terms.metrics(), terms.limit());
    List<Failure> failures = new ArrayList<>();
    int timedOut = 0;
    double trainingSeconds = 0;
    List<TrialRow> rows = new ArrayList<>();
    long start = System.nanoTime();
    for (Trial trial : cohort.trials()) {
      requireWanted(task);
      TrialResult result = run(experiment, trial);
      failure(result.outcome()).ifPresent(failures::add);
      timedOut += result.outcome() instanceof TrialOutcome.TimedOut ? 1 : 0;
      trainingSeconds += result.trainingSeconds();
      rows.add(ResultColumns.row(terms.stamp(), result, here.of(result)));
    }
    requireWanted(task);
    double wallSeconds = (System.nanoTime() - start) / 1e9;
    String digest = cohort.digest(terms.stamp().measurement());
    Committed committed =
        parts.commit(digest, rows, task.map(TaskContext::taskAttemptId).orElse(0L));
    finished.add(
        new CohortSummary(
            committed.part(),
            rows.size(),
            committed.dropped(),
            failures,
            timedOut,
            cohort.predictedSeconds(),
            wallSeconds,
            trainingSeconds,
            ExecutorStart.warnings()));
  }

  /**
   * A trial's limit of time interrupts the thread as well as Spark does, and takes its interruption
   * back; if both come at once, only Spark still knows that the task is to end.
   */
  private static void requireWanted(Optional<TaskContext> task) {
    if (task.map(TaskContext::isInterrupted).orElse(Thread.currentThread().isInterrupted())) {
      throw new CancellationException("the task was killed");
    }
  }

  /**
   * Too small a heap says nothing of the trial: no row, but a word on what to do. The error itself
   * is not handed on, because Spark ends the JVM when it finds it among the causes.
   */
  private static TrialResult run(Experiment experiment, Trial trial) {
    try {
      return experiment.run(trial);
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException(
          "trial %s needs more memory than the %d MiB of this JVM (-Xmx, spark.executor.memory)"
              .formatted(trial.id(), Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private static Optional<Failure> failure(TrialOutcome outcome) {
    return outcome.match(
        completed -> Optional.empty(),
        diverged -> Optional.empty(),
        failed ->
            Optional.of(
                new Failure(failed.stackHash(), failed.exception() + ": " + failed.message())),
        late -> Optional.empty());
  }
}
