package org.harmonicsweep.results;

import java.util.List;

/** The document {@code docs/columns.md}, made from the columns. */
public final class ResultDocument {
  private static final String HEAD =
      """
      # Columns of the table `trials`

      Made from `ResultColumns`; a test compares. One row per trial. What is undefined or was not measured is null,
      never NaN or infinite. Types: text (UTF-8), whole (64-bit integer), real (64-bit floating point), and lists and
      structs of these; fields of a struct stand below it, indented. A column whose name ends in `_theory` predicts the
      column that bears the rest of its name. A pure number has unit 1.

      | column | type | unit | meaning |
      |---|---|---|---|
      """;

  private ResultDocument() {}

  /** Returns the document in Markdown, one table line per column and field. */
  public static String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    ResultColumns.all().forEach(column -> append(text, column, 0));
    return text.toString();
  }

  /** Returns the name of a type, such as {@code list of struct}. */
  static String typeName(ColumnType type) {
    return type.match(
        new ColumnType.Cases<>(
            () -> "text",
            () -> "whole",
            () -> "real",
            element -> "list of " + typeName(element),
            fields -> "struct"));
  }

  /** Returns the fields of a struct, or of the structs in a list; none for other types. */
  static List<Column> fields(ColumnType type) {
    return type.match(
        new ColumnType.Cases<>(
            List::of, List::of, List::of, ResultDocument::fields, fields -> fields));
  }

  private static void append(StringBuilder text, Column column, int depth) {
    String indent = "&emsp;".repeat(depth);
    // a bar inside a cell would end it
    String meaning = column.meaning().replace("|", "\\|");
    text.append(
        "| %s`%s` | %s | %s | %s |\n"
            .formatted(indent, column.name(), typeName(column.type()), column.unit(), meaning));
    fields(column.type()).forEach(field -> append(text, field, depth + 1));
  }
}
