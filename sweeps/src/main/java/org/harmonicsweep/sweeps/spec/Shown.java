package org.harmonicsweep.sweeps.spec;

/** What a user wrote, fit to stand in a one-line message. */
final class Shown {
  private static final int LONGEST = 40;

  private Shown() {}

  /** Returns the text on one line, shortened to 40 characters. */
  static String shortened(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
  }

  /** Returns the shortened text between single quotes. */
  static String quoted(String text) {
    return "'" + shortened(text) + "'";
  }
}
