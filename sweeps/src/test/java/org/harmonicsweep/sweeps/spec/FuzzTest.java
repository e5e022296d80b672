package org.harmonicsweep.sweeps.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No input, however broken, gives anything but a study or one error. */
class FuzzTest {
  private static final String GOOD =
      """
      study: fuzz-1
      question: "Is it, or not?"   # a comment
      data: {source: disks, samples: 100, size: ${SIZE:8}, test_fraction: 0.1}
      architectures:
        small: {encoder: [9, {dense: 4}], decoder: mirror, activation: tanh}
        conv: {encoder: [{conv: 3, kernel: 4, stride: 2, padding: 1}, {dense: 4}], decoder: mirror, activation: relu}
        back:
          encoder: [5]
          decoder: [{dense: 32, shape: [4, 4, 2]}, {transposed: 3, kernel: 2, extra: 0}, {transposed: output, kernel: 4}]
          activation: tanh
      model: {latent: 2, likelihood: gaussian}
      grid:
        architecture: [small, mlp-2x64-tanh, linear, conv, back]
        chain:
          - encoder_variance: {values: [learned, 0.01, 1.0]}
          - zip: [{kl_weight: {log10: [-1, 1], count: 2}}, {input_noise: {range: [0.1, 0.5], step: .4}}]
          - product:
              - kl_weight: {linspace: [2, 4], count: 3}
              - {noise_target: [clean]}
      where: "kl_weight <= 4 or not (input_noise == 0 and architecture in [linear, small])"
      exclude: [{kl_weight: 3, architecture: 'linear'}]
      replicates: 2
      seed: 7
      training: {epochs: 1, batch: 10, learning_rate: 1e-3}
      metrics: [spectrum, lipschitz]
      engine: strict
      """;

  /** What means something somewhere in YAML or in a condition. */
  private static final String MEANINGFUL =
      "{}[]:,-?&*!|>'\"%@`#$~ \t\n\r0159eE.+<=()/_aé\u0085\u2028\uFEFF\uE024\uD800\0𝜎";

  static IntStream rounds() {
    return IntStream.range(0, 20);
  }

  @Test
  void unchangedStudyIsGood() {
    assertThat(read(GOOD).cells()).hasSize(5 * (3 + 2 + 3) - 1);
  }

  @ParameterizedTest(name = "seeds {0}00 to {0}99")
  @MethodSource("rounds")
  void mutatedStudyIsReadOrRefusedInOneSentence(int round) {
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      long seed = 100L * round + i;
      String text = mutated(GOOD, new SplittableRandom(seed));
      assertThatCode(() -> readOrRefuse(text))
          .as("seed %d:%n%s", seed, text)
          .doesNotThrowAnyException();
    }
    // 100 readings take about 0.1 s; a hundred times that is no longer the machine's mood
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static void readOrRefuse(String text) {
    try {
      Study study = read(text);
      assertThat(study.cells()).isNotEmpty();
      assertThat(read(study.resolved())).isEqualTo(study);
    } catch (StudyException e) {
      assertThat(e).hasMessageMatching("fuzz\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .+").hasNoCause();
    }
  }

  private static Study read(String text) {
    return new SweepReader(Map.of(), path -> true).read("fuzz.yaml", text);
  }

  private static String mutated(String good, SplittableRandom random) {
    StringBuilder text = new StringBuilder(good);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && !text.isEmpty(); i++) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextInt(1, 40)));
      String part = text.substring(from, to);
      int sign = random.nextInt(MEANINGFUL.length());
      switch (random.nextInt(5)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, part);
        case 2 -> text.setCharAt(from, MEANINGFUL.charAt(sign));
        case 3 -> text.insert(from, MEANINGFUL.charAt(sign));
        default -> text.insert(random.nextInt(text.length()), part);
      }
    }
    return text.toString();
  }
}
