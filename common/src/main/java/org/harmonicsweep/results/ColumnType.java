package org.harmonicsweep.results;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The type of a column, free of any engine. */
public sealed interface ColumnType {

  /** Text in UTF-8; values are {@link String}. */
  ColumnType TEXT = new Scalar("text");

  /** A 64-bit whole number; values are {@link Long}. */
  ColumnType WHOLE = new Scalar("whole");

  /** A 64-bit floating-point number, never NaN; values are {@link Double}. */
  ColumnType REAL = new Scalar("real");

  /** Returns the type of lists of the given elements; values are {@link List}. */
  static ColumnType listOf(ColumnType element) {
    return new ListOf(element);
  }

  /** Returns the type of groups of named fields; values are {@link List}, one item per field. */
  static ColumnType struct(List<Column> fields) {
    return new Struct(fields);
  }

  /** Folds over the cases. */
  <R> R match(Cases<R> cases);

  /** One function per case of {@link ColumnType}. */
  record Cases<R>(
      Supplier<R> text,
      Supplier<R> whole,
      Supplier<R> real,
      Function<ColumnType, R> listOf,
      Function<List<Column>, R> struct) {}

  /** A type without parts. */
  record Scalar(String name) implements ColumnType {
    @Override
    public <R> R match(Cases<R> cases) {
      return switch (name) {
        case "text" -> cases.text().get();
        case "whole" -> cases.whole().get();
        default -> cases.real().get();
      };
    }
  }

  /** A list. */
  record ListOf(ColumnType element) implements ColumnType {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.listOf().apply(element);
    }
  }

  /** Named fields. */
  record Struct(List<Column> fields) implements ColumnType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.struct().apply(fields);
    }
  }
}
