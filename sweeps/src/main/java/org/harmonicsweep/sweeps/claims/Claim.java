package org.harmonicsweep.sweeps.claims;

import static java.util.stream.Collectors.toSet;
import static org.harmonicsweep.sweeps.claims.Direction.FALLS;
import static org.harmonicsweep.sweeps.claims.Direction.RISES;
import static org.harmonicsweep.sweeps.claims.Direction.RISES_THEN_FALLS;
import static org.harmonicsweep.sweeps.claims.Knob.ENCODER_VARIANCE;
import static org.harmonicsweep.sweeps.claims.Knob.INPUT_NOISE;
import static org.harmonicsweep.sweeps.claims.Knob.KL_WEIGHT;
import static org.harmonicsweep.sweeps.claims.Measure.measured;
import static org.harmonicsweep.sweeps.claims.Measure.perDeviation;
import static org.harmonicsweep.sweeps.claims.Regime.ANY;
import static org.harmonicsweep.sweeps.claims.Regime.FIXED;
import static org.harmonicsweep.sweeps.claims.Regime.LEARNED;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.harmonicsweep.trial.Model;

/**
 * A sentence about the response of a trained network that a study can support or contradict.
 *
 * <p>The published ones are C1 to C4 of Camuto and Willetts (2022); that they hold for dense and
 * for convolutional networks (C5) is asked of each. The others are what the linear model predicts:
 * with a fixed variance σ² its decoder gain falls like σ^(−1/2) while its encoder gain rises like
 * σ^(1/2), so a decoder's smaller constant may be a mere rescaling of the latent space.
 */
