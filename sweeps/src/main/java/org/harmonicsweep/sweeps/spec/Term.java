package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A part of a condition, of a known type, to be evaluated for a cell. */
sealed interface Term {

  /** Returns where it starts. */
  Place place();

  /** Returns its type as a noun for error messages. */
  String described();

  /**
   * True or false.
   *
   * @param place where it starts
   * @param holds for a cell
   */
  record Truth(Place place, Predicate<Cell> holds) implements Term {
    @Override
    public String described() {
      return "a condition";
    }
  }

  /**
   * A number; empty where it comes of a learned variance.
   *
   * @param place where it starts
   * @param canBeLearned whether it may be empty
   * @param value for a cell
   */
  record Amount(Place place, boolean canBeLearned, Function<Cell, Optional<BigDecimal>> value)
      implements Term {
    @Override
    public String described() {
      return "a number";
    }
  }

  /**
   * The word that a cell has on an axis.
   *
   * @param place where it starts
   * @param axis that takes words or names
   */
  record WordOf(Place place, Axis axis) implements Term {
    @Override
    public String described() {
      return "the axis " + axis.key() + " of words";
    }

    String value(Cell cell) {
      return cell.of(axis).text();
    }
  }

  /**
   * A word as such.
   *
   * @param place where it starts
   * @param text of it
   */
  record Word(Place place, String text) implements Term {
    @Override
    public String described() {
      return "the word " + Shown.quoted(text);
    }
  }
}
