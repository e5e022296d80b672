package org.harmonicsweep.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.ExitCode;
import org.harmonicsweep.jobs.FailureErrors;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.execution.Execution;
import org.harmonicsweep.jobs.execution.SlowStart;
import org.harmonicsweep.jobs.execution.SparkSweepExecutor;
import org.harmonicsweep.jobs.execution.StopSwitch;
import org.harmonicsweep.jobs.pipeline.Findings;
import org.harmonicsweep.jobs.pipeline.RunResult;
import org.harmonicsweep.jobs.pipeline.SweepPipeline;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.sweeps.plan.ReplicatePlanner.Outcome;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.TimeLimit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code harmonic run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Trains what is missing of a study, and writes its report.",
      "",
      "To resume after an interruption, to extend the grid and to add replicates is",
      "this same command: it trains the trials of the plan that have no row yet.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  harmonic run sweeps/quickstart.yaml",
      "  harmonic run sweeps/mnist.yaml --set MNIST=/data/mnist --out hdfs:///results",
      "",
      "Where it runs: on all cores of this machine, unless Spark is told otherwise, as by",
      "  spark-submit --master yarn --class org.harmonicsweep.jobs.cli.Main \\",
      "    harmonic-sweep.jar run STUDY --out hdfs:///results"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private final StudyOptions options = new StudyOptions();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Directory in which the study gets its own. Default: ${DEFAULT-VALUE}.")
  private String out = "out";

  @Option(
      names = "--tolerate",
      paramLabel = "SHARE",
      description = {
        "Share of trials, from 0 to 1, that may fail or reach the study's trial_timeout: more stop",
        "the run. A trial that diverged is a result and does not count. Default: the study's",
        "max_failed_fraction; where it has none, no failure stops the run, and in the end the exit",
        "code is 0 only if there was none."
      })
  private Optional<Double> tolerated = Optional.empty();

  @Option(
      names = "--retry-failed",
      description = {
        "Try failed and timed-out trials again: their rows go to failures/. A failure is otherwise",
        "a result, because what fails for a reason of its own would fail again."
      })
  private boolean isRetried;

  @Option(
      names = "--no-report",
      description = {
        "Ends when the rows are there. 'harmonic report' and 'harmonic claims' ask them later."
      })
  private boolean isRowsOnly;

  @Override
  public Integer call() {
    tolerated
        .filter(share -> !(share >= 0 && share <= 1))
        .ifPresent(
            share -> {
              throw output.usage("--tolerate is " + share + ", must be from 0 to 1");
            });
    StopSwitch stop = new StopSwitch();
    Signals.stopOnInterrupt(stop);
    // Read before Spark starts: an error in a study shows at once.
    Study read = options.read(Sessions.hadoop());
    Study study = tolerated.map(read::tolerating).orElse(read);
    SlowStart.warning().ifPresent(output::warn);
    SparkSession spark = Sessions.start(study.name());
    return Sessions.ending(spark, () -> run(study, spark, stop));
  }

  private int run(Study study, SparkSession spark, StopSwitch stop) {
    SparkSweepExecutor executor =
        new SparkSweepExecutor(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            ProgressDisplay.on(output.err()),
            stop);
    SweepPipeline pipeline = new SweepPipeline(spark, executor, this::announce, Version.number());
    if (isRetried) {
      long rows = pipeline.setAsideFailed(study, out);
      output
          .err()
          .println("harmonic: %d failed or timed-out trials will be tried again".formatted(rows));
    }
    RunResult result = pipeline.run(study, out, UUID.randomUUID().toString());
    for (String part : result.damaged()) {
      output.err().println("harmonic: trials/" + part + " was damaged; it is in damaged/ now");
    }
    result.execution().warnings().forEach(text -> output.warn("an executor: " + text));
    warnOfShorterTimes(study, result);
    warnOfInexactRows(result);
    refuseIfIncomplete(study, result);
    if (isRowsOnly) {
      output.out().println("results  " + Words.path(result.results().path()));
    } else {
      print(result, pipeline.conclude(result));
    }
    double share = study.tolerance().failedFraction().orElse(0);
    if ((double) result.failed() / result.planned() > share) {
      throw FailureErrors.tooManyFailed(result.failed(), result.planned(), share);
    }
    return ExitCode.DONE.number();
  }

  private void announce(SweepPlan plan, List<Cohort> cohorts, int slots) {
    long toTrain = cohorts.stream().mapToLong(cohort -> cohort.trials().size()).sum();
    double seconds = cohorts.stream().mapToDouble(Cohort::predictedSeconds).sum();
    String all =
        "%s: %d trials in %d cells"
            .formatted(plan.study().name(), plan.trials().size(), plan.study().cellsOnEngines());
    String rest =
        toTrain == 0
            ? "all are done"
            : "%d to train in %d cohorts, %d at once, about %s"
                .formatted(
                    toTrain,
                    cohorts.size(),
                    slots,
                    Words.duration(seconds / Math.min(slots, cohorts.size())));
    output.err().println(all + "; " + rest);
  }

  private void warnOfShorterTimes(Study study, RunResult result) {
    TimeLimit limit = study.tolerance().timeLimit();
    long rows = result.timedOutBefore(limit);
    if (rows > 0) {
      output.warn(
          "%d trials keep the row of a shorter trial_timeout, now there is %s; --retry-failed gives them the new one"
              .formatted(rows, limit));
    }
  }

  private void warnOfInexactRows(RunResult result) {
    if (result.execution().dropped() > 0) {
      output.warn(
          "%d rows were there already with other digits, as their engine allows: those stay"
              .formatted(result.execution().dropped()));
    }
    if (result.settled() > 0) {
      output.warn(
          "%d trials have rows that differ, as their engine allows: the first one finished counts"
              .formatted(result.settled()));
    }
  }

  private static void refuseIfIncomplete(Study study, RunResult result) {
    Execution execution = result.execution();
    switch (execution.end()) {
      case COMMON_FAILURE ->
          throw FailureErrors.sameFailure(
              execution.trials(), execution.commonFailure().orElseThrow().text());
      case TOO_MANY_FAILED ->
          throw FailureErrors.stoppedByFailures(
              result.failed(),
              result.planned(),
              study.tolerance().failedFraction().orElse(0),
              result.rows().size());
      case STOPPED -> throw JobErrors.stopped(result.rows().size(), result.planned());
      case COMPLETE -> {}
    }
    if (result.missing() > 0) {
      throw JobErrors.incomplete(result.missing());
    }
  }

  private static String precision(Outcome cells) {
    return "%d cells are known as precisely as the study asks; %d are not with the most replicates, %d for want of budget, %d lack the metric"
        .formatted(cells.precise(), cells.atMost(), cells.overBudget(), cells.unmeasured());
  }

  private void print(RunResult result, Findings findings) {
    PrintWriter out = output.out();
    out.println("\n" + findings.summary().text() + "\n");
    if (!findings.claims().overall().isEmpty()) {
      out.println(findings.claims().text() + "\n");
    }
    Execution execution = result.execution();
    if (execution.trials() > 0) {
      out.println(
          "%d trials in %s: %s trials per core-minute, %.0f %% of the time training"
              .formatted(
                  execution.trials(),
                  Words.duration(execution.wallSeconds()),
                  Words.number(execution.trialsPerCoreMinute()),
                  100 * execution.trainingSeconds() / execution.coreSeconds()));
    }
    result.precision().ifPresent(cells -> out.println(precision(cells)));
    out.println("results  " + Words.path(result.results().path()));
    out.println("report   " + Words.path(findings.report()));
  }
}
