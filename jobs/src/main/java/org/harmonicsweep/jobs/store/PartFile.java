package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.harmonicsweep.results.TrialRow;

/** Rows as one Parquet file; equal rows give equal bytes. */
public final class PartFile {
  private PartFile() {}

  /**
   * Writes rows of the table {@code trials}, replacing the file if there is one.
   *
   * @throws IOException if the file system refuses
   */
  public static void write(Configuration configuration, Path file, List<TrialRow> rows)
      throws IOException {
    new Storage(configuration).write(file, bytes(rows));
  }

  /** Returns the Parquet file of rows of the table {@code trials}. */
  static byte[] bytes(List<TrialRow> rows) throws IOException {
    return bytes(TableSchema.trials(), rows.stream().map(TrialRow::values).toList());
  }

  /** Returns the Parquet file of a table with the given schema, one list of values per row. */
  static byte[] bytes(TableSchema schema, List<? extends List<?>> rows) throws IOException {
    MemoryFile file = new MemoryFile();
    try (ParquetWriter<List<?>> writer = writer(file, schema)) {
      for (List<?> row : rows) {
        writer.write(row);
      }
    }
    return OrderedFooter.of(file.bytes());
  }

  /** Returns the writer of a table with the given schema, one list of values per row. */
  static ParquetWriter<List<?>> writer(OutputFile file, TableSchema schema) throws IOException {
    return new Builder(file, schema).build();
  }

  private static final class Builder extends ParquetWriter.Builder<List<?>, Builder> {
    private final TableSchema schema;

    Builder(OutputFile file, TableSchema schema) {
      super(file);
      this.schema = schema;
      withCompressionCodec(CompressionCodecName.ZSTD);
      withPageWriteChecksumEnabled(true);
      withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<List<?>> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport(schema);
    }
  }
}
