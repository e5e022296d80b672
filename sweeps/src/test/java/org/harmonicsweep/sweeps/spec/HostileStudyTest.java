package org.harmonicsweep.sweeps.spec;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Studies written to exhaust time, memory or the stack of who reads them. */
class HostileStudyTest {
  private static final String BODY =
      """
      study: s
      data: {source: disks, samples: 100, size: 8}
      training: {epochs: 1, batch: 10}
      """;

  private static final String MODEL = BODY + "model: {architecture: linear, latent: 2}\n";

  /** Ten million cells. */
  private static final String LARGE =
      BODY
          + """
          model: {architecture: linear}
          grid:
            latent: {range: [1, 1000], step: 1}
            kl_weight: {linspace: [0, 1], count: 10000}
          """;

  /** Long enough for what is quadratic to take minutes. */
  private static final int LONG = 200_000;

  static Stream<Arguments> studies() {
    return Stream.of(
        arguments("variables that never end", MODEL + "question: " + times("${A:", LONG)),
        arguments("names of variables that never end", MODEL + "question: " + times("${A", LONG)),
        arguments("dollars", MODEL + "question: ${A:" + "$".repeat(LONG) + "}"),
        arguments("variables that grow", MODEL + "question: " + times("${LONG}", LONG)),
        arguments("lists in lists", MODEL + "grid: " + "[".repeat(LONG)),
        arguments("mappings in mappings", MODEL + "grid: " + times("{a: ", LONG)),
        arguments("lists below lists", MODEL + "grid:\n" + times("- ", LONG)),
        arguments("keys of keys", MODEL + "grid:\n" + times("? ", LONG)),
        arguments("aliases of aliases", "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + MODEL),
        arguments("a merge key", "<<: {study: s}\n" + MODEL),
        arguments("a tag of a class", MODEL + "question: !!javax.script.ScriptEngineManager []"),
        arguments("quotes", MODEL + "question: \"" + times("\\\"", LONG)),
        arguments("one long word", MODEL + "question: " + "x".repeat(LONG)),
        arguments("one long key", MODEL + "x".repeat(LONG) + ": 1"),
        arguments("many keys", MODEL + keys(20_000)),
        arguments("many lines", MODEL + "\n".repeat(LONG) + "\u0007"),
        arguments("many values", MODEL + "grid: {kl_weight: [" + times("1, ", LONG) + "1]}"),
        arguments("parentheses", MODEL + "where: \"" + "(".repeat(LONG) + "\""),
        arguments("parentheses that fit", MODEL + "where: \"" + "(".repeat(1_900) + "\""),
        arguments("minus signs", MODEL + "where: \"" + "-".repeat(1_900) + "1 < 2\""),
        arguments("negations", MODEL + "where: \"" + times("not ", 1_900) + "latent < 2\""),
        arguments("many architectures", MODEL + "architectures:\n" + architectures(3_000)),
        arguments("many blocks", BODY + "model: {architecture: linear}\n" + chain(20_000)),
        arguments("blocks in blocks", BODY + "model: {architecture: linear}\n" + nested(12, 500)),
        arguments("a condition on every cell", LARGE + "where: \"" + condition() + "\""),
        arguments("exclusions of every cell", LARGE + "exclude:\n" + exclusions(5_000)),
        arguments("a list of deviations", MODEL.replaceAll("data: .*", deviations(70_000))),
        arguments(
            "layers", MODEL + "architectures: {a: {encoder: [" + times("9, ", LONG) + "9]}}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("studies")
  @Timeout(60)
  void aHostileStudyEndsSoonAndInALine(String name, String text) {
    long start = System.nanoTime();
    String told = told(text);
    assertThat(told)
        .matches("accepted|fuzz\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .+")
        .hasSizeLessThan(2_000);
    // each takes far less than a second; ten times that is no longer the machine's mood
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private static String told(String text) {
    try {
      new SweepReader(Map.of("LONG", "x".repeat(100_000)), path -> true).read("fuzz.yaml", text);
      return "accepted";
    } catch (StudyException e) {
      return e.getMessage();
    }
  }

  private static String times(String piece, int length) {
    return piece.repeat(length / piece.length());
  }

  private static String keys(int count) {
    return lines(count, i -> "k" + i + ": 1");
  }

  private static String architectures(int count) {
    return lines(count, i -> "  a" + i + ": {encoder: [9], decoder: mirror, activation: tanh}");
  }

  private static String chain(int count) {
    return "grid:\n  chain:\n" + lines(count, i -> "    - {latent: [" + (i % 4_000 + 1) + "]}");
  }

  private static String nested(int depth, int count) {
    String leaf = lines(count, i -> "{latent: [" + (i + 1) + "]},");
    return "grid: " + "{chain: [".repeat(depth) + leaf + "]}".repeat(depth);
  }

  private static String condition() {
    return times("kl_weight * 0.1 < 0 or ", 1_900) + "kl_weight < 0";
  }

  private static String exclusions(int count) {
    return lines(count, i -> "  - {latent: " + (i % 1_000 + 1) + "}");
  }

  private static String deviations(int count) {
    return "data: {source: linear_gaussian, samples: 10, deviations: ["
        + IntStream.range(0, count).mapToObj(i -> "1").collect(joining(", "))
        + "]}";
  }

  private static String lines(int count, java.util.function.IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining("\n"));
  }
}
