package org.harmonicsweep.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the result table: a value, or null, per column of {@link ResultColumns#all()}.
 *
 * @param values in the order of the columns
 */
public record TrialRow(List<@Nullable Object> values) {
  public TrialRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
