package org.harmonicsweep.jobs.report;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;

/** Numbers as HTML. */
final class Numbers {
  static final String NONE = "<span class=\"interval\">–</span>";

  private Numbers() {}

  /** Returns {@code 1.33 × 10⁻³} with its interval. */
  static String power(Optional<Estimate> estimate) {
    return estimate
        .map(e -> power(e.mean()) + e.interval().map(Numbers::powers).orElse(""))
        .orElse(NONE);
  }

  /** Returns {@code 3.73 ± 0.12}. */
  static String plusMinus(Optional<Estimate> estimate) {
    return estimate
        .map(e -> e.plusMinus().replace(" ± ", "&nbsp;<span class=\"interval\">±&nbsp;"))
        .map(text -> text.contains("<span") ? text + "</span>" : text)
        .orElse(NONE);
  }

  /** Returns a cell of a row with the given number of decimals and a true minus sign. */
  static String decimals(Row row, String column, int decimals) {
    int field = row.fieldIndex(column);
    return row.isNullAt(field) ? NONE : decimals(row.getDouble(field), decimals);
  }

  static String decimals(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0\\.?0*") ? text.substring(1) : text.replace('-', '−');
  }

  private static String powers(Interval interval) {
    return " <span class=\"interval\">[%s, %s]</span>"
        .formatted(power(interval.low()), power(interval.high()));
  }

  private static String power(double value) {
    String[] parts = Estimate.scientific(value).split("e", 2);
    return parts[1].equals("0")
        ? parts[0]
        : parts[0] + "·10<sup>" + parts[1].replace('-', '−') + "</sup>";
  }
}
