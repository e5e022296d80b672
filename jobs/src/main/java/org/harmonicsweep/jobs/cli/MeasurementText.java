package org.harmonicsweep.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.jobs.analysis.TextTable;
import org.harmonicsweep.jobs.exchange.Measurement;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.MeasuredColumns.Measured;
import org.harmonicsweep.trial.Seeds;
import org.jspecify.annotations.Nullable;

/** What was measured on a network of a file, for people and for programs. */
final class MeasurementText {
  private MeasurementText() {}

  /** Returns what was measured, then a line per number with its unit and meaning. */
  static List<String> lines(String file, String output, Measurement measured, Seeds seeds) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s '%s' of %s: %s"
            .formatted(measured.role().key(), output, file, description(measured.network())));
    lines.add("inputs: " + inputs(measured, seeds));
    List<List<String>> scalars = new ArrayList<>();
    List<List<String>> lists = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (Measured one : measured.columns()) {
      Column column = one.column();
      one.value()
          .ifPresentOrElse(
              value -> {
                if (value instanceof List<?> items) {
                  lists.add(List.of(column.name(), items.size() + "", "items", column.meaning()));
                } else {
                  scalars.add(RowText.cell(column, value));
                }
              },
              () -> absent.add(column.name()));
    }
    add(lines, "measured", scalars);
    add(lines, "lists, whole with --json", lists);
    if (!absent.isEmpty()) {
      lines.add("");
      lines.add("without a value: " + String.join(", ", absent));
    }
    return lines;
  }

  private static void add(List<String> lines, String title, List<List<String>> rows) {
    lines.add("");
    lines.add(title);
    new TextTable("lrll", rows).text().lines().map(line -> "  " + line).forEach(lines::add);
  }

  private static String description(ShapedNetwork network) {
    List<Layer> layers = network.network().layers();
    long parameters =
        layers.stream().mapToLong(layer -> layer.weights().length + layer.biases().length).sum();
    return "%s to %s, %d layers, %d parameters"
        .formatted(network.input(), network.output(), layers.size(), parameters);
  }

  private static String inputs(Measurement measured, Seeds seeds) {
    String distribution =
        measured.role() == MeasuredNetwork.DECODER
            ? "z ~ N(0, I)"
            : "the held-out samples of --data";
    return "%s, seed %d, replicate %d".formatted(distribution, seeds.seed(), seeds.replicate());
  }

  /** Returns one object: what was measured, all values by name, and what the columns mean. */
  static String json(String file, String output, Measurement measured, Seeds seeds) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("model", file);
    document.put("output", output);
    document.put("network", measured.role().key());
    document.put("input_shape", measured.network().input().toString());
    document.put("output_shape", measured.network().output().toString());
    document.put("seed", seeds.seed());
    document.put("replicate", seeds.replicate());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Measured one : measured.columns()) {
      Column column = one.column();
      values.put(
          column.name(),
          one.value().map(value -> RowJson.value(column.type(), value)).orElse(null));
      columns.put(column.name(), Map.of("unit", column.unit(), "meaning", column.meaning()));
    }
    document.put("row", values);
    document.put("columns", columns);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a measurement that is no JSON", e);
    }
  }
}
