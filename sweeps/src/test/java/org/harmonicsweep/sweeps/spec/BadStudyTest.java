package org.harmonicsweep.sweeps.spec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadStudyTest {
  private static final SweepReader READER =
      new SweepReader(
          Map.of("HERE", "/data", "STRUCTURE", "{latent: 2}", "RECURSIVE", "${HERE}"),
          path -> !path.contains("missing"));

  static Stream<BadStudies.Case> table() {
    return BadStudies.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void badStudyGivesItsSentence(BadStudies.Case bad) {
    StudyException error = errorOf(bad.text());

    boolean missing = error.kind() == StudyException.Kind.MISSING_INPUT;
    String found = error.getMessage().replaceFirst("^bad\\.yaml:", "");
    assertThat((missing ? "missing input " : "") + found).isEqualTo(bad.error());
  }

  @Test
  void errorsAreOneLineWithAPlaceAndNothingOfTheProgram() {
    assertThat(table())
        .allSatisfy(
            bad ->
                assertThat(errorOf(bad.text()).getMessage())
                    .matches("bad\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .*")
                    .doesNotContain("Exception", "org.", "java.", "null")
                    .hasSizeLessThan(600));
  }

  @Test
  void errorsPointIntoTheFile() {
    assertThat(table())
        .allSatisfy(
            bad -> {
              String[] place = errorOf(bad.text()).getMessage().split(":", 4);
              String[] lines = (bad.text() + "\n").split("\n", -1);
              int line = Integer.parseInt(place[1]);
              assertThat(line).isLessThanOrEqualTo(lines.length);
              assertThat(Integer.parseInt(place[2]))
                  .isLessThanOrEqualTo(lines[line - 1].length() + 1);
            });
  }

  @Test
  void tableIsLarge() {
    assertThat(table()).hasSizeGreaterThanOrEqualTo(180);
  }

  @Test
  void fileOfMoreThanAMebibyteIsNotParsed() {
    byte[] bytes = Texts.completed("# " + "x".repeat(1 << 20)).getBytes(ISO_8859_1);

    assertThat(errorOf(bytes))
        .isEqualTo("bad.yaml:1:1: found 1048707 characters, at most 1048576 are read");
    assertThat(errorOf(new String(bytes, ISO_8859_1)).getMessage()).isEqualTo(errorOf(bytes));
  }

  @Test
  void scalarOfAlmostAMebibyteIsRefused() {
    assertThat(errorOf("question: " + "x".repeat(1_000_000)).getMessage())
        .isEqualTo(
            "bad.yaml:1:11: question: found a text of 1000000 characters, at most 10000 are"
                + " allowed");
  }

  @Test
  void numberOfAThousandDigitsIsRefused() {
    assertThat(errorOf(Texts.completed("seed: " + "9".repeat(1_000))).getMessage())
        .isEqualTo(
            "bad.yaml:1:7: seed: found '9999999999999999999999999999999999999999…', allowed is a"
                + " whole number from -9223372036854775808 to 9223372036854775807");
  }

  @Test
  void axisOfTooManyValuesIsRefused() {
    String values =
        IntStream.rangeClosed(0, 10_000).mapToObj(String::valueOf).collect(Collectors.joining(","));

    assertThat(errorOf(Texts.completed("grid: {kl_weight: [" + values + "]}")).getMessage())
        .isEqualTo(
            "bad.yaml:1:19: grid.kl_weight: found an axis of more than 10000 values; give fewer");
  }

  @Test
  void conditionOfTooManyCharactersIsRefused() {
    assertThat(errorOf(Texts.completed("where: " + "1+".repeat(1_001) + "1 > 0")).getMessage())
        .isEqualTo(
            "bad.yaml:1:8: where: found a condition of 2007 characters, at most 2000 are read");
  }

  @Test
  void longestConditionIsEvaluated() {
    assertThat(Texts.read("where: " + "1+".repeat(997) + "1 > 0").cells()).hasSize(1);
  }

  @Test
  void bytesThatAreNotUtf8AreShownWithTheirPlace() {
    assertThat(errorOf("study: s\nquestion: é\n".getBytes(ISO_8859_1)))
        .isEqualTo(
            "bad.yaml:2:11: found the byte 0xE9, which is not UTF-8; save the file as UTF-8");
    assertThat(errorOf("study: s".getBytes(UTF_16)))
        .isEqualTo("bad.yaml:1:1: found the byte 0xFE, which is not UTF-8; save the file as UTF-8");
  }

  @Test
  void controlAndPrivateCharactersAreShownWithTheirPlace() {
    assertThat(errorOf("study: s\nquestion: a\0b").getMessage())
        .isEqualTo(
            "bad.yaml:2:12: found the character U+0000, which a study cannot hold; remove it");
    assertThat(errorOf("study: \uE024\uE07B").getMessage()).contains("1:8: found the character");
    assertThat(errorOf("study: \uD800").getMessage()).contains("1:8: found the character U+D800");
  }

  @Test
  void escapedCharactersAreHeldToTheSameRule() {
    assertThat(errorOf("question: \"a\\e[31m\"").getMessage())
        .isEqualTo(
            "bad.yaml:1:11: question: found the character U+001B, which a study cannot hold;"
                + " remove it");
    assertThat(errorOf("question: \"\\uE001\"").getMessage()).contains("U+E001");
  }

  @Test
  void pathsInMessagesStayOnOneLine() {
    StudyException error =
        errorOf(Texts.completed("data: {source: idx, images: \"missing\\nfile\"}"));

    assertThat(error.getMessage()).contains("the file 'missing file' cannot be read");
  }

  @Test
  void linesCountAsTheyDoOnOtherSystems() {
    assertThat(errorOf("study: s\r\nquestion: x\r\nreplicate: 3\r\n").getMessage())
        .startsWith("bad.yaml:3:1: replicate");
    assertThat(errorOf("study: s\rreplicate: 3\r").getMessage())
        .startsWith("bad.yaml:2:1: replicate");
  }

  @Test
  void columnsCountCharactersAndNotCodeUnits() {
    assertThat(errorOf(Texts.completed("grid: {kl_weight: [\"𝜎²\", x]}")).getMessage())
        .startsWith("bad.yaml:1:20: grid.kl_weight[0]");
    assertThat(errorOf(Texts.completed("where: \"'𝜎' == 𝜎\"")).getMessage())
        .isEqualTo("bad.yaml:1:16: where: found 𝜎, which has no meaning in a condition");
  }

  @Test
  void brokenStudyIsNotReportedAsAMissingFile() {
    StudyException error =
        errorOf(Texts.completed("data: {source: idx, images: missing}\nwhere: latent > 9"));

    assertThat(error.kind()).isEqualTo(StudyException.Kind.BAD_STUDY);
  }

  private static StudyException errorOf(String text) {
    return catchThrowableOfType(StudyException.class, () -> READER.read("bad.yaml", text));
  }

  private static String errorOf(byte[] bytes) {
    return catchThrowableOfType(StudyException.class, () -> READER.read("bad.yaml", bytes))
        .getMessage();
  }
}
