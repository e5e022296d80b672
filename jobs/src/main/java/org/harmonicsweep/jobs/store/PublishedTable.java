package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.ResultColumns;
import org.jspecify.annotations.Nullable;

/**
 * The two tables of a bundle: what is the same whenever the study is run, and what cannot be.
 *
 * <p>The bytes of the first are those of any other run of the study, however it came about.
 */
enum PublishedTable {
  /** All columns but the provenance. */
  TRIALS,
  /** The fields of the provenance, by trial. */
  PROVENANCE;

  private static final int PROVENANCE_AT = ResultColumns.position("provenance").orElseThrow();
  private static final int TRIAL_AT = ResultColumns.position("trial_id").orElseThrow();

  /** Returns the name of the directory that holds the files. */
  String directory() {
    return name().toLowerCase(Locale.ROOT);
  }

  TableSchema schema() {
    List<Column> columns = new ArrayList<>(ResultColumns.all());
    Column provenance = columns.remove(PROVENANCE_AT);
    if (this == TRIALS) {
      return new TableSchema(columns);
    }
    List<Column> fields = new ArrayList<>(List.of(ResultColumns.all().get(TRIAL_AT)));
    fields.addAll(((ColumnType.Struct) provenance.type()).fields());
    return new TableSchema(fields);
  }

  /** Returns the values of a row of {@code trials} that this table has. */
  List<@Nullable Object> values(List<? extends @Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>(row);
    Object provenance = values.remove(PROVENANCE_AT);
    if (this == TRIALS) {
      return values;
    }
    List<@Nullable Object> fields = new ArrayList<>();
    fields.add(row.get(TRIAL_AT));
    fields.addAll((List<?>) provenance);
    return fields;
  }

  /**
   * Opens a file of this table: under its name where it appears when it is closed, otherwise under
   * one that no reader looks at.
   *
   * @param hidden directory of this attempt
   * @param number of the file
   */
  File open(Storage storage, Path bundle, Path hidden, int number) throws IOException {
    String name = "%s/%s-%05d.parquet".formatted(directory(), directory(), number);
    Path place =
        storage.appearsOnClose(bundle) ? new Path(bundle, name) : new Path(hidden, directory());
    HashedFile target = new HashedFile(storage.create(place));
    return new File(this, storage, name, place, target, PartFile.writer(target, schema()));
  }

  /**
   * A file on its way.
   *
   * @param table whose rows it takes
   * @param storage it is on
   * @param name in the bundle
   * @param place where it is written
   * @param target that Parquet writes to
   * @param rows takes them
   */
  record File(
      PublishedTable table,
      Storage storage,
      String name,
      Path place,
      HashedFile target,
      ParquetWriter<List<?>> rows) {

    void add(List<?> row) throws IOException {
      rows.write(table.values(row));
    }

    /** Closes the file and gives it its name. */
    PublishedFile publish(Path bundle) throws IOException {
      rows.close();
      Path file = new Path(bundle, name);
      if (!place.equals(file)) {
        storage.replace(place, file);
      }
      return new PublishedFile(name, storage.size(file), target.digest());
    }
  }
}
