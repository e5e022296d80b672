package org.harmonicsweep.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A stored row against the row of the same trial made anew, bit for bit.
 *
 * <p>Left out is what {@link RowDigest} leaves out: provenance, and the labels, which may be others
 * by now because the study was extended or renamed. Columns that the stored row's version did not
 * have are left out as well.
 *
 * @param compared how many columns were compared
 * @param differences the first of each column that differs, in table order, {@code row_digest} last
 */
public record RowComparison(int compared, List<Difference> differences) {
  private static final int DIGEST = ResultColumns.position(ResultColumns.ROW_DIGEST).orElseThrow();

  public RowComparison {
    differences = List.copyOf(differences);
  }

  /**
   * Compares two rows.
   *
   * @param written names of the columns that the stored row was written with
   */
  public static RowComparison of(TrialRow stored, TrialRow again, Set<String> written) {
    List<Column> columns = ResultColumns.all();
    List<@Nullable Object> before = stored.values();
    List<@Nullable Object> after = only(again, written).values();
    int[] compared = order().filter(i -> isCompared(columns.get(i).name(), written)).toArray();
    List<Difference> differences = new ArrayList<>();
    for (int i : compared) {
      Column column = columns.get(i);
      Mismatch.first(column.name(), column.type(), before.get(i), after.get(i))
          .map(mismatch -> difference(column.name(), mismatch))
          .ifPresent(differences::add);
    }
    return new RowComparison(compared.length, differences);
  }

  /** Returns whether no bit differs. */
  public boolean isEqual() {
    return differences.isEmpty();
  }

  /** The digest differs whenever anything does, so it says the least. */
  private static IntStream order() {
    return IntStream.concat(
        IntStream.range(0, ResultColumns.all().size()).filter(i -> i != DIGEST),
        IntStream.of(DIGEST));
  }

  private static boolean isCompared(String column, Set<String> written) {
    return written.contains(column)
        && (column.equals(ResultColumns.ROW_DIGEST) || RowDigest.isDigested(column));
  }

  /** Returns the row as a version would have made it that knew the given columns only. */
  private static TrialRow only(TrialRow row, Set<String> written) {
    List<@Nullable Object> values = new ArrayList<>(row.values());
    List<Column> columns = ResultColumns.all();
    for (int i = 0; i < values.size(); i++) {
      if (!written.contains(columns.get(i).name())) {
        values.set(i, null);
      }
    }
    values.set(DIGEST, RowDigest.of(new TrialRow(values)));
    return new TrialRow(values);
  }

  private static Difference difference(String column, Mismatch found) {
    Optional<Integer> epoch =
        found.item().filter(item -> column.equals(LossColumns.CURVE)).map(item -> item + 1);
    return new Difference(
        column,
        found.place(),
        epoch,
        Difference.shown(found.stored()),
        Difference.shown(found.again()));
  }
}
