package org.harmonicsweep.sweeps.spec;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of {@code ${NAME}} and {@code ${NAME:default}}.
 *
 * <p>References are hidden from the YAML parser behind private-use characters, one for one, so that
 * positions stay, braces may stand inside flow mappings, and a value put in afterwards can never
 * become structure.
 */
final class Variables {
  private static final String START = "${";
  private static final char MASK = '\uE000';
  private static final int ASCII = 0x80;
  private static final Pattern MASKED =
      Pattern.compile(mask("$") + mask("{") + "([^" + mask("}") + "]*)" + mask("}"));

  private final Map<String, String> values;

  Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Returns the text with its references hidden; it must not hold mask characters before. */
  static String hidden(String text) {
    StringBuilder hidden = new StringBuilder(text.length());
    Ends ends = new Ends(text);
    int copied = 0;
    for (int start = text.indexOf(START); start >= 0; start = text.indexOf(START, copied)) {
      int end = ends.after(start);
      boolean isReference = end >= 0;
      int next = isReference ? end : start + START.length();
      String piece = text.substring(start, next);
      hidden.append(text, copied, start).append(isReference ? mask(piece) : piece);
      copied = next;
    }
    return hidden.append(text, copied, text.length()).toString();
  }

  /**
   * Where references end.
   *
   * <p>By hand, since an expression looks for the end of each of a hundred thousand references that
   * have none, up to the end of the line.
   */
  private static final class Ends {
    private final String text;
    private int stop;

    Ends(String text) {
      this.text = text;
    }

    /** Returns the end of the reference that starts somewhere, or -1 if none does. */
    int after(int start) {
      int end = start + START.length();
      if (end == text.length() || !isNameStart(text.charAt(end))) {
        return -1;
      }
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == ':') {
        stop = Math.max(stop, end);
        while (stop < text.length() && "}\r\n".indexOf(text.charAt(stop)) < 0) {
          stop++;
        }
        end = stop;
      }
      return end < text.length() && text.charAt(end) == '}' ? end + 1 : -1;
    }

    private static boolean isNameStart(char sign) {
      return sign == '_' || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z');
    }

    private static boolean isNamePart(char sign) {
      return isNameStart(sign) || (sign >= '0' && sign <= '9');
    }
  }

  /** Returns the text with its references shown as they were written. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.chars().forEach(c -> shown.append((char) (isMask(c) ? c - MASK : c)));
    return shown.toString();
  }

  /** Returns whether a character is one of those that hide references. */
  static boolean isMask(int character) {
    return character >= MASK && character < MASK + ASCII;
  }

  /** Returns whether a text holds a hidden reference. */
  static boolean in(String text) {
    return text.chars().anyMatch(Variables::isMask);
  }

  /**
   * Returns the text with values in the place of its hidden references.
   *
   * @param most characters that it may have then
   */
  String putInto(String text, Place place, int most) {
    if (text.contains(START)) {
      throw TextErrors.malformedVariable(place);
    }
    StringBuilder full = new StringBuilder();
    Matcher masked = MASKED.matcher(text);
    while (masked.find()) {
      masked.appendReplacement(full, "");
      full.append(value(masked, place));
      if (full.length() > most) {
        throw TextErrors.scalarTooLong(place, full.length(), most);
      }
    }
    return masked.appendTail(full).toString();
  }

  private String value(MatchResult match, Place place) {
    String[] reference = shown(match.group(1)).split(":", 2);
    String name = reference[0];
    String value =
        Optional.ofNullable(values.get(name))
            .or(() -> reference.length > 1 ? Optional.of(reference[1]) : Optional.empty())
            .orElseThrow(() -> TextErrors.undefinedVariable(place, name, values.keySet()));
    if (value.contains("${") || value.codePoints().anyMatch(c -> !SourceText.isAllowed(c))) {
      throw TextErrors.unusableVariable(place, name);
    }
    return value;
  }

  private static String mask(String text) {
    StringBuilder masked = new StringBuilder(text.length());
    text.chars().forEach(c -> masked.append((char) (c < ASCII ? c + MASK : c)));
    return masked.toString();
  }
}
