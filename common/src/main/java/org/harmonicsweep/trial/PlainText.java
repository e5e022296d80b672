package org.harmonicsweep.trial;

/**
 * Text from files, fit for a terminal and for messages of one line.
 *
 * <p>What shows nothing itself may move the cursor, colour what follows or turn its direction.
 */
public final class PlainText {
  private PlainText() {}

  /** Returns the text with a space for every character that shows nothing itself. */
  public static String onOneLine(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().map(c -> isVisible(c) ? c : ' ').forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /**
   * Returns why something was thrown, in one line: messages from elsewhere may carry a stack trace
   * below their first line, or be empty.
   */
  public static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }

  /** Returns whether a character shows something, or is a blank. */
  public static boolean isVisible(int character) {
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
}
