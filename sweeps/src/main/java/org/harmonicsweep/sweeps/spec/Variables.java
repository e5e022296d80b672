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
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::[^}\\r\\n]*)?\\}");
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
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(mask(match.group())));
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

  /** Returns the text with values in the place of its hidden references. */
  String putInto(String text, Place place) {
    if (text.contains("${")) {
      throw TextErrors.malformedVariable(place);
    }
    return MASKED.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match, place)));
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
