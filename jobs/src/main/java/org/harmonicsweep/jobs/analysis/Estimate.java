package org.harmonicsweep.jobs.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A mean with its 95 % interval, and how the two are written.
 *
 * @param mean of what was measured, arithmetic or geometric
 * @param interval empty where a single replicate leaves none
 */
public record Estimate(double mean, Optional<Interval> interval) {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

  /**
   * An interval.
   *
   * @param low end, at most the mean
   * @param high end, at least the mean
   */
  public record Interval(double low, double high) {}

  /**
   * Returns the arithmetic mean of independent values with Student's 95 % interval, which takes
   * two; empty without a value.
   */
  public static Optional<Estimate> over(double... values) {
    if (values.length == 0) {
      return Optional.empty();
    }
    double mean = sum(values) / values.length;
    if (values.length == 1) {
      return Optional.of(new Estimate(mean, Optional.empty()));
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares / (values.length - 1) / values.length);
    double half = StudentQuantiles.of(values.length - 1) * error;
    return Optional.of(new Estimate(mean, Optional.of(new Interval(mean - half, mean + half))));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** Returns the estimate in a row's columns; empty where there is no mean. */
  public static Optional<Estimate> of(Row row, String mean, String low, String high) {
    if (row.isNullAt(row.fieldIndex(mean))) {
      return Optional.empty();
    }
    Optional<Interval> interval =
        row.isNullAt(row.fieldIndex(low))
            ? Optional.empty()
            : Optional.of(new Interval(real(row, low), real(row, high)));
    return Optional.of(new Estimate(real(row, mean), interval));
  }

  /** Returns {@code 3.73 ± 0.12}: the half-width to two digits, the mean as far as it goes. */
  public String plusMinus() {
    if (interval.isEmpty()) {
      return plain(BigDecimal.valueOf(mean).round(THREE_DIGITS));
    }
    double half = interval.map(i -> (i.high() - i.low()) / 2).orElse(0.0);
    if (half == 0) {
      return plain(BigDecimal.valueOf(mean).round(THREE_DIGITS)) + " ± 0";
    }
    BigDecimal rounded = BigDecimal.valueOf(half).round(TWO_DIGITS);
    return plain(BigDecimal.valueOf(mean).setScale(rounded.scale(), RoundingMode.HALF_EVEN))
        + " ± "
        + plain(rounded);
  }

  /** Returns {@code 1.33e-3 [1.20e-3, 1.45e-3]}. */
  public String range() {
    return scientific(mean)
        + interval
            .map(i -> " [" + scientific(i.low()) + ", " + scientific(i.high()) + "]")
            .orElse("");
  }

  /** Returns a number with three digits and its power of ten, such as {@code 1.33e-3}. */
  public static String scientific(double value) {
    return String.format(Locale.ROOT, "%.2e", value)
        .replaceAll("e([+-])0*(\\d)", "e$1$2")
        .replace("e+", "e");
  }

  /** Returns the shortest decimal that is the number, such as {@code 0.0025} or {@code 1}. */
  public static String shortest(double value) {
    BigDecimal decimal = new BigDecimal(String.valueOf(value)).stripTrailingZeros();
    boolean readable = decimal.scale() <= 6 && decimal.precision() - decimal.scale() <= 7;
    return readable ? decimal.toPlainString() : String.valueOf(value);
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }

  private static double real(Row row, String column) {
    return row.getDouble(row.fieldIndex(column));
  }
}
