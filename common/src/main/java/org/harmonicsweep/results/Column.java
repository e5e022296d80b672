package org.harmonicsweep.results;

/**
 * A column of the result table, or a field of one of its structs.
 *
 * @param name lower_snake_case
 * @param type of its values; every column may be null
 * @param unit SI or stated; {@code 1} for pure numbers, empty for text
 * @param meaning one sentence, with the case in which it is null
 */
public record Column(String name, ColumnType type, String unit, String meaning) {
  public Column {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("column name is '" + name + "', must be snake case");
    }
  }
}