public enum Claim {
  /** C1 for the decoder. */
  DECODER_FREQUENCY_FALLS_WITH_VARIANCE(
      Source.C1,
      "A larger encoder variance takes the high frequencies out of the decoder.",
      new Response(ENCODER_VARIANCE, FIXED, measured("decoder_high_frequency_share"), FALLS)),
  /** C1 for the decoder, whatever the scale of its latent space. */
  DECODER_FREQUENCY_SCALED_FALLS_WITH_VARIANCE(
      Source.C1,
      "A larger encoder variance smooths the decoder per deviation of the aggregate posterior too.",
      new Response(
          ENCODER_VARIANCE, FIXED, measured("decoder_high_frequency_share_scaled"), FALLS)),
  /** C1 for the encoder. */
  ENCODER_FREQUENCY_FALLS_WITH_VARIANCE(
      Source.C1,
      "A larger encoder variance takes the high frequencies out of the encoder.",
      new Response(ENCODER_VARIANCE, FIXED, measured("encoder_filter_split"), FALLS)),
  /** C2 by what is attained. */
  DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE(
      Source.C2,
      "A larger encoder variance constrains the decoder's Lipschitz constant.",
      new Response(ENCODER_VARIANCE, FIXED, measured("decoder_lipschitz_lower"), FALLS, -0.25)),
  /** C2 by what is certified. */
  DECODER_LIPSCHITZ_BOUND_FALLS_WITH_VARIANCE(
      Source.C2,
      "A larger encoder variance lowers the decoder's certified Lipschitz bound.",
      new Response(ENCODER_VARIANCE, FIXED, measured("decoder_lipschitz_upper"), FALLS)),
  /** What is left of C2 for the whole map, which no rescaling of the latent changes. */
  RECONSTRUCT_LIPSCHITZ_FALLS_WITH_VARIANCE(
      Source.THEORY,
      "A larger encoder variance lowers the Lipschitz constant of decoder after encoder.",
      new Response(ENCODER_VARIANCE, FIXED, measured("reconstruct_lipschitz_lower"), FALLS)),
  /** The rescaling confound, seen from the encoder. */
  ENCODER_LIPSCHITZ_RISES_THEN_FALLS_WITH_VARIANCE(
      Source.THEORY,
      "With the encoder variance the encoder's Lipschitz constant rises first and falls later.",
      new Response(
          ENCODER_VARIANCE, FIXED, measured("encoder_lipschitz_lower"), RISES_THEN_FALLS, 0.25)),
  /** The rescaling confound, seen from a step of one posterior deviation. */
  DECODER_LIPSCHITZ_PER_SIGMA_RISES_WITH_VARIANCE(
      Source.THEORY,
      "Per deviation of the posterior the decoder gets steeper with the encoder variance.",
      new Response(ENCODER_VARIANCE, FIXED, perDeviation("decoder_lipschitz_lower"), RISES, 0.25)),
  /** C2's "core contributor to adversarial robustness", by the gain 1 − σ √b / s of the map. */
  RECONSTRUCT_DAMAGE_FALLS_WITH_VARIANCE(
      Source.C2,
      "A larger encoder variance lowers the damage of attacks within one input unit.",
      new Response(ENCODER_VARIANCE, FIXED, measured("reconstruct_damage"), FALLS)),
  /** The same by how far an attack has to go. */
  RECONSTRUCT_MARGIN_RISES_WITH_VARIANCE(
      Source.C2,
      "With a larger encoder variance an attack has to go further for the same damage.",
      new Response(ENCODER_VARIANCE, FIXED, measured("reconstruct_margin"), RISES)),
  /** The same by the severity that Camuto et al. (AISTATS 2021) report. */
  RECONSTRUCT_LIKELIHOOD_LOSS_FALLS_WITH_VARIANCE(
      Source.C2,
      "A larger encoder variance lowers the share of log-likelihood that attacks take away.",
      new Response(
          ENCODER_VARIANCE, FIXED, measured("reconstruct_likelihood_loss_relative"), FALLS)),
  /** A posterior's distance from another is c² / σ² = 1 / (σ s √b) − 1 / s² per squared input. */
  ENCODER_TARGET_DIVERGENCE_FALLS_WITH_VARIANCE(
      Source.THEORY,
      "A larger encoder variance leaves less divergence between an attacked image and its target.",
      new Response(ENCODER_VARIANCE, FIXED, measured("encoder_target_divergence"), FALLS, -0.5)),
  /** C3 by what is attained. */
  ENCODER_LIPSCHITZ_FALLS_WITH_NOISE(
      Source.C3,
      "Noise on the input lowers the encoder's Lipschitz constant.",
      new Response(INPUT_NOISE, ANY, measured("encoder_lipschitz_lower"), FALLS)),
  /** C3 by what is certified. */
  ENCODER_LIPSCHITZ_BOUND_FALLS_WITH_NOISE(
      Source.C3,
      "Noise on the input lowers the encoder's certified Lipschitz bound.",
      new Response(INPUT_NOISE, ANY, measured("encoder_lipschitz_upper"), FALLS)),
  /** C3 in all directions. */
  ENCODER_FREQUENCY_FALLS_WITH_NOISE(
      Source.C3,
      "Noise on the input takes the high frequencies out of the encoder, in random directions.",
      new Response(INPUT_NOISE, ANY, measured("encoder_filter_split"), FALLS)),
  /** C3 where the data are. */
  ENCODER_FREQUENCY_ALONG_CHORDS_FALLS_WITH_NOISE(
      Source.C3,
      "Noise on the input takes the high frequencies out of the encoder, along chords between data.",
      new Response(INPUT_NOISE, ANY, measured("encoder_high_frequency_share_chord"), FALLS)),
  /** The whole map under noise. */
  RECONSTRUCT_LIPSCHITZ_FALLS_WITH_NOISE(
      Source.THEORY,
      "Noise on the input lowers the Lipschitz constant of decoder after encoder.",
      new Response(INPUT_NOISE, ANY, measured("reconstruct_lipschitz_lower"), FALLS)),
  /** The counterpart of C2 for the encoder: a gain √(p σ / (S √b)) that falls with the noise. */
  ENCODER_STABILITY_FALLS_WITH_NOISE(
      Source.C3,
      "Noise on the input steadies the codes of noisy inputs.",
      new Response(INPUT_NOISE, ANY, measured("encoder_stability"), FALLS)),
  /** The gain (s² − S σ √b) / S² of the whole map; that of a noisy target rises instead. */
  RECONSTRUCT_DAMAGE_FALLS_WITH_NOISE(
      Source.THEORY,
      "Noise on the input lowers the damage of attacks within one input unit.",
      new Response(INPUT_NOISE, ANY, measured("reconstruct_damage"), FALLS)),
  /** The same by how far an attack has to go. */
  RECONSTRUCT_MARGIN_RISES_WITH_NOISE(
      Source.THEORY,
      "With noise on the input an attack has to go further for the same damage.",
      new Response(INPUT_NOISE, ANY, measured("reconstruct_margin"), RISES)),
  /** C4 for the decoder. */
  DECODER_FREQUENCY_FALLS_WITH_KL(
      Source.C4,
      "A larger KL weight takes the high frequencies out of the decoder (learned variance).",
      new Response(KL_WEIGHT, LEARNED, measured("decoder_high_frequency_share"), FALLS)),
  /** C4 for the encoder in all directions. */
  ENCODER_FREQUENCY_FALLS_WITH_KL(
      Source.C4,
      "A larger KL weight smooths the encoder in random directions (learned variance).",
      new Response(KL_WEIGHT, LEARNED, measured("encoder_filter_split"), FALLS)),
  /** C4 for the encoder where the data are. */
  ENCODER_FREQUENCY_ALONG_CHORDS_FALLS_WITH_KL(
      Source.C4,
      "A larger KL weight smooths the encoder along chords between data (learned variance).",
      new Response(KL_WEIGHT, LEARNED, measured("encoder_high_frequency_share_chord"), FALLS)),
  /** The decoder's gain √(s² − b) of the linear model. */
  DECODER_LIPSCHITZ_FALLS_WITH_KL(
      Source.THEORY,
      "A larger KL weight lowers the decoder's Lipschitz constant (learned variance).",
      new Response(KL_WEIGHT, LEARNED, measured("decoder_lipschitz_lower"), FALLS)),
  /** The encoder's gain √(s² − b) / s² of the linear model. */
  ENCODER_LIPSCHITZ_FALLS_WITH_KL(
      Source.THEORY,
      "A larger KL weight lowers the encoder's Lipschitz constant (learned variance).",
      new Response(KL_WEIGHT, LEARNED, measured("encoder_lipschitz_lower"), FALLS)),
  /** C4 for the decoder where the variance does not answer. */
  DECODER_FREQUENCY_FALLS_WITH_KL_AT_FIXED_VARIANCE(
      Source.C4,
      "A larger KL weight takes the high frequencies out of the decoder (fixed variance).",
      new Response(KL_WEIGHT, FIXED, measured("decoder_high_frequency_share"), FALLS)),
  /** C4 for the encoder where the variance does not answer. */
  ENCODER_FREQUENCY_FALLS_WITH_KL_AT_FIXED_VARIANCE(
      Source.C4,
      "A larger KL weight takes the high frequencies out of the encoder (fixed variance).",
      new Response(KL_WEIGHT, FIXED, measured("encoder_filter_split"), FALLS)),
  /** The encoder's gain √(σ/(s√b) − σ²/s²) of the linear model. */
  ENCODER_LIPSCHITZ_FALLS_WITH_KL_AT_FIXED_VARIANCE(
      Source.THEORY,
      "A larger KL weight lowers the encoder's Lipschitz constant (fixed variance).",
      new Response(KL_WEIGHT, FIXED, measured("encoder_lipschitz_lower"), FALLS));

