package org.harmonicsweep.jobs.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.TrialRow;
import org.jspecify.annotations.Nullable;

/** Takes rows from Parquet as they were given to {@link RowWriteSupport}. */
final class RowReading {
  private RowReading() {}

  /** Returns the row of a group that has the schema of the table {@code trials}. */
  static TrialRow row(Group group) {
    return new TrialRow(values(group, TableSchema.trials().columns()));
  }

  /** Returns the values of the given columns of a group, in their order. */
  static List<@Nullable Object> values(Group group, List<Column> columns) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int field = 0; field < columns.size(); field++) {
      values.add(value(group, field, columns.get(field).type()));
    }
    return values;
  }

  private static @Nullable Object value(Group group, int field, ColumnType type) {
    if (group.getFieldRepetitionCount(field) == 0) {
      return null; // a field that was not opened
    }
    return type.match(
        new ColumnType.Cases<Object>(
            () -> group.getString(field, 0),
            () -> group.getLong(field, 0),
            () -> group.getDouble(field, 0),
            element -> items(group.getGroup(field, 0), element),
            fields -> values(group.getGroup(field, 0), fields)));
  }

  /** A list has three levels: itself, its repeated group, and the element in that. */
  private static List<@Nullable Object> items(Group list, ColumnType element) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int item = 0; item < list.getFieldRepetitionCount(0); item++) {
      items.add(value(list.getGroup(0, item), 0, element));
    }
    return items;
  }
}
