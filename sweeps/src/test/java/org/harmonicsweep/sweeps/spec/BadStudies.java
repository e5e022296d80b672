package org.harmonicsweep.sweeps.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of bad studies: each with the one sentence that it must give. */
final class BadStudies {
  private BadStudies() {}

  /** A study and its error, without the name of the file. */
  record Case(String name, String text, String error) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> all() {
    return Arrays.stream(resource().split("(?m)^### ")).skip(1).map(BadStudies::parsed);
  }

  private static Case parsed(String part) {
    List<String> lines = part.lines().toList();
    String name = lines.get(0);
    String text =
        lines.stream()
            .skip(1)
            .filter(line -> !line.startsWith(">>> "))
            .map(line -> line.replace('⇥', '\t') + "\n")
            .collect(joining());
    Optional<String> error = lines.stream().filter(line -> line.startsWith(">>> ")).findFirst();
    boolean alone = name.endsWith("(alone)");
    return new Case(
        name,
        alone ? text : Texts.completed(text),
        error.map(line -> line.substring(4)).orElse(""));
  }

  private static String resource() {
    try (InputStream stream = BadStudies.class.getResourceAsStream("bad-studies.txt")) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
