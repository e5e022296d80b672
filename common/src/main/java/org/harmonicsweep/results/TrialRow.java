package org.harmonicsweep.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One row of the result table: a value, or null, per column of {@link ResultColumns#all()}.
 *
 * @param values in the order of the columns, of the Java types that {@link ColumnType} names
 */
public record TrialRow(List<@Nullable Object> values) {
  public TrialRow {
    if (values.size() != ResultColumns.all().size()) {
      throw new IllegalArgumentException(
          "a row has %d values, must have one for each of %d columns"
              .formatted(values.size(), ResultColumns.all().size()));
    }
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /**
   * Returns the value of a column; empty where it is null.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public Optional<Object> value(String column) {
    int position =
        ResultColumns.position(column)
            .orElseThrow(() -> new IllegalArgumentException("there is no column " + column));
    return Optional.ofNullable(values.get(position));
  }

  /**
   * Returns the value of a column of text; empty where it is null.
   *
   * @throws IllegalArgumentException if there is no such column, or if it is of another type
   */
  public Optional<String> text(String column) {
    return cell(column, String.class);
  }

  /**
   * Returns the value of a column of whole numbers; empty where it is null.
   *
   * @throws IllegalArgumentException if there is no such column, or if it is of another type
   */
  public OptionalLong whole(String column) {
    return cell(column, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /**
   * Returns the value of a column of real numbers; empty where it is null.
   *
   * @throws IllegalArgumentException if there is no such column, or if it is of another type
   */
  public OptionalDouble real(String column) {
    return cell(column, Double.class).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  /**
   * Returns the items of a list, or the fields of a struct; empty where it is null.
   *
   * @throws IllegalArgumentException if there is no such column, or if it is of another type
   */
  public Optional<List<?>> list(String column) {
    return cell(column, List.class).map(list -> (List<?>) list);
  }

  /**
   * Returns a field of the provenance as text; empty where it is null.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public Optional<String> provenance(String field) {
    int position =
        ProvenanceColumns.position(field)
            .orElseThrow(() -> new IllegalArgumentException("provenance has no field " + field));
    return list(ProvenanceColumns.NAME).map(fields -> fields.get(position)).map(String::valueOf);
  }

  private <T> Optional<T> cell(String column, Class<T> type) {
    Optional<Object> value = value(column);
    value.ifPresent(
        found -> {
          if (!type.isInstance(found)) {
            throw new IllegalArgumentException(
                "column %s holds a %s, asked for a %s"
                    .formatted(column, found.getClass().getSimpleName(), type.getSimpleName()));
          }
        });
    return value.map(type::cast);
  }
}
