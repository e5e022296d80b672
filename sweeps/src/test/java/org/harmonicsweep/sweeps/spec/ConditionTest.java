package org.harmonicsweep.sweeps.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final Cell FIXED = cell(AxisValue.of(new BigDecimal("0.25")));
  private static final Cell LEARNED = cell(AxisValue.of("learned"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kl_weight == 2",
        "kl_weight == 2.000",
        "kl_weight != 3",
        "kl_weight >= 2 and kl_weight <= 2",
        "kl_weight > 1 and kl_weight < 3",
        "2 == kl_weight",
        "kl_weight + 1 == 3",
        "kl_weight - 3 == -1",
        "-kl_weight == -2",
        "- - kl_weight == 2",
        "1 + 2 * 3 == 7",
        "(1 + 2) * 3 == 9",
        "7 - 2 - 1 == 4",
        "8 / 4 / 2 == 1",
        "0.1 + 0.2 == 0.3",
        "1 / 3 * 3 != 1 or 1 / 3 * 3 == 1",
        "encoder_variance * kl_weight == 0.5",
        "likelihood == gaussian",
        "gaussian == likelihood",
        "likelihood == 'gaussian'",
        "likelihood != bernoulli",
        "architecture == mlp-2x64-tanh",
        "architecture in [linear, mlp-2x64-tanh]",
        "architecture not in [linear, \"mlp-2x65-tanh\"]",
        "kl_weight in [1, 2 * 1, 3]",
        "not kl_weight == 3",
        "not not kl_weight == 2",
        "not (kl_weight == 2 and latent == 9)",
        "kl_weight == 9 and kl_weight == 9 or latent == 4",
        "latent == 4 or kl_weight == 9 and kl_weight == 9",
        "not kl_weight == 9 and latent == 4",
        "(kl_weight == 9 or latent == 4) and (latent == 4)",
        "latent==4and kl_weight==2",
        "encoder_variance != learned",
        "encoder_variance in [learned, 0.25]",
        "latent == 4.0"
      })
  void holdsForAFixedVariance(String condition) {
    assertThat(holds(condition, FIXED)).isTrue();
    assertThat(holds("not (" + condition + ")", FIXED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "encoder_variance == learned",
        "learned == encoder_variance",
        "encoder_variance == encoder_variance",
        "encoder_variance in [learned]",
        "encoder_variance != 0.25",
        "not encoder_variance == 0.25",
        "not encoder_variance < 1",
        "not encoder_variance >= 1",
        "not encoder_variance <= encoder_variance",
        "not encoder_variance * 2 < 1",
        "-encoder_variance == learned",
        "encoder_variance not in [0.25, 1]"
      })
  void holdsForALearnedVariance(String condition) {
    assertThat(holds(condition, LEARNED)).isTrue();
    assertThat(holds("not (" + condition + ")", LEARNED)).isFalse();
  }

  private static boolean holds(String condition, Cell cell) {
    Item item =
        new Item.Scalar(new Place("test", 1, 1, "where"), condition, true, OptionalInt.of(0));
    return ConditionParser.parse(item, ArchitectureCatalogue.builtIn()).test(cell);
  }

  private static Cell cell(AxisValue variance) {
    return new Cell(
        Map.of(
            Axis.ARCHITECTURE, AxisValue.of("mlp-2x64-tanh"),
            Axis.LATENT, AxisValue.of(BigDecimal.valueOf(4)),
            Axis.LIKELIHOOD, AxisValue.of("gaussian"),
            Axis.ENCODER_VARIANCE, variance,
            Axis.KL_WEIGHT, AxisValue.of(BigDecimal.valueOf(2)),
            Axis.INPUT_NOISE, AxisValue.of(BigDecimal.ZERO),
            Axis.NOISE_TARGET, AxisValue.of("clean")));
  }
}
