package org.harmonicsweep.sweeps.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
   * Returns the plan of a study on the given data: the replicates that every cell gets.
   *
   * @throws org.harmonicsweep.sweeps.spec.StudyException if an architecture cannot be built on them
   */
  public static SweepPlan of(Study study, DataIdentity data) {
    study.checkBuildable(data.shape());
    return of(
        study, data, Collections.nCopies(study.cellsOnEngines(), study.replication().least()));
  }

  /** Returns the plan of so many replicates of each cell, in the order of the cells. */
  static SweepPlan of(Study study, DataIdentity data, List<Integer> replicates) {
    return new SweepPlan(study, data, study.trials(data, replicates));
  }

  /** Returns the digest of the trials' ids in ascending order, and of the measurement. */
  public String digest() {
    String[] ids = trials.stream().map(t -> t.id().value()).toArray(String[]::new);
    Arrays.sort(ids);
    Sha256 digest = new Sha256().add(measurement().getBytes(UTF_8));
    for (String id : ids) { // not joined: a million ids are one text of 65 MB, and its bytes again
      digest.add(("\n" + id).getBytes(UTF_8));
    }
    return digest.hex();
  }

  /** Returns the digest of the metrics that a current row has. */
  public String measurement() {
    return study.metrics().digest();
  }
}
