package org.harmonicsweep.sweeps.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The typed values of a mapping whose keys are known. */
final class Fields {
  private final Item.Mapping mapping;
  private final List<String> allowed;

  private Fields(Item.Mapping mapping, List<String> allowed) {
    this.mapping = mapping;
    this.allowed = allowed;
  }

  /** Returns the fields of a mapping, if it is one and has no other keys than the allowed. */
  static Fields of(Item item, List<String> allowed) {
    if (!(item instanceof Item.Mapping mapping)) {
      throw StudyErrors.notAllowed(item, "a mapping with the keys " + String.join(", ", allowed));
    }
    for (Item.Field field : mapping.fields()) {
      if (!allowed.contains(field.key().text())) {
        throw StudyErrors.unknownKey(field.key(), allowed);
      }
    }
    return new Fields(mapping, allowed);
  }

  /** Returns these fields with a default for a key that is missing. */
  Fields orElse(String key, Item value) {
    if (mapping.find(key).isPresent()) {
      return this;
    }
    List<Item.Field> fields = new ArrayList<>(mapping.fields());
    fields.add(new Item.Field(Item.Scalar.implied(mapping.place().key(key), key), value));
    return new Fields(new Item.Mapping(mapping.place(), fields), allowed);
  }

  /** Returns these fields with a plain default for a key that is missing. */
  Fields orElse(String key, String text) {
    return orElse(key, Item.Scalar.implied(mapping.place().key(key), text));
  }

  /** Returns these fields with the value of a key put in or replaced. */
  Fields with(String key, Item value) {
    List<Item.Field> fields =
        mapping.fields().stream().filter(field -> !field.key().text().equals(key)).toList();
    return new Fields(new Item.Mapping(mapping.place(), fields), allowed).orElse(key, value);
  }

  /** Returns the mapping, its keys in the order of the allowed ones. */
  Item.Mapping ordered() {
    List<Item.Field> fields =
        allowed.stream()
            .flatMap(key -> mapping.fields().stream().filter(f -> f.key().text().equals(key)))
            .toList();
    return new Item.Mapping(mapping.place(), fields);
  }

  Place place() {
    return mapping.place();
  }

  Optional<Item> find(String key) {
    return mapping.find(key);
  }

  Item require(String key) {
    return find(key).orElseThrow(() -> StudyErrors.missingKey(mapping.place(), key));
  }

  /** Returns a number in the domain. */
  BigDecimal number(String key, NumberDomain domain) {
    return number(require(key), domain);
  }

  /** Returns a whole number between two, both included. */
  int whole(String key, int least, int greatest) {
    return number(key, NumberDomain.wholeBetween(least, greatest)).intValueExact();
  }

  /** Returns any text that is not empty. */
  String text(String key) {
    Item item = require(key);
    if (item instanceof Item.Scalar scalar && !scalar.isNothing() && !scalar.text().isBlank()) {
      return scalar.text();
    }
    throw StudyErrors.notAllowed(item, "a text");
  }

  static BigDecimal number(Item item, NumberDomain domain) {
    if (item instanceof Item.Scalar scalar) {
      Optional<BigDecimal> number = scalar.number().filter(domain::contains);
      if (number.isPresent()) {
        return number.get();
      }
    }
    throw StudyErrors.notAllowed(item, domain.described());
  }

  static String word(Item item, List<String> words) {
    return choice(item, words, word -> word);
  }

  /** Returns the choice whose key the item is. */
  static <T> T choice(Item item, List<T> choices, Function<T, String> key) {
    return choices.stream()
        .filter(choice -> item instanceof Item.Scalar s && s.text().equals(key.apply(choice)))
        .findFirst()
        .orElseThrow(() -> StudyErrors.unknownWord(item, choices.stream().map(key).toList()));
  }

  /** Returns the elements of a list. */
  static List<Item> list(Item item, String allowed) {
    if (item instanceof Item.Sequence sequence) {
      return sequence.items();
    }
    throw StudyErrors.notAllowed(item, allowed);
  }
}
