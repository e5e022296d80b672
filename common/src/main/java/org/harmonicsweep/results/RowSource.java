package org.harmonicsweep.results;

import java.util.Optional;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.experiment.TrialOutcome.Completed;
import org.harmonicsweep.experiment.TrialOutcome.Failed;
import org.harmonicsweep.experiment.TrialOutcome.TimedOut;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.robustness.RobustnessMeasurement;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;

/** All that a row is made of. */
record RowSource(StudyStamp stamp, TrialResult result, Provenance provenance) {

  Trial trial() {
    return result.trial();
  }

  Model model() {
    return trial().model();
  }

  TrialOutcome outcome() {
    return result.outcome();
  }

  Optional<Completed> completed() {
    return outcome()
        .match(
            Optional::of,
            diverged -> Optional.empty(),
            failed -> Optional.empty(),
            late -> Optional.empty());
  }

  Optional<Long> divergedAt() {
    return outcome()
        .match(
            completed -> Optional.empty(),
            diverged -> Optional.of(diverged.step()),
            failed -> Optional.empty(),
            late -> Optional.empty());
  }

  Optional<Failed> failed() {
    return outcome()
        .match(
            completed -> Optional.empty(),
            diverged -> Optional.empty(),
            Optional::of,
            late -> Optional.empty());
  }

  Optional<TimedOut> timedOut() {
    return outcome()
        .match(
            completed -> Optional.empty(),
            diverged -> Optional.empty(),
            failed -> Optional.empty(),
            Optional::of);
  }

  Optional<SpectrumMeasurement> spectrum() {
    return completed().flatMap(completed -> completed.measurements().spectrum());
  }

  Optional<LipschitzMeasurement> lipschitz() {
    return completed().flatMap(completed -> completed.measurements().lipschitz());
  }

  Optional<RobustnessMeasurement> robustness() {
    return completed().flatMap(completed -> completed.measurements().robustness());
  }

  Optional<TheoryMeasurement> theory() {
    return completed().map(completed -> completed.measurements().theory());
  }
}
