package org.harmonicsweep.results;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.results.ColumnType.Cases;
import org.jspecify.annotations.Nullable;

/**
 * The first place at which two cells of one column differ in a bit.
 *
 * @param place the way to it, such as {@code curve[2].test_kl}
 * @param item position in the outermost list on that way; empty where there is none
 * @param stored value of the one
 * @param again value of the other
 */
record Mismatch(
    String place, Optional<Integer> item, @Nullable Object stored, @Nullable Object again) {

  /** Compares two cells of a column of the given type. */
  static Optional<Mismatch> first(
      String place, ColumnType type, @Nullable Object stored, @Nullable Object again) {
    if (stored instanceof List<?> before && again instanceof List<?> after) {
      return type.match(
          new Cases<>(
              Optional::empty,
              Optional::empty,
              Optional::empty,
              element -> inItems(place, element, before, after),
              fields -> inFields(place, fields, before, after)));
    }
    return isSame(stored, again)
        ? Optional.empty()
        : Optional.of(new Mismatch(place, Optional.empty(), stored, again));
  }

  /**
   * Where one list is the beginning of the other, the first item that only one has is the place.
   */
  private static Optional<Mismatch> inItems(
      String place, ColumnType element, List<?> stored, List<?> again) {
    int both = Math.min(stored.size(), again.size());
    Stream<Mismatch> items =
        IntStream.range(0, both)
            .boxed()
            .flatMap(
                i ->
                    first("%s[%d]".formatted(place, i), element, stored.get(i), again.get(i))
                        .map(found -> found.within(i))
                        .stream());
    Stream<Mismatch> lengths =
        stored.size() == again.size()
            ? Stream.empty()
            : Stream.of(new Mismatch(place, Optional.of(both), stored, again));
    return Stream.concat(items, lengths).findFirst();
  }

  private static Optional<Mismatch> inFields(
      String place, List<Column> fields, List<?> stored, List<?> again) {
    return IntStream.range(0, fields.size())
        .boxed()
        .flatMap(
            i -> {
              Column field = fields.get(i);
              return first(place + "." + field.name(), field.type(), stored.get(i), again.get(i))
                  .stream();
            })
        .findFirst();
  }

  private Mismatch within(int outer) {
    return new Mismatch(place, Optional.of(outer), stored, again);
  }

  private static boolean isSame(@Nullable Object stored, @Nullable Object again) {
    if (stored instanceof Double before && again instanceof Double after) {
      return Double.doubleToLongBits(before) == Double.doubleToLongBits(after);
    }
    return stored == null ? again == null : stored.equals(again);
  }
}
