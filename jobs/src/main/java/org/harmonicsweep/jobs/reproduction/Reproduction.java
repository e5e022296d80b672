package org.harmonicsweep.jobs.reproduction;

import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.results.RowComparison;
import org.harmonicsweep.results.RowDigest;
import org.harmonicsweep.results.TrialRow;

/**
 * A row and the same row made anew.
 *
 * @param stored the row of the table
 * @param again the row made here
 * @param comparison of all columns that should be the same
 */
public record Reproduction(StoredRow stored, TrialRow again, RowComparison comparison) {

  /** Returns whether the stored row has the digest that its values ask for, as far as we know. */
  public boolean isStoredIntact() {
    return !stored.columns().contains("row_digest")
        || stored.text("row_digest").equals(RowDigest.of(stored.row()));
  }
}
