package org.harmonicsweep.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column, or a field of a struct, together with where its value comes from.
 *
 * @param <S> what the value is taken from
 * @param column name, type, unit and meaning
 * @param value the value; empty where it is not defined or was not measured
 */
record Field<S>(Column column, Function<S, Optional<?>> value) {

  static <S> Field<S> text(String name, String meaning, Function<S, String> value) {
    return new Field<>(
        new Column(name, ColumnType.TEXT, "", meaning), from -> Optional.of(value.apply(from)));
  }

  static <S> Field<S> optionalText(
      String name, String meaning, Function<S, Optional<String>> value) {
    return new Field<>(new Column(name, ColumnType.TEXT, "", meaning), value::apply);
  }

  static <S> Field<S> whole(String name, String unit, String meaning, ToLongFunction<S> value) {
    return new Field<>(
        new Column(name, ColumnType.WHOLE, unit, meaning),
        from -> Optional.of(value.applyAsLong(from)));
  }

  static <S> Field<S> optionalWhole(
      String name, String unit, String meaning, Function<S, Optional<Long>> value) {
    return new Field<>(new Column(name, ColumnType.WHOLE, unit, meaning), value::apply);
  }

  static <S> Field<S> real(String name, String unit, String meaning, ToDoubleFunction<S> value) {
    return new Field<>(
        new Column(name, ColumnType.REAL, unit, meaning),
        from -> finite(value.applyAsDouble(from)));
  }

  static <S> Field<S> optionalReal(
      String name, String unit, String meaning, Function<S, OptionalDouble> value) {
    return new Field<>(
        new Column(name, ColumnType.REAL, unit, meaning), from -> boxed(value.apply(from)));
  }

  static <S> Field<S> reals(
      String name, String unit, String meaning, Function<S, List<Double>> value) {
    return new Field<>(
        new Column(name, ColumnType.listOf(ColumnType.REAL), unit, meaning),
        from -> Optional.of(cells(value.apply(from), Field::finite)));
  }

  static <S, T> Field<S> struct(
      String name, String meaning, List<Field<T>> fields, Function<S, T> value) {
    ColumnType type = ColumnType.struct(columns(fields));
    return new Field<>(
        new Column(name, type, "", meaning), from -> Optional.of(row(fields, value.apply(from))));
  }

  static <S, T> Field<S> structs(
      String name, String meaning, List<Field<T>> fields, Function<S, Optional<List<T>>> items) {
    ColumnType type = ColumnType.listOf(ColumnType.struct(columns(fields)));
    return new Field<>(
        new Column(name, type, "", meaning),
        from -> items.apply(from).map(list -> cells(list, item -> Optional.of(row(fields, item)))));
  }

  /** Returns the columns of the given fields. */
  static List<Column> columns(List<? extends Field<?>> fields) {
    return fields.stream().<Column>map(Field::column).toList();
  }

  /** Returns one cell per field. */
  static <S> List<@Nullable Object> row(List<Field<S>> fields, S from) {
    return cells(fields, field -> field.value().apply(from));
  }

  /**
   * Returns this field taken from a part of something larger.
   *
   * @param part empty where the larger thing lacks it
   * @param missing completes "null ..." in the meaning
   */
  <T> Field<T> of(Function<T, Optional<S>> part, String missing) {
    return from(part).meaning(column.meaning() + "; null " + missing);
  }

  /**
   * Returns this field taken from a part of something larger, its meaning as it is.
   *
   * @param part empty where the larger thing lacks it
   */
  <T> Field<T> from(Function<T, Optional<S>> part) {
    return new Field<>(column, from -> part.apply(from).flatMap(value));
  }

  Field<S> name(String name) {
    return new Field<>(new Column(name, column.type(), column.unit(), column.meaning()), value);
  }

  Field<S> unit(String unit) {
    return new Field<>(new Column(column.name(), column.type(), unit, column.meaning()), value);
  }

  Field<S> meaning(String meaning) {
    return new Field<>(new Column(column.name(), column.type(), column.unit(), meaning), value);
  }

  private static <T> List<@Nullable Object> cells(List<T> items, Function<T, Optional<?>> cell) {
    return items.stream().<@Nullable Object>map(item -> cell.apply(item).orElse(null)).toList();
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? finite(value.getAsDouble()) : Optional.empty();
  }

  /** Readers disagree on how NaN compares and whether it counts; all of them agree on null. */
  private static Optional<Double> finite(double value) {
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }
}
