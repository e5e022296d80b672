package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.harmonicsweep.sweeps.spec.ConditionTokens.Token;

/** Says which terms can be compared, and how. */
final class Comparisons {
  private final ArchitectureCatalogue architectures;

  Comparisons(ArchitectureCatalogue architectures) {
    this.architectures = architectures;
  }

  /**
   * Returns the comparison of two terms as a predicate.
   *
   * @throws StudyException if their types do not fit
   */
  Predicate<Cell> compare(Term left, Comparison comparison, Token sign, Term right) {
    if (left instanceof Term.Amount first && right instanceof Term.Amount second) {
      return cell -> numbers(first.value().apply(cell), comparison, second.value().apply(cell));
    }
    if (left instanceof Term.Word && !(right instanceof Term.Word)) {
      return compare(right, comparison, sign, left);
    }
    if (!(right instanceof Term.Word word) || !comparison.isOfSameness()) {
      throw ConditionErrors.incomparable(left, sign, right);
    }
    boolean equal = comparison == Comparison.EQUAL;
    if (left instanceof Term.WordOf axis) {
      checkWord(axis.axis(), word);
      return cell -> axis.value(cell).equals(word.text()) == equal;
    }
    if (left instanceof Term.Amount amount && amount.canBeLearned()) {
      checkWord(Axis.ENCODER_VARIANCE, word);
      return cell -> amount.value().apply(cell).isEmpty() == equal;
    }
    throw ConditionErrors.incomparable(left, sign, right);
  }

  private static boolean numbers(
      Optional<BigDecimal> left, Comparison comparison, Optional<BigDecimal> right) {
    if (left.isEmpty() || right.isEmpty()) {
      boolean same = left.isPresent() == right.isPresent();
      return comparison.isOfSameness() && comparison.holds(same ? 0 : 1);
    }
    return comparison.holds(left.get().compareTo(right.get()));
  }

  private void checkWord(Axis axis, Term.Word word) {
    boolean known =
        axis.takesNames() ? architectures.knows(word.text()) : axis.words().contains(word.text());
    if (!known) {
      List<String> words = axis.takesNames() ? architectures.names() : axis.words();
      throw ConditionErrors.wordOfNoAxis(word, axis, words);
    }
  }
}
