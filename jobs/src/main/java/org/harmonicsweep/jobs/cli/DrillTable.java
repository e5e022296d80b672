package org.harmonicsweep.jobs.cli;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harmonicsweep.jobs.analysis.TextTable;
import org.harmonicsweep.jobs.drill.Outcome;

/** How the outcomes of a drill are printed. */
enum DrillTable {
  /** For people. */
  TABLE {
    @Override
    String text(List<Outcome> outcomes) {
      List<List<String>> lines = new ArrayList<>(List.of(HEAD));
      outcomes.forEach(outcome -> lines.add(cells(outcome)));
      return new TextTable("lrrrrlrl", lines).text();
    }
  },
  /** For spreadsheets: RFC 4180. */
  CSV {
    @Override
    String text(List<Outcome> outcomes) {
      List<List<String>> lines = new ArrayList<>(List.of(NAMES));
      outcomes.forEach(outcome -> lines.add(cells(outcome)));
      return lines.stream()
          .map(line -> line.stream().map(Words::quoted).collect(joining(",")))
          .collect(joining("\n"));
    }
  },
  /** For programs: one object per line. */
  JSON {
    @Override
    String text(List<Outcome> outcomes) {
      return outcomes.stream().map(DrillTable::json).collect(joining("\n"));
    }
  };

  private static final List<String> NAMES =
      List.of("fault", "tried", "lost", "doubled", "changed", "same_bytes", "seconds", "remark");
  private static final List<String> HEAD =
      List.of(
          "fault",
          "tried",
          "rows lost",
          "doubled",
          "changed",
          "same bytes",
          "seconds to recover",
          "remark");

  /** Returns the lines. */
  abstract String text(List<Outcome> outcomes);

  private static List<String> cells(Outcome outcome) {
    boolean isTried = outcome.tried() > 0;
    return List.of(
        outcome.fault().key(),
        Integer.toString(outcome.tried()),
        Long.toString(outcome.difference().lost()),
        Long.toString(outcome.difference().doubled()),
        Long.toString(outcome.difference().changed()),
        isTried ? outcome.difference().sameBytes() ? "yes" : "no" : "",
        isTried ? String.format(Locale.ROOT, "%.1f", outcome.seconds()) : "",
        outcome.words());
  }

  private static String json(Outcome outcome) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("fault", outcome.fault().key());
    object.put("tried", outcome.tried());
    object.put("lost", outcome.difference().lost());
    object.put("doubled", outcome.difference().doubled());
    object.put("changed", outcome.difference().changed());
    object.put("same_bytes", outcome.difference().sameBytes());
    object.put("seconds", outcome.seconds());
    object.put("remark", outcome.words());
    return object.toString();
  }
}
