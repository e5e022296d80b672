package org.harmonicsweep.jobs.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/** Times, numbers and paths as people read them. */
final class Words {
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  private Words() {}

  /** Returns a time in its natural unit, such as {@code 1.4 min}. */
  static String duration(double seconds) {
    if (seconds < 2 * MINUTE) {
      return "%.0f s".formatted(seconds);
    }
    return seconds < 2 * HOUR
        ? "%.1f min".formatted(seconds / MINUTE)
        : "%.1f h".formatted(seconds / HOUR);
  }

  /** Returns a number with at most six digits that count, and without trailing zeros. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    boolean plain = rounded.signum() == 0 || (exponent > -5 && exponent < 9);
    return plain ? rounded.toPlainString() : rounded.toString();
  }

  /** Returns a path as one would type it: without the scheme where it is local. */
  static String path(String path) {
    return path.replaceFirst("^file:/+", "/");
  }

  /** Returns a text as a field of a CSV file (RFC 4180): quoted where it has to be. */
  static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
