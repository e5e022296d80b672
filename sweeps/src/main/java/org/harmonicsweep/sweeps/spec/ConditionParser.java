package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.harmonicsweep.sweeps.spec.ConditionTokens.Sort;
import org.harmonicsweep.sweeps.spec.ConditionTokens.Token;

/**
 * Parses the conditions of {@code where}: comparisons of axes, numbers and words, with {@code and},
 * {@code or}, {@code not}, {@code in}, arithmetic and parentheses.
 *
 * <p>Types are checked once, before any cell is looked at. Arithmetic is decimal. A learned
 * variance equals {@code learned} and no number; it is neither below nor above any, and arithmetic
 * on it stays learned.
 */
final class ConditionParser {
  /** Words with a meaning of their own. */
  static final List<String> KEYWORDS = List.of("and", "or", "not", "in");

  /** Longest condition; it bounds the depth of evaluation. */
  static final int LONGEST = 2_000;

  private static final int DEEPEST = 100;
  private static final NumberDomain NUMBERS = NumberDomain.notNegative();

  private final ArchitectureCatalogue architectures;
  private final List<Token> tokens;
  private int next;
  private int depth;

  private ConditionParser(ArchitectureCatalogue architectures, List<Token> tokens) {
    this.architectures = architectures;
    this.tokens = tokens;
  }

  /** Returns the predicate that a condition states. */
  static Predicate<Cell> parse(Item item, ArchitectureCatalogue architectures) {
    if (!(item instanceof Item.Scalar scalar) || scalar.isNothing() || scalar.text().isBlank()) {
      throw StudyErrors.notAllowed(item, "a condition such as \"kl_weight <= 4\"");
    }
    if (scalar.text().length() > LONGEST) {
      throw ConditionErrors.conditionTooLong(scalar, LONGEST);
    }
    ConditionParser parser = new ConditionParser(architectures, ConditionTokens.of(scalar));
    Predicate<Cell> condition = parser.truth(parser.disjunction());
    if (parser.peek().sort() != Sort.END) {
      throw ConditionErrors.unexpectedPart(parser.peek());
    }
    return condition;
  }

  private Term disjunction() {
    Term left = conjunction();
    while (takes("or")) {
      Predicate<Cell> first = truth(left);
      Predicate<Cell> second = truth(conjunction());
      left = new Term.Truth(left.place(), first.or(second));
    }
    return left;
  }

  private Term conjunction() {
    Term left = negation();
    while (takes("and")) {
      Predicate<Cell> first = truth(left);
      Predicate<Cell> second = truth(negation());
      left = new Term.Truth(left.place(), first.and(second));
    }
    return left;
  }

  private Term negation() {
    Token token = peek();
    if (!takes("not")) {
      return comparison();
    }
    descend(token);
    Predicate<Cell> negated = truth(negation()).negate();
    depth--;
    return new Term.Truth(token.place(), negated);
  }

  private Term comparison() {
    Term left = sum();
    Token sign = peek();
    Optional<Comparison> comparison = Comparison.of(sign);
    if (comparison.isPresent()) {
      next++;
      Term right = sum();
      return new Term.Truth(
          left.place(), comparisons().compare(left, comparison.get(), sign, right));
    }
    boolean negated = sign.is("not") && tokens.get(next + 1).is("in");
    if (!negated && !sign.is("in")) {
      return left;
    }
    next += negated ? 2 : 1;
    Predicate<Cell> member =
        list(sign).stream()
            .map(element -> comparisons().compare(left, Comparison.EQUAL, sign, element))
            .reduce(cell -> false, Predicate::or);
    return new Term.Truth(left.place(), negated ? member.negate() : member);
  }

  private List<Term> list(Token before) {
    if (!takes("[")) {
      throw ConditionErrors.missingPart(peek(), "[ after in");
    }
    descend(before);
    List<Term> elements = new ArrayList<>();
    do {
      elements.add(sum());
    } while (takes(","));
    if (!takes("]")) {
      throw ConditionErrors.missingPart(peek(), "] or a comma");
    }
    depth--;
    return elements;
  }

  private Term sum() {
    Term left = product();
    while (peek().is("+") || peek().is("-")) {
      Token sign = tokens.get(next++);
      left = arithmetic(left, sign, product());
    }
    return left;
  }

