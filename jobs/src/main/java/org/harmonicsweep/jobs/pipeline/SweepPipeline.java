package org.harmonicsweep.jobs.pipeline;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.analysis.SummaryTable;
import org.harmonicsweep.jobs.evidence.ClaimsTable;
import org.harmonicsweep.jobs.execution.Engines;
import org.harmonicsweep.jobs.execution.Execution;
import org.harmonicsweep.jobs.execution.SparkSweepExecutor;
import org.harmonicsweep.jobs.execution.SparkSweepExecutor.Assignment;
import org.harmonicsweep.jobs.execution.Terms;
import org.harmonicsweep.jobs.report.Report;
import org.harmonicsweep.jobs.store.FailedRows;
import org.harmonicsweep.jobs.store.Ledger;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.PartWriter;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.sweeps.plan.Cohort;
import org.harmonicsweep.sweeps.plan.CohortPlanner;
import org.harmonicsweep.sweeps.plan.ReplicatePlanner;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Study;

/**
 * From a study to its table: load, plan, subtract what is there, train the rest; again while cells
 * want more replicates.
 *
 * <p>Nothing is remembered between runs but the table, so to run, to resume, to extend the grid and
 * to add replicates are the same.
 */
public final class SweepPipeline {
  private final SparkSession spark;
  private final SparkSweepExecutor executor;
  private final Announcement announcement;
  private final String version;

  /** Is told what a run is about to do. */
  @FunctionalInterface
  public interface Announcement {

    /** Called before anything of a plan is trained, again when cells got more replicates. */
    void about(SweepPlan plan, List<Cohort> cohorts, int slots);
  }

  /**
   * Creates a pipeline.
   *
   * @param version of the program, which the plan records
   */
  public SweepPipeline(
      SparkSession spark, SparkSweepExecutor executor, Announcement announcement, String version) {
    this.spark = spark;
    this.executor = executor;
    this.announcement = announcement;
    this.version = version;
  }

  /**
   * Takes the rows of trials that threw or timed out out of a study's table, so that they are
   * missing.
   */
  public long setAsideFailed(Study study, String out) {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    ResultDirectory results = ResultDirectory.create(configuration, out, study.name());
    return new FailedRows(configuration, results).setAside();
  }

  /**
   * Runs what is missing of a study.
   *
   * @param out directory in which the study has its own
   * @param run name that no other run has
   */
  public RunResult run(Study study, String out, String run) {
    Engines.require(study.engines());
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    DataSplit data = new DataLoader(configuration).load(study.data(), study.testFraction());
    ReplicatePlanner replicates = new ReplicatePlanner(study, data.identity());

    ResultDirectory results = ResultDirectory.create(configuration, out, study.name());
    results.sweep(run);
    Ledger before = results.verifiedLedger();
    results.setAsideDamaged(before.unreadable());

    Map<String, OptionalDouble> deciding = deciding(study, results);
    SweepPlan plan = replicates.plan(deciding);
    results.record(plan, version);
    Execution execution = train(plan, before, data, results.writer(run));
    deciding = deciding(study, results);
    while (execution.isComplete() && replicates.wantsMore(plan, deciding)) {
      plan = replicates.plan(deciding);
      results.record(plan, version);
      execution = execution.then(train(plan, results.ledger(), data, results.writer(run)));
      deciding = deciding(study, results);
    }

    if (execution.commonFailure().isPresent()) {
      results.setAsideFailed(newFailures(before, results.ledger()));
    }
    Ledger after = results.ledger();
    List<Entry> rows = planned(plan, after);
    return new RunResult(
        results,
        plan.trials().size(),
        rows,
        after.settledAmong(rows),
        before.unreadable(),
        execution,
        replicates.outcome(deciding));
  }

  /** Trains what a plan still lacks. */
  private Execution train(SweepPlan plan, Ledger known, DataSplit data, PartWriter parts) {
    int slots = executor.slots();
    List<Cohort> cohorts = new CohortPlanner(slots).plan(known.missing(plan));
    announcement.about(plan, cohorts, slots);
    Study study = plan.study();
    StudyStamp stamp = new StudyStamp(study.name(), plan.digest(), plan.measurement());
    Terms terms = new Terms(study.metrics(), study.tolerance().timeLimit(), stamp);
    return executor.execute(new Assignment(data, terms, tolerated(plan, known)), cohorts, parts);
  }

  /** Returns how many more trials may fail or time out until the run stops. */
  private static double tolerated(SweepPlan plan, Ledger known) {
    OptionalDouble share = plan.study().tolerance().failedFraction();
    return share.isPresent()
        ? share.getAsDouble() * plan.trials().size()
            - planned(plan, known).stream().filter(Entry::isFailure).count()
        : Double.POSITIVE_INFINITY;
  }

  /** Returns what decides how many replicates there are, as far as it is in the table. */
  private static Map<String, OptionalDouble> deciding(Study study, ResultDirectory results) {
    return study
        .replication()
        .match(
            fixed -> Map.of(),
            rule -> results.values(study.metrics().digest(), rule.until().metric()));
  }

  /** Asks the table, and writes the report. */
  public Findings conclude(RunResult result) {
    ClaimsTable claims = ClaimsTable.of(spark, result.results());
    SummaryTable summary = SummaryTable.of(spark);
    String report = Report.write(spark, result.results(), summary, claims);
    return new Findings(summary, claims, report);
  }

  /** Rows of another measurement, or of trials the study no longer has, stay but do not count. */
  private static List<Entry> planned(SweepPlan plan, Ledger ledger) {
    Set<String> trials = plan.trials().stream().map(t -> t.id().value()).collect(toSet());
    return ledger.current(plan.measurement()).stream()
        .filter(entry -> trials.contains(entry.trial()))
        .toList();
  }

  /** Another run on the same directory may add parts too; a part with a good row is not ours. */
  private static List<String> newFailures(Ledger before, Ledger after) {
    Set<String> others = before.entries().stream().map(Entry::part).collect(toSet());
    after.entries().stream()
        .filter(entry -> !entry.status().equals(TrialOutcome.FAILED))
        .map(Entry::part)
        .forEach(others::add);
    return after.entries().stream()
        .map(Entry::part)
        .distinct()
        .filter(part -> !others.contains(part))
        .toList();
  }
}
