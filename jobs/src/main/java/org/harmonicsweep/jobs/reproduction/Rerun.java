package org.harmonicsweep.jobs.reproduction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.experiment.Experiment;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.jobs.FailureErrors;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.jobs.execution.Engines;
import org.harmonicsweep.jobs.execution.Workplace;
import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.jobs.store.StoredStudy;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.RowAgreement;
import org.harmonicsweep.results.RowComparison;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.Trial;

/**
 * All that it takes to make a stored row anew.
 *
 * @param stored the row
 * @param trial the same trial, found in the study as it is now
 * @param data the same samples, by their digest
 * @param metrics those the row was measured by, even if the study has others now
 */
public record Rerun(StoredRow stored, Trial trial, DataSplit data, MetricSet metrics) {

  /**
   * Prepares to make the row of a trial anew: reads the row and the study, and loads the data.
   *
   * @param prefix the first digits of the trial's id, or all
   * @throws org.harmonicsweep.jobs.JobException if the row cannot be found, or not be made anew
   *     here
   */
  public static Rerun of(Configuration configuration, StoredStudy results, String prefix) {
    StoredRow stored = results.row(prefix);
    String id = stored.text("trial_id");
    requireEnding(id, stored);
    String measurement = stored.text("measurement");
    MetricSet metrics =
        MetricSet.withDigest(measurement)
            .orElseThrow(() -> JobErrors.otherMetrics(id, measurement));
    DataLoader loader = new DataLoader(configuration);
    Study study =
        new SweepReader(Map.of(), loader::isReadable).read(results.file(), results.text());
    requireContract(id, stored, study.engines());
    Engines.require(study.engines());
    DataSplit data = loader.load(study.data(), study.testFraction());
    requireData(id, stored, data);
    Trial trial =
        study.trials(data.identity()).stream()
            .filter(planned -> planned.id().value().equals(id))
            .findFirst()
            .orElseThrow(() -> JobErrors.notInStudy(id, results.file()));
    return new Rerun(stored, trial, data, metrics);
  }

  /** Trains and measures the trial, and compares. */
  public Reproduction run() {
    TrialResult result = result(metrics);
    StudyStamp stamp =
        new StudyStamp(
            stored.text("study"), stored.text("plan_digest"), stored.text("measurement"));
    TrialRow again = ResultColumns.row(stamp, result, Workplace.here(0).of(result));
    return new Reproduction(
        stored,
        again,
        RowComparison.of(stored.row(), again, stored.columns()),
        trial
            .engine()
            .tolerance()
            .map(near -> RowAgreement.of(stored.row(), again, stored.columns(), near)));
  }

  /** Trains the trial without measuring it; empty where it has no model to show. */
  public Optional<TrainedVae> train() {
    return result(MetricSet.of(List.of()))
        .outcome()
        .match(
            completed -> Optional.of(completed.vae()),
            diverged -> Optional.empty(),
            failed -> Optional.empty(),
            late -> Optional.empty());
  }

  private TrialResult result(MetricSet taken) {
    try {
      return new Experiment(data, taken).run(trial);
    } catch (OutOfMemoryError e) {
      throw JobErrors.smallHeap(trial.id().value(), Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  /** A trial ends at its time on one machine and not on another: there are no bits to compare. */
  private static void requireEnding(String id, StoredRow stored) {
    if (stored.text("status").equals(TrialOutcome.TIMEOUT)) {
      throw FailureErrors.noEnding(id, stored.text("failure_message"));
    }
  }

  private static void requireContract(String id, StoredRow stored, List<Engine> engines) {
    String contract = stored.text("contract");
    List<String> known = engines.stream().map(Engine::contract).toList();
    if (!known.contains(contract)) {
      throw JobErrors.otherContract(id, contract, String.join(", ", known));
    }
  }

  private static void requireData(String id, StoredRow stored, DataSplit data) {
    String digest = stored.text("data_digest");
    String here = data.identity().digest();
    if (!digest.equals(here)) {
      throw JobErrors.otherData(id, digest, here);
    }
  }
}
