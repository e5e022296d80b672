package org.harmonicsweep.jobs.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.jspecify.annotations.Nullable;

/** Hands rows to Parquet, field by field, as the schema's types ask. */
final class RowWriteSupport extends WriteSupport<List<?>> {
  /** The key under which Spark looks for its own schema, and so finds comments and units. */
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  private final TableSchema schema;
  private final List<Field> fields;
  private Optional<RecordConsumer> consumer = Optional.empty();

  RowWriteSupport(TableSchema schema) {
    this.schema = schema;
    this.fields = fields(schema.columns());
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema.message(), Map.of(SPARK_SCHEMA, schema.spark().json()));
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = Optional.of(recordConsumer);
  }

  @Override
  public void write(List<?> row) {
    RecordConsumer out = consumer.orElseThrow();
    out.startMessage();
    putAll(out, fields, row);
    out.endMessage();
  }

  /** A field's name, and how a value that is not null is written. */
  private record Field(String name, Value value) {
    void put(RecordConsumer out, int index, @Nullable Object content) {
      if (content == null) {
        return; // a field that is not opened is null
      }
      out.startField(name, index);
      value.put(out, content);
      out.endField(name, index);
    }
  }

  @FunctionalInterface
  private interface Value {
    void put(RecordConsumer out, Object value);
  }

  private static List<Field> fields(List<Column> columns) {
    return columns.stream().map(c -> new Field(c.name(), value(c.type()))).toList();
  }

  private static Value value(ColumnType type) {
    return type.match(
        new ColumnType.Cases<Value>(
            () -> (out, text) -> out.addBinary(Binary.fromString((String) text)),
            () -> (out, whole) -> out.addLong((Long) whole),
            () -> (out, real) -> out.addDouble((Double) real),
            RowWriteSupport::list,
            RowWriteSupport::struct));
  }

  private static Value struct(List<Column> columns) {
    List<Field> parts = fields(columns);
    return (out, group) -> {
      out.startGroup();
      putAll(out, parts, (List<?>) group);
      out.endGroup();
    };
  }

  private static Value list(ColumnType type) {
    Field element = new Field("element", value(type));
    return (out, items) -> {
      out.startGroup();
      List<?> list = (List<?>) items;
      if (!list.isEmpty()) { // Parquet refuses a field without values
        out.startField("list", 0);
        for (Object item : list) {
          out.startGroup();
          element.put(out, 0, item);
          out.endGroup();
        }
        out.endField("list", 0);
      }
      out.endGroup();
    };
  }

  private static void putAll(RecordConsumer out, List<Field> fields, List<?> values) {
    if (values.size() != fields.size()) {
      throw new IllegalArgumentException(
          "%d values for %d fields".formatted(values.size(), fields.size()));
    }
    for (int index = 0; index < fields.size(); index++) {
      fields.get(index).put(out, index, values.get(index));
    }
  }
}
