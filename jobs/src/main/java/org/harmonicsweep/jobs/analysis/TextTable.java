package org.harmonicsweep.jobs.analysis;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table in plain text with aligned columns.
 *
 * @param alignments one letter per column: {@code l} left, {@code r} right
 * @param lines header lines and rows, each with one cell per column
 */
public record TextTable(String alignments, List<List<String>> lines) {
  private static final String GAP = "   ";

  /** Returns the lines, without trailing blanks. */
  public String text() {
    List<Integer> widths = IntStream.range(0, alignments.length()).mapToObj(this::width).toList();
    return lines.stream().map(line -> text(line, widths)).collect(joining("\n"));
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private String text(List<String> line, List<Integer> widths) {
    return IntStream.range(0, line.size())
        .mapToObj(
            column -> {
              String blanks = " ".repeat(widths.get(column) - line.get(column).length());
              return alignments.charAt(column) == 'l'
                  ? line.get(column) + blanks
                  : blanks + line.get(column);
            })
        .collect(joining(GAP))
        .stripTrailing();
  }
}
