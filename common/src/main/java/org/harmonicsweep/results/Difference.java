package org.harmonicsweep.results;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first place at which a column of two rows of one trial differs.
 *
 * @param column its name
 * @param place the column's name, or what lies within it, such as {@code curve[2].test_kl}
 * @param epoch the epoch in which it begins, from 1; empty unless the column is the training curve
 * @param stored value of the row in the table, as {@link #shown} shows it
 * @param again value of the row made anew
 */
public record Difference(
    String column, String place, Optional<Integer> epoch, String stored, String again) {
  public Difference {
    requireNonNull(epoch, "epoch is null");
  }

  /** Returns whether it is one of the training curve. */
  public boolean isOfCurve() {
    return column.equals(LossColumns.CURVE);
  }

  /** Returns a value as text: real numbers in decimal and by their bits, lists by their length. */
  static String shown(@Nullable Object value) {
    if (value instanceof Double number) {
      return "%s (0x%016x)".formatted(number, Double.doubleToLongBits(number));
    }
    if (value instanceof List<?> list) {
      return list.size() + " items";
    }
    return String.valueOf(value);
  }
}
