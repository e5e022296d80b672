package org.harmonicsweep.jobs.execution;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.partitioningBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.JobException;
import org.harmonicsweep.jobs.execution.CohortSummary.Failure;
import org.harmonicsweep.jobs.execution.Execution.End;
import org.harmonicsweep.jobs.store.PartWriter;
import org.harmonicsweep.sweeps.plan.Cohort;

/**
 * Runs cohorts and watches them: as one Spark job, a task each, and after it, led by the driver,
 * those that many executors train.
 */
public final class SparkSweepExecutor {
  private static final long LOOK_MILLISECONDS = 100;

  private final JavaSparkContext spark;
  private final Progress.Factory progress;
  private final StopSwitch stop;
  private final Slots slots;

  /** Creates an executor that tells its progress and obeys the switch. */
  public SparkSweepExecutor(JavaSparkContext spark, Progress.Factory progress, StopSwitch stop) {
    this.spark = spark;
    this.progress = progress;
    this.stop = stop;
    this.slots = Slots.of(spark.sc(), stop);
  }

  /**
   * What the trials are run on and for.
   *
   * @param data sent to each executor once, so that all train on the bits the driver digested
   * @param terms the same for each trial
   * @param tolerated how many trials may fail or time out until the run stops; infinite if any
   *     number, negative if too many did so before
   */
  public record Assignment(DataSplit data, Terms terms, double tolerated) {}

  /** Returns how many tasks run at once; where nothing tells, waits for the first executors. */
  public int slots() {
    return slots.awaited();
  }

  /**
   * Runs cohorts, and returns when all are finished, or when it was stopped.
   *
   * @throws JobException if Spark gives up, or if a part contradicts what is there
   */
  public Execution execute(Assignment assignment, List<Cohort> cohorts, PartWriter parts) {
    if (cohorts.isEmpty()) {
      return nothing(End.COMPLETE);
    }
    Map<Boolean, List<Cohort>> byKind =
        cohorts.stream().collect(partitioningBy(Cohort::isDataParallel));
    Work work = new Work(assignment, spark.broadcast(assignment.data()), parts);
    ExecutorService driver = Executors.newSingleThreadExecutor();
    RunningTasks running = new RunningTasks();
    spark.sc().addSparkListener(running);
    try {
      Execution inTasks =
          run(work, assignment.tolerated(), byKind.getOrDefault(false, List.of()), this::inTasks);
      return inTasks.isComplete()
          ? inTasks.then(
              run(
                  work,
                  assignment.tolerated() - CircuitBreaker.failed(inTasks.cohorts()),
                  byKind.getOrDefault(true, List.of()),
                  (led, task) -> driver.submit(() -> oneAfterAnother(led, task))))
          : inTasks;
    } finally {
      driver.shutdownNow();
      running.awaitNone();
      spark.sc().removeSparkListener(running);
      spark.clearJobGroup();
    }
  }

  /** What all cohorts of an execution share. */
  private record Work(Assignment assignment, Broadcast<DataSplit> data, PartWriter parts) {}

  /** Starts cohorts. */
  @FunctionalInterface
  private interface Start {
    Future<Void> of(List<Cohort> cohorts, CohortTask task);
  }

  private Future<Void> inTasks(List<Cohort> cohorts, CohortTask task) {
    return spark.parallelize(cohorts, cohorts.size()).foreachAsync(task);
  }

  /** What many executors train is led by the driver, one trial at a time. */
  private static Void oneAfterAnother(List<Cohort> cohorts, CohortTask task) throws IOException {
    for (Cohort cohort : cohorts) {
      task.call(cohort);
    }
    return null;
  }

  private Execution run(Work work, double tolerated, List<Cohort> cohorts, Start start) {
    CircuitBreaker breaker = new CircuitBreaker(tolerated);
    if (cohorts.isEmpty() || breaker.isExceeded(List.of())) {
      return nothing(cohorts.isEmpty() ? End.COMPLETE : End.TOO_MANY_FAILED);
    }
    Terms terms = work.assignment().terms();
    String study = terms.stamp().study();
    describe(study, cohorts);
    CollectionAccumulator<CohortSummary> finished =
        spark.sc().collectionAccumulator("finished cohorts");
    return watch(
        start.of(cohorts, new CohortTask(work.data(), terms, work.parts(), finished)),
        finished,
        breaker,
        Forecast.of(cohorts, slots.now()),
        progress.start(study, trials(cohorts)));
  }

  private Execution nothing(End end) {
    return new Execution(
        List.of(), stop.isRequested() ? End.STOPPED : end, Optional.empty(), 0, slots.now());
  }

  private void describe(String study, List<Cohort> cohorts) {
    spark.setJobGroup(
        "harmonic-sweep " + study,
        "%s: %d trials in %d cohorts".formatted(study, trials(cohorts), cohorts.size()),
        true);
  }

  private Execution watch(
      Future<Void> job,
      CollectionAccumulator<CohortSummary> finished,
      CircuitBreaker breaker,
      Forecast forecast,
      Progress told) {
    long start = System.nanoTime();
    try (told) {
      while (true) {
        boolean ended = ended(job);
        List<CohortSummary> cohorts = finished.value();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        told.update(
            cohorts.stream().mapToLong(CohortSummary::trials).sum(),
            forecast.remaining(cohorts, elapsed));
        Optional<Failure> common = CircuitBreaker.commonFailure(cohorts);
        Optional<End> end =
            common.isPresent() ? Optional.of(End.COMMON_FAILURE) : end(ended, cohorts, breaker);
        if (end.isPresent()) {
          job.cancel(true);
          return new Execution(
              cohorts, end.get(), common, elapsed.toMillis() / 1e3, forecast.slots());
        }
      }
    }
  }

  /** Returns why to end now, if not for a failure in common; empty if it goes on. */
  private Optional<End> end(boolean ended, List<CohortSummary> cohorts, CircuitBreaker breaker) {
    if (ended) {
      return Optional.of(End.COMPLETE);
    }
    if (stop.isRequested()) {
      return Optional.of(End.STOPPED);
    }
    return breaker.isExceeded(cohorts) ? Optional.of(End.TOO_MANY_FAILED) : Optional.empty();
  }

  /** Waits a little for the end of a job. */
  private boolean ended(Future<Void> job) {
    try {
      job.get(LOOK_MILLISECONDS, MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      stop.request();
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | CancellationException e) {
      if (stop.isRequested()) {
        return false;
      }
      throw gaveUp(e);
    }
  }

  /** Spark wraps what a task threw in a message of many lines; the innermost cause says it best. */
  private static JobException gaveUp(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
      if (cause instanceof JobException known) {
        return known;
      }
    }
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return JobErrors.sparkGaveUp(cause.getClass().getSimpleName() + ": " + message, thrown);
  }

  private static long trials(List<Cohort> cohorts) {
    return cohorts.stream().mapToLong(cohort -> cohort.trials().size()).sum();
  }
}
