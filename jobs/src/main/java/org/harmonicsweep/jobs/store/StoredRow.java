package org.harmonicsweep.jobs.store;

import java.util.Set;
import org.harmonicsweep.results.TrialRow;

/**
 * A row as a part holds it.
 *
 * @param row its values; null in columns that the part does not have
 * @param columns names of the columns that the part has and we know; without {@code row_digest} if
 *     it has others, which that digest is also of
 * @param part name of the file
 */
public record StoredRow(TrialRow row, Set<String> columns, String part) {
  public StoredRow {
    columns = Set.copyOf(columns);
  }

  /** Returns the value of a column of text, which every row has. */
  public String text(String column) {
    return row.text(column).orElseThrow();
  }
}
