package org.harmonicsweep.sweeps.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;

/**
 * What a grid may vary: name, allowed values, unit, default and meaning of each axis.
 *
 * <p>The one place for these facts: grammar, error messages, {@code where} and {@code
 * docs/studies.md} derive from it.
 */
enum Axis {
  /** Hidden layers. */
  ARCHITECTURE(Values.ofNames(), "", "hidden layers of encoder and decoder"),
  /** Dimension of the latent space. */
  LATENT(Values.ofNumbers(NumberDomain.wholeBetween(1, 4096)), "", "dimension of the latent space"),
  /** Distribution of the data given the latent. */
  LIKELIHOOD(
      Values.ofWords(Arrays.stream(Likelihood.values()).map(Likelihood::key).toList()),
      "gaussian",
      "p(x given z): unit-variance Gaussian, or Bernoulli for data in [0, 1]"),
  /** Variance of the posterior. */
  ENCODER_VARIANCE(
      new Values(Optional.of(NumberDomain.positive()), List.of("learned"), false),
      "learned",
      "variance of the posterior q(z given x), squared latent units; learned per input and axis"),
  /** Weight of the KL term. */
  KL_WEIGHT(
      Values.ofNumbers(NumberDomain.notNegative()), "1", "weight of the KL term, 1 is the ELBO"),
  /** Noise on the encoder's input. */
  INPUT_NOISE(
      Values.ofNumbers(NumberDomain.notNegative()),
      "0",
      "standard deviation of Gaussian noise on the encoder's input, units of the data"),
  /** Reconstruction target under input noise. */
  NOISE_TARGET(
      Values.ofWords(
          Arrays.stream(InputNoise.Target.values()).map(InputNoise.Target::key).toList()),
      "clean",
      "what is to be reconstructed under input noise: the clean input or the noisy one");

  @SuppressWarnings("ImmutableEnumChecker") // a record of values that never change
  private final Values values;

  private final String standard;
  private final String meaning;

  Axis(Values values, String standard, String meaning) {
    this.values = values;
    this.standard = standard;
    this.meaning = meaning;
  }

  /** Returns the names of all axes, in order. */
  static List<String> keys() {
    return Arrays.stream(values()).map(Axis::key).toList();
  }

  /** Returns the axis of a name, or empty. */
  static Optional<Axis> of(String key) {
    return Arrays.stream(values()).filter(axis -> axis.key().equals(key)).findFirst();
  }

  /** Returns the name used in study files. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the numbers it takes; empty if it takes words only. */
  Optional<NumberDomain> numbers() {
    return values.numbers();
  }

  /** Returns the words it takes; empty if it takes numbers only or {@link #takesNames}. */
  List<String> words() {
    return values.words();
  }

  /** Returns whether its values are names of architectures. */
  boolean takesNames() {
    return values.names();
  }

  /** Returns the value of cells for which the study gives none; empty if it must give one. */
  Optional<String> standard() {
    return standard.isEmpty() ? Optional.empty() : Optional.of(standard);
  }

  /** Returns what it means, with the unit where it has one. */
  String meaning() {
    return meaning;
  }

  /** Returns the allowed values as a noun. */
  String allowed() {
    if (takesNames()) {
      return "the name of an architecture";
    }
    String words = Shown.either(words());
    String numbers = numbers().map(NumberDomain::described).orElse("");
    return numbers.isEmpty() || words.isEmpty() ? numbers + words : numbers + ", or " + words;
  }

  /** Allowed values. */
  private record Values(Optional<NumberDomain> numbers, List<String> words, boolean names) {
    static Values ofNumbers(NumberDomain domain) {
      return new Values(Optional.of(domain), List.of(), false);
    }

    static Values ofWords(List<String> words) {
      return new Values(Optional.empty(), words, false);
    }

    static Values ofNames() {
      return new Values(Optional.empty(), List.of(), true);
    }
  }
}
