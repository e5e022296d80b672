package org.harmonicsweep.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harmonicsweep.jobs.reproduction.WitnessCheck;
import org.harmonicsweep.jobs.reproduction.Witnesses;
import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.ResultColumns;
import org.jspecify.annotations.Nullable;

/** A row for programs: values by name, lists and structs included, and what the columns mean. */
final class RowJson {
  private RowJson() {}

  /** Returns one object with {@code row}, {@code columns}, and {@code witnesses} if checked. */
  static String text(StoredRow row, Optional<Witnesses> witnesses) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("part", row.part());
    document.put("row", struct(ResultColumns.all(), row.row().values()));
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Column column : ResultColumns.all()) {
      columns.put(column.name(), Map.of("unit", column.unit(), "meaning", column.meaning()));
    }
    document.put("columns", columns);
    witnesses.ifPresent(found -> document.put("witness_check", check(found)));
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row that is no JSON", e);
    }
  }

  private static Map<String, @Nullable Object> struct(List<Column> fields, List<?> values) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      object.put(fields.get(i).name(), value(fields.get(i).type(), values.get(i)));
    }
    return object;
  }

  /** Returns a cell as Jackson takes it, structs by the names of their fields. */
  static @Nullable Object value(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (type instanceof ColumnType.Struct struct) {
      return struct(struct.fields(), (List<?>) value);
    }
    if (type instanceof ColumnType.ListOf list) {
      List<@Nullable Object> items = new ArrayList<>();
      ((List<?>) value).forEach(item -> items.add(value(list.element(), item)));
      return items;
    }
    return value;
  }

  private static Map<String, Object> check(Witnesses witnesses) {
    return Map.of(
        "same_model",
        witnesses.isSameModel(),
        "checks",
        witnesses.checks().stream().map(RowJson::check).toList());
  }

  private static Map<String, @Nullable Object> check(WitnessCheck check) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("network", check.network());
    object.put("lower", check.lower());
    object.put("norm", check.norm().isPresent() ? check.norm().getAsDouble() : null);
    object.put("holds", check.holds());
    return object;
  }
}
