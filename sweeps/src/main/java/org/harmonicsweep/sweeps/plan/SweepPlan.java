package org.harmonicsweep.sweeps.plan;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.Sha256;
import org.harmonicsweep.trial.Trial;

/**
 * All trials of a study on given data.
 *
 * @param study what was declared
 * @param data what it is trained on
 * @param trials each once, in declared order
 */
public record SweepPlan(Study study, DataIdentity data, List<Trial> trials) {
  public SweepPlan {
    trials = List.copyOf(trials);
  }

  /**
   * Returns the plan of a study on the given data.
   *
   * @throws org.harmonicsweep.sweeps.spec.StudyException if an architecture cannot be built on them
   */
  public static SweepPlan of(Study study, DataIdentity data) {
    study.checkBuildable(data.shape());
    return new SweepPlan(study, data, study.trials(data));
  }

  /** Returns the digest of the trials' ids in ascending order, and of the measurement. */
  public String digest() {
    String ids = trials.stream().map(t -> t.id().value()).sorted().collect(joining("\n"));
    return Sha256.hex(measurement() + "\n" + ids);
  }

  /** Returns the digest of the metrics that a current row has. */
  public String measurement() {
    return study.metrics().digest();
  }

  /**
   * Returns what is about to run, in lines for people.
   *
   * @param cohorts of all trials
   */
  public String summary(List<Cohort> cohorts) {
    double seconds = cohorts.stream().mapToDouble(Cohort::predictedSeconds).sum();
    double longest = cohorts.stream().mapToDouble(Cohort::predictedSeconds).max().orElse(0);
    return String.format(
        Locale.ROOT,
        """
        study    %s
        cells    %d
        trials   %d (%d of each cell)
        cohorts  %d, the longest %.1f s
        cost     %.3f core-hours predicted (%.0f s)
        plan     %s""",
        study.name(),
        study.cells().size(),
        trials.size(),
        study.replicates(),
        cohorts.size(),
        longest,
        seconds / 3600,
        seconds,
        digest());
  }
}
