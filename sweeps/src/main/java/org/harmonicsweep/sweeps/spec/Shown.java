package org.harmonicsweep.sweeps.spec;

import java.util.List;
import java.util.Locale;

/** What a user wrote, fit to stand in a one-line message. */
final class Shown {
  private static final int LONGEST = 40;

  private Shown() {}

  /** Returns the text on one line, with a space for every character that shows nothing itself. */
  static String onOneLine(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().map(c -> isVisible(c) ? c : ' ').forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** Returns the text on one line, shortened to 40 characters. */
  static String shortened(String text) {
    return text.codePointCount(0, text.length()) > LONGEST
        ? onOneLine(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…"
        : onOneLine(text);
  }

  /** Returns a character as it is, or its number if it shows nothing. */
  static String character(int character) {
    return isVisible(character)
        ? Character.toString(character)
        : String.format(Locale.ROOT, "U+%04X", character);
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Returns the words as in {@code a, b or c}. */
  static String either(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** Returns the shortened text between single quotes. */
  static String quoted(String text) {
    return "'" + shortened(text) + "'";
  }
}
