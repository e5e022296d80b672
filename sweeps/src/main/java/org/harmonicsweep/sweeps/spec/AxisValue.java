package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/** A value on an axis: a number or a word. */
sealed interface AxisValue {

  /** Folds over the two cases. */
  <R> R match(Function<BigDecimal, R> number, Function<String, R> word);

  /** Returns the number of the given size; 1 and 1.0 are the same. */
  static AxisValue of(BigDecimal number) {
    return new Quantity(number);
  }

  /** Returns the word. */
  static AxisValue of(String word) {
    return new Word(word);
  }

  /** Returns the number; empty if it is a word. */
  default Optional<BigDecimal> number() {
    return match(Optional::of, word -> Optional.empty());
  }

  /** Returns the text that a study file shows for it. */
  default String text() {
    return match(
        number -> {
          String plain = number.toPlainString();
          return plain.length() <= 20 ? plain : number.toString();
        },
        word -> word);
  }

  /**
   * A number, exact as declared.
   *
   * @param value without trailing zeros
   */
  record Quantity(BigDecimal value) implements AxisValue {
    public Quantity {
      value = value.stripTrailingZeros();
    }

    @Override
    public <R> R match(Function<BigDecimal, R> number, Function<String, R> word) {
      return number.apply(value);
    }
  }

  /**
   * A word, such as {@code learned} or the name of an architecture.
   *
   * @param value as written
   */
  record Word(String value) implements AxisValue {
    @Override
    public <R> R match(Function<BigDecimal, R> number, Function<String, R> word) {
      return word.apply(value);
    }
  }
}
