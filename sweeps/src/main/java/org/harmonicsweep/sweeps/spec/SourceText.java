package org.harmonicsweep.sweeps.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** The characters of a study file, checked before anything parses them. */
final class SourceText {
  /** Longest file, in bytes or characters. */
  static final int LONGEST = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SourceText() {}

  /** Returns the text of a file in UTF-8. */
  static String decoded(String file, byte[] bytes) {
    checkLength(file, bytes.length);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer source = ByteBuffer.wrap(bytes);
    CoderResult result =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(source, text, true);
    if (result.isError()) {
      throw TextErrors.notUtf8(
          Place.after(file, text.flip().toString()), bytes[source.position()] & 0xFF);
    }
    return text.flip().toString();
  }

  /** Returns the text without a byte order mark, if all its characters may stand in a study. */
  static String checked(String file, String text) {
    checkLength(file, text.length());
    String plain = text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    int next;
    for (int i = 0; i < plain.length(); i = next) {
      int character = plain.codePointAt(i);
      next = i + Character.charCount(character);
      if (!isAllowed(character)) {
        throw TextErrors.forbiddenCharacter(Place.after(file, plain.substring(0, i)), character);
      }
    }
    return plain;
  }

  /**
   * Returns whether a character may stand in a study: printable, and no mask of {@link Variables}.
   */
  static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || !(Character.isISOControl(character)
            || Variables.isMask(character)
            || character == BYTE_ORDER_MARK
            || character == 0xFFFE
            || character == 0xFFFF
            || Character.getType(character) == Character.SURROGATE);
  }

  private static void checkLength(String file, int length) {
    if (length > LONGEST) {
      throw TextErrors.fileTooLong(new Place(file, 1, 1, ""), length);
    }
  }
}
