package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A value of a study file with its place; variables are put in already. */
sealed interface Item {

  /** Returns where it starts. */
  Place place();

  /** Folds over the three cases. */
  <R> R match(
      Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping);

  /** Returns all single values in it, in order. */
  default Stream<Scalar> scalars() {
    return match(
        Stream::of,
        sequence -> sequence.items().stream().flatMap(Item::scalars),
        mapping -> mapping.fields().stream().flatMap(field -> field.value().scalars()));
  }

  /** Returns what was found, as a noun for error messages. */
  default String described() {
    return match(
        Scalar::noun,
        sequence -> sequence.items().isEmpty() ? "an empty list" : "a list",
        mapping -> mapping.fields().isEmpty() ? "an empty mapping" : "a mapping");
  }

  /**
   * A single value.
   *
   * @param place where it starts
   * @param text without quotes
   * @param plain whether it stood without quotes, so that it may be a number
   * @param offset characters from its start to its text, where the file shows the text unchanged
   */
  record Scalar(Place place, String text, boolean plain, OptionalInt offset) implements Item {
    private static final Pattern NUMBER =
        Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?");
    private static final int LONGEST_NUMBER = 100;

    /** Returns a value that no file shows: a default, at the place of what lacks it. */
    static Scalar implied(Place place, String text) {
      return new Scalar(place, text, true, OptionalInt.empty());
    }

    /** Returns the number it shows, or empty. */
    Optional<BigDecimal> number() {
      return plain ? number(text) : Optional.empty();
    }

    /** Returns the number that a text shows, or empty. */
    static Optional<BigDecimal> number(String text) {
      return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()
          ? Optional.of(new BigDecimal(text))
          : Optional.empty();
    }

    /** Returns the place of a character of the text; its start where the file shows it changed. */
    Place placeOf(int index) {
      return offset.isPresent()
          ? place.right(offset.getAsInt() + text.codePointCount(0, index))
          : place;
    }

    /** Returns whether nothing was written. */
    boolean isNothing() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    private String noun() {
      if (isNothing()) {
        return "nothing";
      }
      if (!plain) {
        return "the text \"" + Shown.shortened(text) + "\"" + (quotedNumber() ? " in quotes" : "");
      }
      if (number().isPresent()) {
        return "the number " + Shown.shortened(text);
      }
      return text.equals("true") || text.equals("false")
          ? "the truth value " + text
          : Shown.quoted(text);
    }

    private boolean quotedNumber() {
      return number(text).isPresent();
    }

    @Override
    public <R> R match(
        Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping) {
      return scalar.apply(this);
    }
  }

  /**
   * A list.
   *
   * @param place where it starts
   * @param items in order
   */
  record Sequence(Place place, List<Item> items) implements Item {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public <R> R match(
        Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping) {
      return sequence.apply(this);
    }
  }

  /**
   * Keys with values.
   *
   * @param place where it starts
   * @param fields in order, no key twice
   */
  record Mapping(Place place, List<Field> fields) implements Item {
    public Mapping {
      fields = List.copyOf(fields);
    }

    /** Returns the value of a key, or empty. */
    Optional<Item> find(String key) {
      return fields.stream()
          .filter(field -> field.key().text().equals(key))
          .map(Field::value)
          .findFirst();
    }

    @Override
    public <R> R match(
        Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping) {
      return mapping.apply(this);
    }
  }

  /**
   * One entry of a mapping.
   *
   * @param key its name; its place has the path of the value
   * @param value under it
   */
  record Field(Scalar key, Item value) {}
}
