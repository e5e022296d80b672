package org.harmonicsweep.sweeps.spec;

import static org.harmonicsweep.sweeps.spec.Shown.quoted;
import static org.harmonicsweep.sweeps.spec.StudyErrors.bad;
import static org.harmonicsweep.sweeps.spec.StudyErrors.meant;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.sweeps.spec.ConditionTokens.Token;

/** The errors of a condition. */
final class ConditionErrors {
  private ConditionErrors() {}

  static StudyException tooMuchToTry(Place place, long cells, long parts, long most) {
    return bad(
        place,
        "found %d cells, and %d parts of where and exclude to try on each: more than %d together;"
            + " leave out cells in the grid itself",
        cells,
        parts,
        most);
  }

  static StudyException conditionTooLong(Item.Scalar condition, int most) {
    return bad(
        condition.place(),
        "found a condition of %d characters, at most %d are read",
        condition.text().length(),
        most);
  }

  static StudyException strangeSign(Place place, String rest) {
    String sign = rest.substring(0, rest.offsetByCodePoints(0, 1));
    String remedy =
        switch (sign) {
          case "=" -> "; write == to compare";
          case "&" -> "; write and";
          case "|" -> "; write or";
          case "!" -> "; write not or !=";
          case "'", "\"" -> "; close the quotes";
          default -> ", which has no meaning in a condition";
        };
    return bad(place, "found %s%s", Shown.character(sign.codePointAt(0)), remedy);
  }

  static StudyException unexpectedPart(Token token) {
    boolean chained = Comparison.of(token).isPresent();
    return bad(
        token.place(),
        "found %s after a complete condition; %s",
        shown(token),
        chained ? "join two comparisons with and" : "join conditions with and, or");
  }

  static StudyException missingPart(Token found, String wanted) {
    return bad(found.place(), "found %s, wanted is %s", shown(found), wanted);
  }

  static StudyException numberOutOfRange(Token token) {
    return bad(token.place(), "found %s, which is too large or too small", shown(token));
  }

  static StudyException unknownName(Token token, List<String> names) {
    Optional<String> axis =
        Axis.keys().stream().filter(key -> token.text().startsWith(key + "-")).findFirst();
    return bad(
        token.place(),
        "unknown name %s, allowed are the axes %s, and their words%s",
        quoted(token.text()),
        String.join(", ", Axis.keys()),
        axis.isPresent() ? "; to subtract, write spaces around -" : meant(token.text(), names));
  }

  static StudyException divisionByZero(Token sign, Cell cell) {
    return bad(sign.place(), "divides by zero for the cell %s", cell);
  }

  static StudyException noNumber(Term term, Token sign) {
    return bad(term.place(), "found %s, but %s wants numbers", term.described(), sign.text());
  }

  static StudyException noCondition(Term term) {
    return bad(
        term.place(),
        "found %s where a condition is wanted; compare it, as in kl_weight <= 4",
        term.described());
  }

  static StudyException incomparable(Term left, Token sign, Term right) {
    return bad(
        left.place(),
        "%s and %s cannot be compared by %s; numbers compare with numbers, words by ==, != and in "
            + "with words of their axis",
        left.described(),
        right.described(),
        sign.text());
  }

  static StudyException wordOfNoAxis(Term.Word word, Axis axis, List<String> words) {
    return bad(
        word.place(),
        "the axis %s never is %s, allowed is %s%s",
        axis.key(),
        quoted(word.text()),
        Shown.either(words),
        meant(word.text(), words));
  }

  private static String shown(Token token) {
    return token.sort() == ConditionTokens.Sort.END ? "the end" : quoted(token.text());
  }
}
