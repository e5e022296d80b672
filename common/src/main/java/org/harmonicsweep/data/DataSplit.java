package org.harmonicsweep.data;

import java.io.Serializable;
import org.harmonicsweep.trial.DataIdentity;

/**
 * Training and held-out samples of one source.
 *
 * @param training samples that the trainer sees
 * @param test held-out samples, of the same number of features
 * @param identity shapes and digest of both
 */
public record DataSplit(Dataset training, Dataset test, DataIdentity identity)
    implements Serializable {

  /** Returns whether every value lies in [0, 1], as the Bernoulli likelihood needs. */
  public boolean withinUnitInterval() {
    return withinUnitInterval(training) && withinUnitInterval(test);
  }

  private static boolean withinUnitInterval(Dataset part) {
    for (float value : part.values()) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
    }
    return true;
  }
}
