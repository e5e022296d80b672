package org.harmonicsweep.jobs.drill;

import java.util.HashSet;
import java.util.Set;

/**
 * What a table has other than the undisturbed one.
 *
 * @param lost trials without a row
 * @param doubled rows of a trial that has one already
 * @param changed trials with another row, or that nobody asked for
 * @param sameBytes whether the files are equal, byte for byte
 */
public record Difference(long lost, long doubled, long changed, boolean sameBytes) {
  /** No difference. */
  static final Difference NONE = new Difference(0, 0, 0, true);

  /** A table that is not there. */
  static Difference allLost(TableContent undisturbed) {
    return new Difference(undisturbed.rows().size(), 0, 0, false);
  }

  /** Compares tables. */
  static Difference between(TableContent undisturbed, TableContent table) {
    Set<String> trials = new HashSet<>(undisturbed.rows().keySet());
    trials.addAll(table.rows().keySet());
    long lost = 0;
    long doubled = 0;
    long changed = 0;
    for (String trial : trials) {
      var expected = undisturbed.of(trial);
      var found = table.of(trial);
      lost += found.isEmpty() ? 1 : 0;
      doubled += Math.max(0, found.size() - 1);
      changed += !found.isEmpty() && !Set.copyOf(found).equals(Set.copyOf(expected)) ? 1 : 0;
    }
    return new Difference(lost, doubled, changed, undisturbed.files().equals(table.files()));
  }

  /** Returns the sum of two. */
  Difference plus(Difference other) {
    return new Difference(
        lost + other.lost,
        doubled + other.doubled,
        changed + other.changed,
        sameBytes && other.sameBytes);
  }

  /** Returns whether the table is the undisturbed one. */
  public boolean isNone() {
    return equals(NONE);
  }
}
