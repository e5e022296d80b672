package org.harmonicsweep.sweeps.plan;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.harmonicsweep.trial.Sha256;
import org.harmonicsweep.trial.Trial;

/**
 * Trials that one task runs one after another.
 *
 * @param trials at least one, in the order they are run
 * @param predictedSeconds of one core, by the cost model
 */
public record Cohort(List<Trial> trials, double predictedSeconds) implements Serializable {
  public Cohort {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("a cohort has at least one trial");
    }
  }

  /** Returns whether it is one trial that many executors train together. */
  public boolean isDataParallel() {
    return trials.get(0).engine().isDataParallel();
  }

  /**
   * Returns the name of this cohort's result: a digest of its trials' ids, in ascending order, and
   * of the measurement, so that a second attempt writes the same name.
   */
  public String digest(String measurement) {
    return digest(trials.stream().map(t -> t.id().value()).toList(), measurement);
  }

  /** Returns the digest that a cohort of trials with these ids has. */
  public static String digest(Collection<String> ids, String measurement) {
    return Sha256.hex(measurement + "\n" + ids.stream().sorted().collect(joining("\n")));
  }
}
