package org.harmonicsweep.jobs.store;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;

/**
 * Reads a few columns of a part without Spark.
 *
 * <p>Checksums of the pages are verified, so that a flipped bit in what is read does not pass.
 */
final class PartReader {
  /** How Parquet 1.13 begins the message of an IOException that is about content. */
  private static final String BROKEN_METADATA = "can not read class ";

  private static final TableSchema LEDGER = ledgerSchema();
  private static final TableSchema IDS =
      new TableSchema(
          TableSchema.trials().columns().stream()
              .filter(column -> column.name().equals("trial_id"))
              .toList());

  private final Configuration configuration;

  PartReader(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Returns the entries of a part in its order.
   *
   * @throws UnreadablePartException if the file is no whole part
   * @throws IOException if the file system refuses
   */
  List<Entry> entries(Path part) throws IOException {
    try {
      return groups(part, LEDGER).stream().map(group -> entry(group, part.getName())).toList();
    } catch (EOFException | RuntimeException e) {
      throw new UnreadablePartException(e);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith(BROKEN_METADATA)) {
        throw new UnreadablePartException(e);
      }
      throw e; // a disk or a network that fails for a moment says nothing of the content
    }
  }

  /** Returns the column {@code trial_id} of a table. */
  List<String> trials(Path table) throws IOException {
    return groups(table, IDS).stream().map(group -> group.getString("trial_id", 0)).toList();
  }

  private List<Group> groups(Path file, TableSchema schema) throws IOException {
    HadoopReadOptions.Builder options = HadoopReadOptions.builder(configuration);
    options.usePageChecksumVerification(true);
    MessageType message = schema.message();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration), options.build())) {
      List<Group> groups = new ArrayList<>();
      reader.setRequestedSchema(message);
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(message, reader.getFileMetaData().getSchema())
                .getRecordReader(pages, new GroupRecordConverter(message));
        for (long row = 0; row < pages.getRowCount(); row++) {
          groups.add(records.read());
        }
      }
      return groups;
    }
  }

  private static Entry entry(Group row, String part) {
    Group provenance = row.getGroup("provenance", 0);
    return new Entry(
        row.getString("trial_id", 0),
        row.getString("measurement", 0),
        row.getString("row_digest", 0),
        row.getString("status", 0),
        provenance.getDouble("wall_seconds", 0),
        provenance.getString("finished_at", 0),
        part);
  }

  private static TableSchema ledgerSchema() {
    List<Column> columns =
        Stream.of("trial_id", "measurement", "row_digest", "status")
            .map(name -> new Column(name, ColumnType.TEXT, "", ""))
            .toList();
    Column provenance =
        new Column(
            "provenance",
            ColumnType.struct(
                List.of(
                    new Column("wall_seconds", ColumnType.REAL, "s", ""),
                    new Column("finished_at", ColumnType.TEXT, "", ""))),
            "",
            "");
    return new TableSchema(Stream.concat(columns.stream(), Stream.of(provenance)).toList());
  }
}
