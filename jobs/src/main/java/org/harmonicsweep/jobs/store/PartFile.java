package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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
    write(configuration, file, bytes(TableSchema.trials(), rows));
  }

  /** Returns the Parquet file of rows that have the given schema. */
  static byte[] bytes(TableSchema schema, List<TrialRow> rows) throws IOException {
    MemoryFile file = new MemoryFile();
    try (ParquetWriter<TrialRow> writer = new Builder(file, schema).build()) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
    return file.bytes();
  }

  /** Writes bytes to a file and to the disk below it, replacing the file if there is one. */
  static void write(Configuration configuration, Path file, byte[] bytes) throws IOException {
    FileSystem system = withoutSideFiles(file.getFileSystem(configuration));
    try (FSDataOutputStream out = system.create(file, true)) {
      out.write(bytes);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync(); // a rename may reach the disk before the content does
      }
    }
  }

  /**
   * The local file system of Hadoop puts a {@code .crc} file beside each file, and renames the two
   * one after the other. Parquet has checksums of its own, so we do without.
   */
  private static FileSystem withoutSideFiles(FileSystem system) {
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  private static final class Builder extends ParquetWriter.Builder<TrialRow, Builder> {
    private final TableSchema schema;

    Builder(MemoryFile file, TableSchema schema) {
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
    protected WriteSupport<TrialRow> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport(schema);
    }
  }
}
