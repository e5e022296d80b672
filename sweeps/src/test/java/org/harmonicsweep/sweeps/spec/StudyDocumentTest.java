package org.harmonicsweep.sweeps.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudyDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "studies.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

  static Stream<String> examples() throws IOException {
    return EXAMPLE.matcher(document()).results().map(match -> match.group(1)).toList().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsReadAsItStands(String example) {
    assertThat(Texts.read(example, Map.of("MNIST", "/mnist")).cells()).isNotEmpty();
  }

  @Test
  void tableOfAxesSaysWhatTheReaderAccepts() throws IOException {
    String table =
        Arrays.stream(Axis.values())
            .map(
                axis ->
                    "| `%s` | %s | %s | %s |%n"
                        .formatted(
                            axis.key(),
                            axis.allowed(),
                            axis.standard().map(value -> "`" + value + "`").orElse("required"),
                            axis.meaning()))
            .collect(Collectors.joining());

    assertThat(document()).contains("|---|---|---|---|\n" + table + "<!-- end of axes -->");
  }

  @Test
  void everyKeyOfAStudyIsExplained() throws IOException {
    assertThat(StudyKeys.ALL)
        .allSatisfy(key -> assertThat(document()).contains("\n| `" + key + "` |"));
  }

  private static String document() throws IOException {
    return Files.readString(DOCUMENT);
  }
}
