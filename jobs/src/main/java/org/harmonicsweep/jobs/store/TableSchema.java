package org.harmonicsweep.jobs.store;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.ResultColumns;

/**
 * The schema of a table, as Parquet and as Spark see it; both derive from the documented columns.
 *
 * <p>Every field is optional, and lists have three levels, so that Spark and every other reader
 * agree on what is null and what is empty.
 *
 * @param columns in table order
 */
public record TableSchema(List<Column> columns) {
  public TableSchema {
    columns = List.copyOf(columns);
  }

  /** Returns the schema of the table {@code trials}. */
  public static TableSchema trials() {
    return new TableSchema(ResultColumns.all());
  }

  /** Returns the Parquet schema. */
  public MessageType message() {
    return new MessageType("spark_schema", parquetFields(columns));
  }

  /** Returns Spark's schema, with {@code comment} and {@code unit} as metadata of every field. */
  public StructType spark() {
    return sparkStruct(columns);
  }

  private static List<Type> parquetFields(List<Column> columns) {
    return columns.stream().map(c -> parquet(c.name(), c.type())).toList();
  }

  private static Type parquet(String name, ColumnType type) {
    return type.match(
        new ColumnType.Cases<>(
            () -> Types.primitive(BINARY, OPTIONAL).as(stringType()).named(name),
            () -> Types.primitive(INT64, OPTIONAL).named(name),
            () -> Types.primitive(DOUBLE, OPTIONAL).named(name),
            element -> Types.optionalList().element(parquet("element", element)).named(name),
            fields ->
                Types.optionalGroup()
                    .addFields(parquetFields(fields).toArray(new Type[0]))
                    .named(name)));
  }

  private static StructType sparkStruct(List<Column> columns) {
    return DataTypes.createStructType(columns.stream().map(TableSchema::sparkField).toList());
  }

  private static StructField sparkField(Column column) {
    MetadataBuilder metadata = new MetadataBuilder().putString("comment", column.meaning());
    if (!column.unit().isEmpty()) {
      metadata.putString("unit", column.unit());
    }
    return DataTypes.createStructField(
        column.name(), sparkType(column.type()), true, metadata.build());
  }

  private static DataType sparkType(ColumnType type) {
    return type.match(
        new ColumnType.Cases<>(
            () -> DataTypes.StringType,
            () -> DataTypes.LongType,
            () -> DataTypes.DoubleType,
            element -> DataTypes.createArrayType(sparkType(element)),
            TableSchema::sparkStruct));
  }
}
