package org.harmonicsweep.sweeps.spec;

import java.util.OptionalDouble;
import org.harmonicsweep.trial.TimeLimit;

/**
 * What a study puts up with: no part of any trial's identity.
 *
 * @param timeLimit how long a trial may take
 * @param failedFraction share of the plan's trials, from 0 to 1, that may fail or time out before
 *     the run stops; empty if the study does not say, so that no failure stops it
 */
public record Tolerance(TimeLimit timeLimit, OptionalDouble failedFraction) {
  public Tolerance {
    failedFraction.ifPresent(
        share -> {
          if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                "failed fraction is %s, must be from 0 to 1".formatted(share));
          }
        });
  }

  /** Returns what a study puts up with that says nothing of it: any time, any failure. */
  public static Tolerance unsaid() {
    return new Tolerance(TimeLimit.none(), OptionalDouble.empty());
  }

  /** Returns this with a share of trials that may fail. */
  public Tolerance tolerating(double share) {
    return new Tolerance(timeLimit, OptionalDouble.of(share));
  }
}
