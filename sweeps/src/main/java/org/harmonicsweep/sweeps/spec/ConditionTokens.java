package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of a condition into its smallest parts. */
final class ConditionTokens {
  /** What a part is. */
  enum Sort {
    NUMBER,
    WORD,
    QUOTED,
    SIGN,
    END
  }

  /**
   * A part of a condition.
   *
   * @param sort what it is
   * @param text as written, without quotes
   * @param place where it starts
   */
  record Token(Sort sort, String text, Place place) {
    boolean is(String sign) {
      return sort != Sort.QUOTED && text.equals(sign);
    }
  }

  private static final Pattern PART =
      Pattern.compile(
          "(?<space>\\s+)"
              + "|(?<number>(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?)"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)"
              + "|'(?<single>[^']*)'|\"(?<double>[^\"]*)\""
              + "|(?<sign><=|>=|==|!=|[-<>+*/()\\[\\],])");

  private ConditionTokens() {}

  /** Returns the parts in order, the last of them an end. */
  static List<Token> of(Item.Scalar condition) {
    String text = condition.text();
    List<Token> tokens = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int position = 0;
    while (position < text.length()) {
      Place place = condition.placeOf(position);
      if (!part.find(position) || part.start() != position) {
        throw ConditionErrors.strangeSign(place, text.substring(position));
      }
      if (part.group("space") == null) {
        tokens.add(token(part, place));
      }
      position = part.end();
    }
    tokens.add(new Token(Sort.END, "", condition.placeOf(text.length())));
    return tokens;
  }

  private static Token token(Matcher part, Place place) {
    if (part.group("number") != null) {
      return new Token(Sort.NUMBER, part.group(), place);
    }
    if (part.group("word") != null) {
      return new Token(Sort.WORD, part.group(), place);
    }
    return part.group("sign") != null
        ? new Token(Sort.SIGN, part.group(), place)
        : new Token(Sort.QUOTED, part.group().substring(1, part.group().length() - 1), place);
  }
}
