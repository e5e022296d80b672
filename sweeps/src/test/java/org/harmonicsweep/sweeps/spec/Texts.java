package org.harmonicsweep.sweeps.spec;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;

/** Reads studies of which a test writes only what it is about. */
final class Texts {
  /** Some data. */
  static final DataIdentity DATA = DataIdentity.ofVectors("0".repeat(64), 64, 90, 10);

  private static final List<String> REST =
      List.of(
          "study: s",
          "data: {source: disks, samples: 100, size: 8}",
          "model: {architecture: linear, latent: 2}",
          "training: {epochs: 1, batch: 10}");

  private Texts() {}

  /** Returns the text with a line for each required key that it lacks. */
  static String completed(String text) {
    String lines = text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
    return lines
        + REST.stream()
            .filter(line -> !("\n" + lines).contains("\n" + line.split(":", 2)[0] + ":"))
            .map(line -> line + "\n")
            .collect(joining());
  }

  static Study read(String text) {
    return read(text, Map.of());
  }

  static Study read(String text, Map<String, String> variables) {
    return new SweepReader(variables, path -> !path.contains("missing"))
        .read("bad.yaml", completed(text));
  }

  /** Returns what each cell has in the model component that the function shows. */
  static <T> List<T> each(Study study, Function<Model, T> component) {
    return study.cells().stream().map(component).toList();
  }

  static List<String> ids(Study study) {
    return study.trials(DATA).stream().map(Trial::id).map(Object::toString).toList();
  }
}
