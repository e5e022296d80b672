package org.harmonicsweep.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.jobs.analysis.TextTable;
import org.harmonicsweep.jobs.reproduction.WitnessCheck;
import org.harmonicsweep.jobs.reproduction.Witnesses;
import org.harmonicsweep.jobs.store.StoredRow;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ColumnType;
import org.harmonicsweep.results.ResultColumns;
import org.jspecify.annotations.Nullable;

/** A row for people: a line per number with its unit and meaning. */
final class RowText {
  /** Ends what identifies and describes a trial; what follows was measured. */
  private static final String LAST_PARAMETER = "row_digest";

  private static final int DIGEST_LENGTH = 64;

  private RowText() {}

  static List<String> lines(StoredRow row, Optional<Witnesses> witnesses) {
    List<Column> columns = ResultColumns.all();
    List<@Nullable Object> values = row.row().values();
    List<List<String>> parameters = new ArrayList<>();
    List<List<String>> measured = new ArrayList<>();
    List<List<String>> lists = new ArrayList<>();
    List<List<String>> provenance = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    List<List<String>> scalars = parameters;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Object value = values.get(i);
      if (value == null) {
        absent.add(column.name());
      } else if (column.type() instanceof ColumnType.Struct struct) {
        provenance.addAll(cells(struct.fields(), (List<?>) value));
      } else if (value instanceof List<?> items) {
        lists.add(List.of(column.name(), items.size() + "", "items", column.meaning()));
      } else {
        scalars.add(cell(column, value));
      }
      if (column.name().equals(LAST_PARAMETER)) {
        scalars = measured;
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("trial %s: %s".formatted(row.text("trial_id"), ending(row)));
    add(lines, "parameters", parameters);
    add(lines, "measured", measured);
    add(lines, "lists, whole with --json or harmonic sql", lists);
    add(lines, "provenance, from " + row.part(), provenance);
    if (!absent.isEmpty()) {
      lines.add("");
      lines.add("without a value: " + String.join(", ", absent));
    }
    witnesses.ifPresent(found -> lines.addAll(checks(found)));
    return lines;
  }

  /** Returns the status, and of one that reached its time how far it had come. */
  private static String ending(StoredRow row) {
    String status = row.text("status");
    if (!status.equals(TrialOutcome.TIMEOUT)) {
      return status;
    }
    return "%s, %s in %s%s"
        .formatted(
            status,
            row.text("failure_message"),
            row.row().provenance("stopped_in").orElse("an unknown phase"),
            row.row().provenance("stopped_at_step").map(step -> " at step " + step).orElse(""));
  }

  private static void add(List<String> lines, String title, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(title);
    new TextTable("lrll", rows).text().lines().map(line -> "  " + line).forEach(lines::add);
  }

  private static List<List<String>> cells(List<Column> fields, List<?> values) {
    return IntStream.range(0, fields.size())
        .filter(i -> values.get(i) != null)
        .mapToObj(i -> cell(fields.get(i), values.get(i)))
        .toList();
  }

  /** Returns name, value, unit and meaning. */
  static List<String> cell(Column column, Object value) {
    // when a value is missing is of no interest where there is one
    String meaning = column.meaning().replaceFirst("; null .*", "");
    return List.of(column.name(), shown(value), column.unit(), meaning);
  }

  private static String shown(Object value) {
    if (value instanceof Double number) {
      return Words.number(number);
    }
    String text = value.toString();
    return text.length() == DIGEST_LENGTH ? ReproductionText.brief(text) : text;
  }

  private static List<String> checks(Witnesses witnesses) {
    List<String> lines = new ArrayList<>(List.of("", "witnesses, checked here"));
    if (witnesses.checks().isEmpty()) {
      lines.add("  the row has none");
    }
    if (!witnesses.isSameModel()) {
      lines.add("  the weights come out otherwise");
    }
    witnesses.checks().forEach(check -> lines.add("  " + check(check)));
    return lines;
  }

  private static String check(WitnessCheck check) {
    if (check.norm().isEmpty()) {
      return "%s: not checked, there is no such network here".formatted(check.network());
    }
    double norm = check.norm().getAsDouble();
    return "%s: stored lower bound %s, Jacobian norm at the witness %s: %s"
        .formatted(
            check.network(),
            check.lower(),
            norm,
            check.holds() ? "equal but for rounding" : "NOT EQUAL");
  }
}
