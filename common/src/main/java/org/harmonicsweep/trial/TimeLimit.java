package org.harmonicsweep.trial;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How long a trial may take, training and measuring together. It is no part of any trial's
 * identity: a trial that ends in time is the same under every limit.
 *
 * @param seconds by the wall clock, above 0; infinite where there is no limit
 */
public record TimeLimit(double seconds) implements Serializable {
  public TimeLimit {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("time limit is %s s, must be > 0".formatted(seconds));
    }
  }

  /** Returns a limit that no trial reaches. */
  public static TimeLimit none() {
    return new TimeLimit(Double.POSITIVE_INFINITY);
  }

  /** Returns whether no trial reaches it. */
  public boolean isNone() {
    return seconds == Double.POSITIVE_INFINITY;
  }

  /** Returns the limit in words, such as {@code trial_timeout of 600 s}. */
  @Override
  public String toString() {
    return isNone()
        ? "no trial_timeout"
        : "trial_timeout of %s s"
            .formatted(BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString());
  }
}
