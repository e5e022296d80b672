package org.harmonicsweep.sweeps.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every numeric key, with numbers that are none or that no machine holds. */
class HostileNumbersTest {
  private static final List<String> KEYS =
      List.of(
          "samples",
          "size",
          "seed_of_data",
          "fraction",
          "latent",
          "variance",
          "weight",
          "noise",
          "first",
          "count",
          "step",
          "replicates",
          "seed",
          "epochs",
          "batch",
          "rate",
          "width");

  private static final List<String> NUMBERS =
      List.of(
          "1e999",
          "-1e999",
          "1e-999",
          "1e99999",
          ".inf",
          "-.inf",
          "+.inf",
          ".nan",
          "NaN",
          "Infinity",
          "0x10",
          "1_000",
          "9".repeat(400),
          "0." + "0".repeat(400) + "1",
          "''",
          "'1'",
          "null",
          "[1]",
          "{}");

  private static final String STUDY =
      """
      study: numbers
      data: {source: disks, samples: @samples:100@, size: @size:8@, seed: @seed_of_data:1@, test_fraction: @fraction:0.1@}
      architectures: {a: {encoder: [@width:4@], decoder: mirror, activation: tanh}}
      model: {architecture: a, latent: @latent:2@, input_noise: @noise:0.1@}
      grid:
        encoder_variance: [@variance:0.5@]
        chain:
          - kl_weight: {linspace: [@first:1@, 2], count: @count:3@}
          - kl_weight: {range: [3, 4], step: @step:0.5@}
          - kl_weight: [@weight:5@]
      replicates: @replicates:2@
      seed: @seed:0@
      training: {epochs: @epochs:1@, batch: @batch:10@, learning_rate: @rate:0.1@}
      """;

  static Stream<String> keys() {
    return KEYS.stream();
  }

  @Test
  void theStudyIsGoodWithItsOwnNumbers() {
    assertThat(read(STUDY).cells()).hasSize(7);
    assertThat(KEYS).allSatisfy(key -> assertThat(STUDY).contains("@" + key + ":"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void noKeyTakesANumberThatIsNone(String key) {
    for (String number : NUMBERS) {
      String text = STUDY.replaceAll("@" + key + ":[^@]*@", number);
      assertThatThrownBy(() -> read(text))
          .as("%s: %s", key, number)
          .isInstanceOf(StudyException.class)
          .hasMessageMatching("fuzz\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .+");
    }
  }

  @Test
  void countsThatMultiplyBeyondAnyMachineAreRefused() {
    refuses("count: @count:3@", "count: 2000000000", "count");
    refuses("@replicates:2@", "2000000000", "replicates");
    refuses("samples: @samples:100@", "samples: 100000000", "fit into memory");
    refuses("@step:0.5@", "1e-300", "values");
  }

  private static void refuses(String part, String hostile, String why) {
    assertThatThrownBy(
            () -> read(STUDY.replace(part, hostile).replace("size: @size:8@", "size: 4096")))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining(why);
  }

  private static Study read(String text) {
    String full = text.replaceAll("@[a-z_]+:([^@]*)@", "$1");
    return new SweepReader(Map.of(), path -> true).read("fuzz.yaml", full);
  }
}
