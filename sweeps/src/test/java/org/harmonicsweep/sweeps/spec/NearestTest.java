package org.harmonicsweep.sweeps.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
  private static final List<String> WORDS =
      List.of("kl_weight", "latent", "encoder_variance", "logistic", "zip");

  @ParameterizedTest
  @CsvSource({
    "kl_wieght, kl_weight",
    "KL-WEIGHT, kl_weight",
    "kl weight, kl_weight",
    "latnet, latent",
    "encoder_varience, encoder_variance",
    "sigmoid, logistic",
    "beta, kl_weight",
    "zipp, zip"
  })
  void misspeltWordIsRecognised(String word, String meant) {
    assertThat(Nearest.to(word, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "temperature", "tap", "x"})
  void strangeWordIsNotGuessed(String word) {
    assertThat(Nearest.to(word, WORDS)).isEmpty();
  }
}
