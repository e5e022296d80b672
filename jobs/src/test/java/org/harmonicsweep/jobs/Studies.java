package org.harmonicsweep.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.results.Provenance;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.sweeps.plan.SweepPlan;
import org.harmonicsweep.sweeps.spec.Origins;
import org.harmonicsweep.sweeps.spec.Replication;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.Tolerance;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.TimeLimit;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/** Small studies, and rows of trials that nobody had to train. */
public final class Studies {
  /** Data that train in milliseconds. */
  public static final DataSource TINY = new DataSource.LinearGaussian(60, List.of(2.0, 1.0), 1);

  private Studies() {}

  /** Returns a study on tiny data that takes both families of metrics. */
  public static Study tiny(String name, int cells, int replicates) {
    return study(name, cells, replicates, List.of(MetricFamily.values()));
  }

  /** Returns a study on tiny data. */
  public static Study study(String name, int cells, int replicates, List<MetricFamily> families) {
    List<Model> models = IntStream.rangeClosed(1, cells).mapToObj(Studies::cell).toList();
    Training training = new Training(2, 10, 1e-2);
    return new Study(
        name,
        "Does it hold?",
        TINY,
        0.2,
        models,
        Replication.times(replicates),
        7,
        training,
        List.of(Engine.strict()),
        MetricSet.of(families),
        Claim.testableOn(models),
        Tolerance.unsaid(),
        "study: " + name + "\n",
        Origins.of(name + ".yaml"));
  }

  /** Returns a study with what it tolerates. */
  public static Study tolerating(Study study, Tolerance tolerance) {
    return with(study, study.engines(), tolerance);
  }

  /** Returns a study on another engine. */
  public static Study on(Engine engine, Study study) {
    return with(study, List.of(engine), study.tolerance());
  }

  private static Study with(Study study, List<Engine> engines, Tolerance tolerance) {
    return new Study(
        study.name(),
        study.question(),
        study.data(),
        study.testFraction(),
        study.cells(),
        study.replication(),
        study.seed(),
        study.training(),
        engines,
        study.metrics(),
        study.claims(),
        tolerance,
        study.resolved(),
        study.origins());
  }

  /** Returns the plan of {@link #tiny} on data that need not be there. */
  public static SweepPlan plan(String name, int cells, int replicates) {
    return plan(tiny(name, cells, replicates));
  }

  /** Returns the plan of a study on data that need not be there. */
  public static SweepPlan plan(Study study) {
    return SweepPlan.of(study, DataIdentity.ofVectors("a".repeat(64), 2, 48, 12));
  }

  /** Returns the row of a trial that diverged at the given step. */
  public static TrialRow diverged(SweepPlan plan, Trial trial, long step) {
    return row(plan, trial, new TrialOutcome.Diverged(step));
  }

  /** Returns the row of a trial that reached the given time at the given step. */
  public static TrialRow late(SweepPlan plan, Trial trial, double seconds, long step) {
    TimeLimit limit = new TimeLimit(seconds);
    return row(plan, trial, new TrialOutcome.TimedOut(limit, "training", Optional.of(step)));
  }

  /** Returns the row of a trial that ended in the given way. */
  public static TrialRow row(SweepPlan plan, Trial trial, TrialOutcome outcome) {
    return row(plan, trial, outcome, "2026-01-02T03:04:05Z");
  }

  /** Returns the row of a trial that ended in the given way at the given time. */
  public static TrialRow row(SweepPlan plan, Trial trial, TrialOutcome outcome, String finishedAt) {
    return ResultColumns.row(
        new StudyStamp(plan.study().name(), plan.digest(), plan.measurement()),
        new TrialResult(trial, outcome, 1, 0.5, 1.4),
        new Provenance(1.5, 1, 1.4, "here", finishedAt, "17", "amd64", 0));
  }

  private static Model cell(int number) {
    return new Model(
        Architecture.dense("small", List.of(4), List.of(4), Activation.TANH),
        1,
        Likelihood.GAUSSIAN,
        EncoderVariance.fixed(number / 10.0),
        1,
        InputNoise.denoising(0));
  }
}
