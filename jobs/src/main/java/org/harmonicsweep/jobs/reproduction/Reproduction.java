package org.harmonicsweep.jobs.reproduction;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.results.Difference;
import org.harmonicsweep.results.RowAgreement;
import org.harmonicsweep.results.RowComparison;
import org.harmonicsweep.results.RowDigest;
import org.harmonicsweep.results.TrialRow;

/**
 * A row and the same row made anew.
 *
 * @param stored the row of the table
 * @param again the row made here
 * @param comparison of all columns that should be the same, bit for bit
 * @param agreement within tolerances, of an engine that promises no bits
 */
public record Reproduction(
    StoredRow stored, TrialRow again, RowComparison comparison, Optional<RowAgreement> agreement) {

  /** Returns whether the row came out as its engine promises. */
  public boolean isReproduced() {
    return agreement.map(RowAgreement::isClose).orElse(comparison.isEqual());
  }

  /** Returns where the rows are further apart than they may be, in table order. */
  public List<Difference> differences() {
    return agreement.map(RowAgreement::differences).orElse(comparison.differences());
  }

  /** Returns how many columns were compared. */
  public int compared() {
    return agreement.map(RowAgreement::compared).orElse(comparison.compared());
  }

  /** Returns whether the stored row has the digest that its values ask for, as far as we know. */
  public boolean isStoredIntact() {
    return !stored.columns().contains("row_digest")
        || stored.text("row_digest").equals(RowDigest.of(stored.row()));
  }
}
