package org.harmonicsweep.sweeps.spec;

import java.util.List;
import java.util.Locale;
import org.harmonicsweep.trial.PlainText;

/** What a user wrote, fit to stand in a one-line message. */
final class Shown {
  private static final int LONGEST = 40;

  private Shown() {}

  /** Returns the text on one line, shortened to 40 characters. */
  static String shortened(String text) {
    return text.codePointCount(0, text.length()) > LONGEST
        ? PlainText.onOneLine(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…"
        : PlainText.onOneLine(text);
  }

  /** Returns a character as it is, or its number if it shows nothing. */
  static String character(int character) {
    return PlainText.isVisible(character)
        ? Character.toString(character)
        : String.format(Locale.ROOT, "U+%04X", character);
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
