package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.harmonicsweep.jobs.store.Ledger.Entry;
import org.harmonicsweep.jobs.store.PublishTask.Share;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.TrialRow;

/**
 * Reads rows of a part without Spark, or a few columns of them.
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
    return whole(
        () -> {
          Map<String, String> seen = new HashMap<>();
          return groups(part, LEDGER).stream()
              .map(
                  group -> entry(group, part.getName(), text -> seen.computeIfAbsent(text, t -> t)))
              .toList();
        });
  }

  /**
   * Returns the entries of a part in its order, after every page of it was read: a flipped bit
   * shows wherever it is, also in columns that the entries do not need.
   *
   * @throws UnreadablePartException if the file is no whole part
   * @throws IOException if the file system refuses
   */
  List<Entry> verifiedEntries(Path part) throws IOException {
    whole(() -> readPages(part));
    return entries(part);
  }

  /** Returns how many pages there are; to read one compares it with its checksum. */
  private int readPages(Path file) throws IOException {
    HadoopReadOptions.Builder options = HadoopReadOptions.builder(configuration);
    options.usePageChecksumVerification(true);
    int count = 0;
    BoundedFile bounded = BoundedFile.open(file, configuration);
    try (ParquetFileReader reader = ParquetFileReader.open(bounded, options.build())) {
      bounded.check(reader.getFooter().getBlocks(), reader.getFileMetaData().getSchema());
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        for (ColumnDescriptor column : reader.getFileMetaData().getSchema().getColumns()) {
          PageReader columnPages = pages.getPageReader(column);
          columnPages.readDictionaryPage();
          while (columnPages.readPage() != null) {
            count++;
          }
        }
      }
    }
    return count;
  }

  /**
   * Returns a scalar of each row of a part with a measurement, by the id of the trial.
   *
   * @param column of numbers; a row without a number in it counts as one that has none
   * @throws UnreadablePartException if the file is no whole part
   * @throws IOException if the file system refuses
   */
  Map<String, OptionalDouble> values(Path part, String measurement, String column)
      throws IOException {
    TableSchema schema =
        new TableSchema(
            TableSchema.trials().columns().stream()
                .filter(c -> Set.of("trial_id", "measurement", column).contains(c.name()))
                .toList());
    return whole(
        () ->
            groups(part, schema).stream()
                .filter(group -> group.getString("measurement", 0).equals(measurement))
                .collect(
                    toMap(
                        group -> group.getString("trial_id", 0), group -> number(group, column))));
  }

  private static OptionalDouble number(Group group, String column) {
    return group.getFieldRepetitionCount(column) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(group.getDouble(column, 0));
  }

  /**
   * Returns the row of an entry with all its columns.
   *
   * @throws UnreadablePartException if the file is no whole part, or has no such row any more
   * @throws IOException if the file system refuses
   */
  StoredRow row(Path part, Entry entry) throws IOException {
    return whole(
        () -> {
          TrialRow row =
              groups(part, TableSchema.trials()).stream()
                  .filter(group -> isOf(group, entry))
                  .map(RowReading::row)
                  .findFirst()
                  .orElseThrow();
          return new StoredRow(row, columns(part), part.getName());
        });
  }

  /**
   * Returns rows of a part with all their columns.
   *
   * @throws UnreadablePartException if the file is no whole part, or lacks one of the rows
   * @throws IOException if the file system refuses
   */
  List<TrialRow> rows(Path part, Share share) throws IOException {
    return whole(
        () -> {
          List<TrialRow> rows =
              groups(part, TableSchema.trials()).stream()
                  .filter(group -> share.trials().contains(group.getString("trial_id", 0)))
                  .filter(group -> group.getString("measurement", 0).equals(share.measurement()))
                  .map(RowReading::row)
                  .toList();
          if (rows.size() != share.trials().size()) {
            throw new EOFException("%d rows of %d".formatted(rows.size(), share.trials().size()));
          }
          return rows;
        });
  }

  @FunctionalInterface
  private interface Reading<T> {
    T get() throws IOException;
  }

  private static <T> T whole(Reading<T> reading) throws IOException {
    try {
      return reading.get();
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
    BoundedFile bounded = BoundedFile.open(file, configuration);
    try (ParquetFileReader reader = ParquetFileReader.open(bounded, options.build())) {
      bounded.check(reader.getFooter().getBlocks(), message);
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

  private Set<String> columns(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(BoundedFile.open(file, configuration))) {
      Set<String> known =
          TableSchema.trials().columns().stream().map(Column::name).collect(toSet());
      Set<String> found =
          reader.getFileMetaData().getSchema().getFields().stream()
              .map(Type::getName)
              .collect(toSet());
      if (found.retainAll(known)) {
        found.remove("row_digest");
      }
      return found;
    }
  }

  private static boolean isOf(Group row, Entry entry) {
    return row.getString("trial_id", 0).equals(entry.trial())
        && row.getString("measurement", 0).equals(entry.measurement());
  }

  /** Measurements, engines and statuses are few, so a million entries share them. */
  private static Entry entry(Group row, String part, UnaryOperator<String> shared) {
    Group provenance = row.getGroup("provenance", 0);
    return new Entry(
        row.getString("trial_id", 0),
        shared.apply(row.getString("measurement", 0)),
        shared.apply(row.getString("engine", 0)),
        row.getString("row_digest", 0),
        shared.apply(row.getString("status", 0)),
        provenance.getDouble("wall_seconds", 0),
        Instant.parse(provenance.getString("finished_at", 0)).toString(),
        part);
  }

  private static TableSchema ledgerSchema() {
    List<Column> columns =
        Stream.of("trial_id", "measurement", "engine", "row_digest", "status")
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
