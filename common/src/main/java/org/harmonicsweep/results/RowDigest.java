package org.harmonicsweep.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.harmonicsweep.trial.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a row: SHA-256 over a canonical text of its columns.
 *
 * <p>Left out are {@code row_digest} itself; {@code provenance}, which cannot be the same twice;
 * and {@code study}, {@code plan_digest} and {@code architecture}, which are labels: the same trial
 * in another study, or with its layers under another name, is the same row.
 *
 * <p>Columns stand by name in ascending order, and a column that is null is left out, so that
 * neither a new order nor a column added later changes the digest of what was there. Numbers are
 * written by their bits and texts with their length, so that no two rows share a text; an empty
 * text or list is not null.
 */
public final class RowDigest {
  /** Positions of the digested columns, by name. */
  private static final List<Integer> ORDER = order();

  private RowDigest() {}

  /** Returns the digest of a row, 64 lower-case hexadecimal digits. */
  public static String of(TrialRow row) {
    return Sha256.hex(text(row));
  }

  /**
   * Returns how long a row's digested text is: what it weighs, the same wherever it was made.
   *
   * @return a number of characters, above 0
   */
  public static int length(TrialRow row) {
    return text(row).length();
  }

  private static String text(TrialRow row) {
    StringBuilder text = new StringBuilder("harmonic-sweep row 1\n");
    for (int i : ORDER) {
      append(text, ResultColumns.all().get(i).name(), row.values().get(i));
    }
    return text.toString();
  }

  private static List<Integer> order() {
    List<Column> columns = ResultColumns.all();
    return IntStream.range(0, columns.size())
        .boxed()
        .filter(i -> isDigested(columns.get(i).name()))
        .sorted(Comparator.comparing(i -> columns.get(i).name()))
        .toList();
  }

  static boolean isDigested(String column) {
    return !column.equals(ResultColumns.ROW_DIGEST)
        && !column.equals(ProvenanceColumns.NAME)
        && !TrialColumns.LABELS.contains(column);
  }

  private static void append(StringBuilder text, String column, @Nullable Object value) {
    if (value != null) {
      text.append(column).append('=');
      append(text, value);
      text.append('\n');
    }
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("null;");
    } else if (value instanceof String words) {
      text.append('t').append(words.getBytes(UTF_8).length).append(':').append(words);
    } else if (value instanceof Long number) {
      text.append('w').append(number.longValue()).append(';');
    } else if (value instanceof Double number) {
      text.append('r').append(Long.toHexString(Double.doubleToLongBits(number))).append(';');
    } else if (value instanceof List<?> list) {
      text.append('l').append(list.size()).append(':');
      list.forEach(item -> append(text, item));
    } else {
      throw new IllegalArgumentException(
          "a cell is a %s, must be a text, a whole or real number, or a list"
              .formatted(value.getClass().getName()));
    }
  }
}
