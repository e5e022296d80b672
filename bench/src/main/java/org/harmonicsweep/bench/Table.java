package org.harmonicsweep.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows as text, for people and for programs. */
final class Table {
  static final String CSV_HEADER =
      "workload,ours_us,torch_us,ratio,spread,peak_share,dl4j_us,dl4j_ratio";

  private Table() {}

  /**
   * Returns one line of {@link #CSV_HEADER}: medians in microseconds per step, that of the fastest
   * PyTorch, the median ratio and the distance of its quartiles, and the same of the engine dl4j;
   * what does not exist is empty.
   */
  static String csv(Row row) {
    Optional<Row.Times> engine = row.engines().stream().filter(Row.Times::exist).findFirst();
    return String.join(
        ",",
        row.workload(),
        row.ours().exist() ? number("%.2f", row.ours().median()) : "",
        row.fastestTorch().map(torch -> number("%.2f", torch.median())).orElse(""),
        row.ratios().map(ratios -> number("%.3f", Statistics.median(ratios))).orElse(""),
        row.ratios().map(ratios -> number("%.3f", Statistics.spread(ratios))).orElse(""),
        Double.isNaN(row.peakShare()) ? "" : number("%.3f", row.peakShare()),
        engine.map(other -> number("%.2f", other.median())).orElse(""),
        engine.flatMap(row::ratios).map(r -> number("%.3f", Statistics.median(r))).orElse(""));
  }

  /** Returns a table with its header, columns aligned; all rows have the same contenders. */
  static String text(List<Row> rows) {
    List<List<String>> lines = new ArrayList<>();
    boolean gains = rows.stream().anyMatch(row -> row.gains().isPresent());
    lines.add(header(rows.get(0), gains));
    rows.forEach(row -> lines.add(cells(row, gains)));
    return lines.stream().map(line -> aligned(line, lines)).collect(Collectors.joining("\n"));
  }

  private static List<String> header(Row row, boolean gains) {
    List<String> cells = new ArrayList<>(List.of("workload", row.ours().name()));
    row.torches().forEach(torch -> cells.add(torch.name()));
    cells.addAll(List.of("ratio", "quartiles", "of peak"));
    row.engines().forEach(engine -> cells.addAll(List.of(engine.name(), engine.name() + " ratio")));
    if (gains) {
      cells.addAll(List.of("gain", "quartiles"));
    }
    return cells;
  }

  private static List<String> cells(Row row, boolean gains) {
    List<String> cells = new ArrayList<>(List.of(row.workload(), time(row.ours())));
    row.torches().forEach(torch -> cells.add(time(torch)));
    cells.add(row.ratios().map(r -> number("%.2f", Statistics.median(r))).orElse("–"));
    cells.add(row.ratios().map(Table::quartiles).orElse("–"));
    cells.add(Double.isNaN(row.peakShare()) ? "–" : number("%.0f %%", 100 * row.peakShare()));
    for (Row.Times engine : row.engines()) {
      cells.add(time(engine));
      cells.add(row.ratios(engine).map(r -> number("%.2f", Statistics.median(r))).orElse("–"));
    }
    if (gains) {
      cells.add(row.gains().map(g -> number("%.2f", Statistics.median(g))).orElse("–"));
      cells.add(row.gains().map(Table::quartiles).orElse("–"));
    }
    return cells;
  }

  private static String quartiles(double[] ratios) {
    return number("%.2f", Statistics.quantile(ratios, 0.25))
        + " … "
        + number("%.2f", Statistics.quantile(ratios, 0.75));
  }

  private static String time(Row.Times times) {
    return times.exist() ? number("%.1f", times.median()) : "not available";
  }

  private static String aligned(List<String> line, List<List<String>> lines) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < line.size(); column++) {
      int at = column;
      int width = lines.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
      String padding = " ".repeat(width - line.get(column).length());
      text.append(column == 0 ? line.get(0) + padding : "  " + padding + line.get(column));
    }
    return text.toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