  private final Source source;
  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // a record of values that never change
  private final Response response;

  Claim(Source source, String sentence, Response response) {
    this.source = source;
    this.sentence = sentence;
    this.response = response;
  }

  /** Returns the claims for which some knob has two levels or more among the cells. */
  public static List<Claim> testableOn(Collection<Model> cells) {
    return Arrays.stream(values()).filter(claim -> claim.isTestableOn(cells)).toList();
  }

  /** Returns the claims of the given keys; keys that are no claim's are left out. */
  public static List<Claim> named(Collection<String> keys) {
    return Arrays.stream(values()).filter(claim -> keys.contains(claim.key())).toList();
  }

  /** Returns whether its knob has two levels or more among the cells that it is about. */
  public boolean isTestableOn(Collection<Model> cells) {
    return cells.stream()
            .filter(response.regime()::contains)
            .map(response.knob()::level)
            .filter(OptionalDouble::isPresent)
            .collect(toSet())
            .size()
        > 1;
  }

  /**
   * Returns its name in study files and tables, such as {@code encoder-frequency-falls-with-kl}.
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns where it comes from. */
  public Source source() {
    return source;
  }

  /** Returns what it says. */
  public String sentence() {
    return sentence;
  }

  /** Returns the parameter that is turned. */
  public Knob knob() {
    return response.knob();
  }

  /** Returns which cells it is about. */
  public Regime regime() {
    return response.regime();
  }

  /** Returns what is measured. */
  public Measure measure() {
    return response.measure();
  }

  /** Returns how that is said to answer. */
  public Direction direction() {
    return response.direction();
  }

  /**
   * Returns the exponent that the strongest mode of a linear model with Gaussian likelihood has
   * while the variance is small: quantity ~ knob^exponent; empty where theory gives no power.
   */
  public OptionalDouble exponent() {
    return response.exponent();
  }

  /** What is done, to which cells, and what is said to come of it. */
  private record Response(
      Knob knob, Regime regime, Measure measure, Direction direction, OptionalDouble exponent) {
    Response(Knob knob, Regime regime, Measure measure, Direction direction) {
      this(knob, regime, measure, direction, OptionalDouble.empty());
    }

    Response(Knob knob, Regime regime, Measure measure, Direction direction, double exponent) {
      this(knob, regime, measure, direction, OptionalDouble.of(exponent));
    }
  }
}
