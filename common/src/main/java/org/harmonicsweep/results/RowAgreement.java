package org.harmonicsweep.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.trial.RowTolerance;
import org.jspecify.annotations.Nullable;

/**
 * A stored row against the row of the same trial made anew, where the engine promises no bits.
 *
 * <p>Compared are what the trial is and how it ended, value by value; and the numbers that were
 * measured of it, the losses of every epoch among them, within the engine's tolerance. Left out are
 * the digests of bits, predictions, the lists beside the curve, and how a bound was found: a point
 * where a maximum lies may be another one.
 *
 * @param compared how many columns were compared
 * @param greatest the number that is furthest from its tolerance, or nearest to it; empty if none
 *     was measured
 * @param differences what is not equal, or beyond its tolerance, in table order
 */
public record RowAgreement(int compared, Optional<Gap> greatest, List<Difference> differences) {
  /** Below this a number is as good as zero: shares of power, divergences of a dead axis. */
  private static final double ZERO = 1e-6;

  /**
   * How far two numbers are apart.
   *
   * @param place as in {@link Difference}
   * @param relative their distance over the larger magnitude, or over 1e-6 if that is smaller
   * @param tolerance that it may reach
   */
  public record Gap(String place, double relative, double tolerance) {

    /** Returns whether the numbers are as near as they should be. */
    public boolean isWithin() {
      return relative <= tolerance;
    }
  }

  public RowAgreement {
    differences = List.copyOf(differences);
  }

  /**
   * Compares two rows.
   *
   * @param written names of the columns that the stored row was written with
   * @param tolerance of the engine
   */
  public static RowAgreement of(
      TrialRow stored, TrialRow again, Set<String> written, RowTolerance tolerance) {
    List<Column> columns = ResultColumns.all();
    Set<String> measured = Set.copyOf(ResultColumns.measured());
    List<Pair> pairs = new ArrayList<>();
    int compared = 0;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean isNumber =
          measured.contains(column.name()) || column.name().equals(LossColumns.CURVE);
      if (written.contains(column.name()) && (isNumber || ResultColumns.isGiven(column))) {
        compared++;
        pairs.addAll(Pair.of(column, isNumber, stored.values().get(i), again.values().get(i)));
      }
    }
    return new RowAgreement(
        compared,
        pairs.stream()
            .flatMap(pair -> pair.gap(tolerance).stream())
            .max(Comparator.comparingDouble(gap -> gap.relative() / gap.tolerance())),
        pairs.stream().filter(pair -> !pair.agrees(tolerance)).map(Pair::difference).toList());
  }

  /** Returns whether nothing is further apart than it may be. */
  public boolean isClose() {
    return differences.isEmpty();
  }

  /**
   * Two values that stand at one place.
   *
   * @param column name of the column
   * @param place in the row
   * @param epoch if it is one of the curve's
   * @param isNumber whether they may be a little apart
   */
  private record Pair(
      String column,
      String place,
      Optional<Integer> epoch,
      boolean isNumber,
      @Nullable Object stored,
      @Nullable Object again) {

    static List<Pair> of(
        Column column, boolean isNumber, @Nullable Object stored, @Nullable Object again) {
      if (stored instanceof List<?> before
          && again instanceof List<?> after
          && before.size() == after.size()
          && column.type() instanceof ColumnType.ListOf list
          && list.element() instanceof ColumnType.Struct epochs) {
        return IntStream.range(0, before.size())
            .boxed()
            .flatMap(i -> epoch(column.name(), epochs, i, before, after))
            .toList();
      }
      return List.of(
          new Pair(column.name(), column.name(), Optional.empty(), isNumber, stored, again));
    }

    private static Stream<Pair> epoch(
        String curve, ColumnType.Struct epochs, int item, List<?> stored, List<?> again) {
      List<?> before = (List<?>) stored.get(item);
      List<?> after = (List<?>) again.get(item);
      return IntStream.range(0, epochs.fields().size())
          .mapToObj(
              i ->
                  new Pair(
                      curve,
                      "%s[%d].%s".formatted(curve, item, epochs.fields().get(i).name()),
                      Optional.of(item + 1),
                      true,
                      before.get(i),
                      after.get(i)));
    }

    Optional<Gap> gap(RowTolerance tolerance) {
      if (isNumber && stored instanceof Double before && again instanceof Double after) {
        double scale = Math.max(ZERO, Math.max(Math.abs(before), Math.abs(after)));
        return Optional.of(
            new Gap(
                place,
                Math.abs(before - after) / scale,
                ResultColumns.family(column).isPresent()
                    ? tolerance.metrics()
                    : tolerance.losses()));
      }
      return Optional.empty();
    }

    boolean agrees(RowTolerance tolerance) {
      return gap(tolerance)
          .map(Gap::isWithin)
          .orElse(stored == null ? again == null : stored.equals(again));
    }

    Difference difference() {
      return new Difference(
          column, place, epoch, Difference.shown(stored), Difference.shown(again));
    }
  }
}
