package org.harmonicsweep.sweeps.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harmonicsweep.trial.EncoderVariance.fixed;
import static org.harmonicsweep.trial.EncoderVariance.learned;

import java.util.Arrays;
import java.util.List;
import org.harmonicsweep.results.Column;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimTest {

  @ParameterizedTest
  @EnumSource(Claim.class)
  void aClaimIsFoundByItsKeyAndIsASentenceAboutAColumn(Claim claim) {
    assertThat(Claim.named(List.of(claim.key()))).containsExactly(claim);
    assertThat(claim.key()).matches("[a-z]+(-[a-z]+)+").hasSizeLessThanOrEqualTo(49);
    assertThat(claim.sentence()).matches("[A-Z].*\\.").hasSizeLessThanOrEqualTo(98);
    assertThat(ResultColumns.all())
        .extracting(Column::name)
        .as("columns of the table")
        .contains(claim.measure().column());
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void everySourceHasAClaim(Source source) {
    assertThat(Claim.values()).anyMatch(claim -> claim.source().equals(source));
    assertThat(source.citation()).isNotBlank();
  }

  @Test
  void keysThatAreNoClaimsAreLeftOut() {
    assertThat(Claim.named(List.of("decoder", "encoder-lipschitz-falls-with-kl")))
        .containsExactly(Claim.ENCODER_LIPSCHITZ_FALLS_WITH_KL);
  }

  @Test
  void aClaimNeedsTwoLevelsOfItsKnob() {
    List<Model> cells = List.of(cell(fixed(0.1), 1, 0), cell(fixed(0.2), 1, 0));

    assertThat(Claim.testableOn(cells))
        .isNotEmpty()
        .allMatch(claim -> claim.knob().equals(Knob.ENCODER_VARIANCE));
    assertThat(Claim.testableOn(cells.subList(0, 1))).isEmpty();
  }

  @Test
  void aLearnedVarianceIsNoLevelOfTheVariance() {
    List<Model> cells = List.of(cell(fixed(0.1), 1, 0), cell(learned(), 1, 0));

    assertThat(Claim.testableOn(cells)).isEmpty();
  }

  @Test
  void theWeightsOfFixedAndLearnedVariancesAreApart() {
    List<Model> cells =
        List.of(cell(fixed(0.1), 1, 0), cell(learned(), 2, 0), cell(learned(), 4, 0));

    assertThat(Claim.testableOn(cells))
        .isNotEmpty()
        .allMatch(claim -> claim.knob().equals(Knob.KL_WEIGHT))
        .allMatch(claim -> claim.regime().equals(Regime.LEARNED));
  }

  @Test
  void noWeightIsNoLevelOfTheWeight() {
    assertThat(Claim.testableOn(List.of(cell(learned(), 0, 0), cell(learned(), 1, 0)))).isEmpty();
  }

  @Test
  void noNoiseIsALevelOfTheNoise() {
    assertThat(Claim.testableOn(List.of(cell(learned(), 1, 0), cell(learned(), 1, 0.5))))
        .isEqualTo(
            Arrays.stream(Claim.values())
                .filter(claim -> claim.knob().equals(Knob.INPUT_NOISE))
                .toList());
  }

  private static Model cell(EncoderVariance variance, double klWeight, double noise) {
    return new Model(
        Architecture.dense("small", List.of(4), List.of(4), Activation.TANH),
        2,
        Likelihood.GAUSSIAN,
        variance,
        klWeight,
        InputNoise.denoising(noise));
  }
}