  private Term product() {
    Term left = signed();
    while (peek().is("*") || peek().is("/")) {
      Token sign = tokens.get(next++);
      left = arithmetic(left, sign, signed());
    }
    return left;
  }

  private Term signed() {
    Token token = peek();
    if (!takes("-")) {
      return primary();
    }
    descend(token);
    Term.Amount amount = amount(signed(), token);
    depth--;
    return new Term.Amount(
        token.place(),
        amount.canBeLearned(),
        cell -> amount.value().apply(cell).map(BigDecimal::negate));
  }

  private Term primary() {
    Token token = tokens.get(next);
    if (takes("(")) {
      descend(token);
      Term inside = disjunction();
      if (!takes(")")) {
        throw ConditionErrors.missingPart(peek(), "a closing parenthesis");
      }
      depth--;
      return inside;
    }
    boolean keyword = token.sort() == Sort.WORD && KEYWORDS.contains(token.text());
    if (keyword || token.sort() == Sort.SIGN || token.sort() == Sort.END) {
      throw ConditionErrors.missingPart(token, "an axis, a number or a word");
    }
    next++;
    return switch (token.sort()) {
      case NUMBER -> number(token);
      case QUOTED -> new Term.Word(token.place(), token.text());
      default -> word(token);
    };
  }

  private static Term number(Token token) {
    BigDecimal number =
        Item.Scalar.number(token.text())
            .filter(NUMBERS::contains)
            .orElseThrow(() -> ConditionErrors.numberOutOfRange(token));
    return new Term.Amount(token.place(), false, cell -> Optional.of(number));
  }

  private Term word(Token token) {
    Optional<Axis> axis = Axis.of(token.text());
    if (axis.isEmpty()) {
      if (!vocabulary().contains(token.text()) && !architectures.knows(token.text())) {
        throw ConditionErrors.unknownName(token, vocabulary());
      }
      return new Term.Word(token.place(), token.text());
    }
    if (axis.get().numbers().isEmpty()) {
      return new Term.WordOf(token.place(), axis.get());
    }
    boolean canBeLearned = !axis.get().words().isEmpty();
    return new Term.Amount(token.place(), canBeLearned, cell -> cell.of(axis.get()).number());
  }

  private static Term arithmetic(Term first, Token sign, Term second) {
    Term.Amount left = amount(first, sign);
    Term.Amount right = amount(second, sign);
    return new Term.Amount(
        left.place(),
        left.canBeLearned() || right.canBeLearned(),
        cell ->
            left.value()
                .apply(cell)
                .flatMap(a -> right.value().apply(cell).map(b -> result(a, sign, b, cell))));
  }

  private static BigDecimal result(BigDecimal a, Token sign, BigDecimal b, Cell cell) {
    if (sign.is("/") && b.signum() == 0) {
      throw ConditionErrors.divisionByZero(sign, cell);
    }
    MathContext decimal = MathContext.DECIMAL128;
    return switch (sign.text()) {
      case "+" -> a.add(b, decimal);
      case "-" -> a.subtract(b, decimal);
      case "*" -> a.multiply(b, decimal);
      default -> a.divide(b, decimal);
    };
  }

  private static Term.Amount amount(Term term, Token sign) {
    if (term instanceof Term.Amount amount) {
      return amount;
    }
    throw ConditionErrors.noNumber(term, sign);
  }

  private Predicate<Cell> truth(Term term) {
    if (term instanceof Term.Truth truth) {
      return truth.holds();
    }
    throw ConditionErrors.noCondition(term);
  }

  private Comparisons comparisons() {
    return new Comparisons(architectures);
  }

  private List<String> vocabulary() {
    List<String> words = new ArrayList<>(Axis.keys());
    Arrays.stream(Axis.values()).flatMap(axis -> axis.words().stream()).forEach(words::add);
    words.addAll(architectures.names());
    return words;
  }

  private void descend(Token token) {
    if (++depth > DEEPEST) {
      throw TextErrors.tooDeep(token.place(), DEEPEST);
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean takes(String sign) {
    boolean found = peek().is(sign);
    next += found ? 1 : 0;
    return found;
  }
}
