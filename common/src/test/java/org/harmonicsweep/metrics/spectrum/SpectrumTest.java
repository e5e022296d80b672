package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.metrics.MeasuredNetwork.DECODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER_LOG_VARIANCE;
import static org.harmonicsweep.metrics.MeasuredNetwork.RECONSTRUCT;
import static org.harmonicsweep.metrics.spectrum.LineFamily.CHORD;
import static org.harmonicsweep.metrics.spectrum.LineFamily.ISOTROPIC;
import static org.harmonicsweep.metrics.spectrum.LineFamily.SCALED;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {
  private static final Seeds SEEDS = new Seeds(1, 0);

  @Test
  void everyFamilyAndEveryGaussianMeasureIsThere() {
    SpectrumMeasurement measurement = Spectrum.measure(model(1, 1.5), data(1), SEEDS);

    assertThat(measurement.spectra())
        .extracting(s -> s.network() + " " + s.family())
        .containsExactly(
            "DECODER ISOTROPIC",
            "DECODER SCALED",
            "ENCODER ISOTROPIC",
            "RECONSTRUCT ISOTROPIC",
            "ENCODER SCALED",
            "ENCODER CHORD",
            "RECONSTRUCT CHORD");
    assertThat(measurement.gaussian())
        .extracting(m -> m.network().key() + " " + m.quantity() + " " + m.inputs() + filter(m))
        .containsExactly(
            "decoder split prior 0.5",
            "decoder hermite_degree prior",
            "decoder split posterior 0.5",
            "decoder split posterior 1.0",
            "decoder hermite_degree posterior",
            "encoder split data 0.3",
            "reconstruct split data 0.3",
            "encoder split data 1.0",
            "reconstruct split data 1.0",
            "encoder hermite_degree data",
            "reconstruct hermite_degree data");
    assertThat(measurement.gaussian()).allMatch(m -> m.value().isPresent());
  }

  private static String filter(GaussianMeasure measure) {
    return measure.filter().isPresent() ? " " + measure.filter().getAsDouble() : "";
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void smallerWeightsMakeASmootherDecoder(long seed) {
    SpectrumMeasurement rough = Spectrum.measure(model(seed, 3), data(seed), SEEDS);
    SpectrumMeasurement smooth = Spectrum.measure(model(seed, 0.5), data(seed), SEEDS);

    for (LineFamily family : List.of(ISOTROPIC, SCALED)) {
      // nothing above the rounding is smoother still
      assertThat(smooth.of(DECODER, family).orElseThrow().highFrequencyShare().orElse(0))
          .isLessThan(share(rough, DECODER, family));
    }
    for (String quantity : List.of("split", "hermite_degree")) {
      assertThat(value(smooth, DECODER, quantity, "prior"))
          .isLessThan(value(rough, DECODER, quantity, "prior"));
    }
  }

  @Test
  void affineModelHasDegreeOneAndNothingToFilter() {
    TrainedVae vae = Models.fixed(Models.network(1, 1, 6, 2), Models.network(2, 1, 2, 6), 0.25);
    SpectrumMeasurement measurement = Spectrum.measure(vae, Models.data(3, 1024, 6), SEEDS);

    // the variance over 1024 points is known to 10 % at two standard errors
    assertThat(value(measurement, DECODER, "hermite_degree", "prior")).isCloseTo(1, within(0.1));
    assertThat(value(measurement, DECODER, "hermite_degree", "posterior"))
        .isCloseTo(1, within(0.1));
    assertThat(value(measurement, ENCODER, "hermite_degree", "data")).isCloseTo(1, within(0.1));
    // rounding of single precision, squared
    assertThat(value(measurement, DECODER, "split", "prior")).isCloseTo(0, within(1e-11));
    assertThat(value(measurement, RECONSTRUCT, "split", "data")).isCloseTo(0, within(1e-11));
    // what the window leaves of a straight line, or less than rounding may leave
    assertThat(measurement.of(DECODER, ISOTROPIC).orElseThrow().highFrequencyShare().orElse(0))
        .isBetween(0.0, 1e-11);
    assertThat(measurement.stability())
        .allSatisfy(
            point ->
                assertThat(point.value().orElseThrow())
                    .isCloseTo(point.theory().orElseThrow(), within(1e-6)));
    // what the window leaves of a straight line above the cutoffs 0.3 and 0.2
    assertThat(share(measurement, ENCODER, ISOTROPIC)).isCloseTo(1.47e-4, within(1e-6));
    assertThat(share(measurement, ENCODER, CHORD)).isCloseTo(3.3e-8, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scaledMeasuresDoNotSeeAPowerOfTwoInTheLatent(long seed) {
    SpectrumMeasurement plain = Spectrum.measure(model(seed, 2), data(seed), SEEDS);
    SpectrumMeasurement stretched = Spectrum.measure(stretched(seed, 4), data(seed), SEEDS);

    // multiplication by 4 rounds nothing: equal bits
    assertThat(stretched.of(DECODER, SCALED)).isEqualTo(plain.of(DECODER, SCALED));
    assertThat(stretched.of(ENCODER, SCALED)).isEqualTo(plain.of(ENCODER, SCALED));
    assertThat(stability(stretched)).isEqualTo(stability(plain));
    assertThat(stretched.stability()).isNotEqualTo(plain.stability());
    assertThat(stretched.of(ENCODER, CHORD).orElseThrow().highFrequencyShare())
        .isEqualTo(plain.of(ENCODER, CHORD).orElseThrow().highFrequencyShare());
    assertThat(stretched.of(RECONSTRUCT, CHORD)).isEqualTo(plain.of(RECONSTRUCT, CHORD));
    assertThat(posterior(stretched)).isEqualTo(posterior(plain));
    assertThat(share(stretched, DECODER, ISOTROPIC)).isLessThan(share(plain, DECODER, ISOTROPIC));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scaledMeasuresDoNotSeeTheScaleOfTheLatent(long seed) {
    SpectrumMeasurement plain = Spectrum.measure(model(seed, 2), data(seed), SEEDS);
    SpectrumMeasurement stretched = Spectrum.measure(stretched(seed, 3), data(seed), SEEDS);

    // weights and points rounded anew to 24 bits
    assertThat(share(stretched, DECODER, SCALED))
        .isCloseTo(share(plain, DECODER, SCALED), within(1e-7));
    assertThat(share(stretched, ENCODER, SCALED))
        .isCloseTo(share(plain, ENCODER, SCALED), within(1e-6));
    for (int i = 0; i < stability(plain).size(); i++) {
      assertThat(stability(stretched).get(i).value().orElseThrow())
          .isCloseTo(stability(plain).get(i).value().orElseThrow(), within(1e-5));
    }
    List<GaussianMeasure> before = posterior(plain);
    List<GaussianMeasure> after = posterior(stretched);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).value().orElseThrow())
          .isCloseTo(before.get(i).value().orElseThrow(), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scaledMeasuresDoNotSeeTheScaleOfOneLatentAxisAlone(long seed) {
    SpectrumMeasurement plain = Spectrum.measure(model(seed, 2), data(seed), SEEDS);
    TrainedVae squeezed = Models.learned(squeezed(seed, 4), variance(4), widened(seed, 4));
    TrainedVae same = Models.learned(squeezed(seed, 1), variance(1), widened(seed, 1));
    SpectrumMeasurement one = Spectrum.measure(same, data(seed), SEEDS);
    SpectrumMeasurement other = Spectrum.measure(squeezed, data(seed), SEEDS);

    // σ² goes through a logarithm and back: not the same bits
    assertThat(share(other, DECODER, SCALED)).isCloseTo(share(one, DECODER, SCALED), within(1e-6));
    assertThat(share(other, ENCODER, SCALED)).isCloseTo(share(one, ENCODER, SCALED), within(1e-6));
    // the raw encoder gives the longer axis the greater weight
    assertThat(share(one, ENCODER, ISOTROPIC))
        .isCloseTo(share(plain, ENCODER, ISOTROPIC), within(1e-12));
    assertThat(Math.abs(share(other, ENCODER, ISOTROPIC) - share(one, ENCODER, ISOTROPIC)))
        .isGreaterThan(1e-5);
  }

  /** The encoder with its first latent axis a times as long. */
  private static Network squeezed(long seed, float a) {
    return model(seed, 2).encoderMean().then(diagonal(a));
  }

  private static Network widened(long seed, float a) {
    return diagonal(1 / a).then(model(seed, 2).decoder());
  }

  private static Network diagonal(float a) {
    return Network.of(
        List.of(new DenseLayer(2, 2, new float[] {a, 0, 0, 1}, new float[2], Activation.LINEAR)));
  }

  /** A head that gives σ² = ¼, on the first axis ¼ a². */
  private static Network variance(double a) {
    float[] logs = {(float) StrictMath.log(0.25 * a * a), (float) StrictMath.log(0.25)};
    return Network.of(List.of(new DenseLayer(8, 2, new float[16], logs, Activation.LINEAR)));
  }

  private static List<NoiseStability> stability(SpectrumMeasurement measurement) {
    return measurement.stability().stream().filter(m -> m.inputs().equals("posterior")).toList();
  }

  private static List<GaussianMeasure> posterior(SpectrumMeasurement measurement) {
    return measurement.gaussian().stream().filter(m -> m.inputs().equals("posterior")).toList();
  }

  /** The same model with its latent space a times as large. */
  private static TrainedVae stretched(long seed, float a) {
    TrainedVae plain = model(seed, 2);
    Network encoder = plain.encoderMean();
    return Models.fixed(
        Models.scaled(encoder, encoder.layers().size() - 1, a, a),
        Models.scaled(plain.decoder(), 0, 1 / a, 1),
        0.25 * a * a);
  }

  @Test
  void measuringTwiceAndOnTwoThreadsGivesTheSameBits() {
    TrainedVae vae = model(5, 2);
    SpectrumMeasurement first = Spectrum.measure(vae, data(5), SEEDS);

    CompletableFuture<SpectrumMeasurement> one =
        CompletableFuture.supplyAsync(() -> Spectrum.measure(vae, data(5), SEEDS));
    CompletableFuture<SpectrumMeasurement> other =
        CompletableFuture.supplyAsync(() -> Spectrum.measure(vae, data(5), SEEDS));

    assertThat(one.join()).isEqualTo(first);
    assertThat(other.join()).isEqualTo(first);
  }

  @Test
  void otherSeedsGiveOtherNumbersOfTheSameSize() {
    TrainedVae vae = model(5, 2);
    double here = share(Spectrum.measure(vae, data(5), SEEDS), DECODER, ISOTROPIC);
    double there = share(Spectrum.measure(vae, data(5), new Seeds(1, 1)), DECODER, ISOTROPIC);

    assertThat(there).isNotEqualTo(here).isBetween(here / 3, here * 3);
  }

  @Test
  void constantModelHasNoMeasureAndNoNotANumber() {
    Network encoder = Models.scaled(Models.network(1, 1, 4, 2), 0, 0, 1);
    Network decoder = Models.scaled(Models.network(2, 1, 2, 4), 0, 0, 1);
    SpectrumMeasurement measurement =
        Spectrum.measure(Models.fixed(encoder, decoder, 0.25), data(1, 4), SEEDS);

    assertThat(measurement.spectra()).hasSize(7);
    assertThat(measurement.stability()).hasSize(16).allMatch(point -> point.value().isEmpty());
    for (LineSpectrum spectrum : measurement.spectra()) {
      assertThat(spectrum.power()).containsOnly(0.0);
      assertThat(List.of(spectrum.highFrequencyShare(), spectrum.centroid()))
          .containsOnly(OptionalDouble.empty());
      assertThat(List.of(spectrum.bandwidth(), spectrum.decayRate()))
          .containsOnly(OptionalDouble.empty());
    }
    assertThat(measurement.gaussian()).hasSize(11).allMatch(m -> m.value().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void fewHeldOutSamplesAreEnough(int samples) {
    SpectrumMeasurement measurement =
        Spectrum.measure(model(1, 1.5), Models.data(1, samples, 8), SEEDS);

    assertThat(measurement.of(ENCODER, CHORD).isPresent()).isEqualTo(samples > 1);
    assertThat(measurement.of(DECODER, SCALED)).isPresent();
    assertThat(measurement.of(ENCODER, "split", "data").orElseThrow().value().isPresent())
        .isEqualTo(samples > 1);
  }

  @Test
  void equalHeldOutSamplesHaveNoChords() {
    SpectrumMeasurement measurement =
        Spectrum.measure(model(1, 1.5), new Dataset(4, 8, new float[32]), SEEDS);

    assertThat(measurement.spectra())
        .extracting(LineSpectrum::family)
        .doesNotContain(CHORD)
        .contains(ISOTROPIC, SCALED);
    assertThat(measurement.of(ENCODER, ISOTROPIC).orElseThrow().highFrequencyShare()).isEmpty();
  }

  @Test
  void learnedVarianceWidensTheFilterAndTheMixture() {
    Network encoder = Models.network(1, 1.5, 8, 12, 2);
    Network decoder = Models.network(2, 1.5, 2, 12, 8);
    Network logVariance = Models.scaled(Models.network(3, 1, 8, 2), 0, 0, 0);

    SpectrumMeasurement learned =
        Spectrum.measure(Models.learned(encoder, logVariance, decoder), data(1), SEEDS);
    SpectrumMeasurement fixed = Spectrum.measure(Models.fixed(encoder, decoder, 1), data(1), SEEDS);

    // log σ² = 0 everywhere is σ² = 1
    assertThat(learned.spectra().stream().filter(s -> s.network() != ENCODER_LOG_VARIANCE))
        .containsExactlyElementsOf(fixed.spectra());
    assertThat(learned.gaussian().stream().filter(m -> m.network() != ENCODER_LOG_VARIANCE))
        .containsExactlyElementsOf(fixed.gaussian());
    assertThat(learned.stability()).isEqualTo(fixed.stability());
    // a head that is constant has no frequencies
    assertThat(learned.of(ENCODER_LOG_VARIANCE, ISOTROPIC).orElseThrow().highFrequencyShare())
        .isEmpty();
    assertThat(learned.of(ENCODER_LOG_VARIANCE, "split", "data").orElseThrow().value()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void logVarianceIsMeasuredAsAnyOtherMapOfTheData(long seed) {
    Network head = Models.network(seed, 2, 8, 12, 2);
    Network decoder = Models.network(seed + 9, 2, 2, 12, 8);
    SpectrumMeasurement asHead =
        Spectrum.measure(
            Models.learned(Models.network(seed + 5, 1, 8, 2), head, decoder), data(seed), SEEDS);
    SpectrumMeasurement asMean =
        Spectrum.measure(Models.fixed(head, decoder, 1), data(seed), SEEDS);

    for (LineFamily family : List.of(ISOTROPIC, CHORD)) {
      assertThat(asHead.of(ENCODER_LOG_VARIANCE, family).orElseThrow().power())
          .isEqualTo(asMean.of(ENCODER, family).orElseThrow().power());
    }
    assertThat(value(asHead, ENCODER_LOG_VARIANCE, "split", "data"))
        .isEqualTo(value(asMean, ENCODER, "split", "data"));
    // two orders of the same sum
    assertThat(value(asHead, ENCODER_LOG_VARIANCE, "hermite_degree", "data"))
        .isCloseTo(value(asMean, ENCODER, "hermite_degree", "data"), within(1e-6));
  }

  @Test
  void splitIsFoundByItsFilter() {
    SpectrumMeasurement measurement = Spectrum.measure(model(1, 1.5), data(1), SEEDS);

    assertThat(measurement.split(DECODER, "posterior", 1).orElseThrow().filter()).hasValue(1);
    assertThat(measurement.split(DECODER, "posterior", 0.5))
        .isEqualTo(measurement.of(DECODER, "split", "posterior"));
    assertThat(measurement.split(DECODER, "posterior", 0.25)).isEmpty();
  }

  @Test
  void decoderByItselfIsMeasuredAsInItsModel() {
    TrainedVae vae = model(3, 1.5);
    SpectrumMeasurement whole = Spectrum.measure(vae, data(1), SEEDS);

    SpectrumMeasurement alone = Spectrum.ofDecoder(vae.decoder(), SEEDS);

    assertThat(alone.spectra()).containsExactly(whole.of(DECODER, ISOTROPIC).orElseThrow());
    assertThat(alone.gaussian())
        .isEqualTo(whole.gaussian().stream().filter(m -> m.inputs().equals("prior")).toList());
    assertThat(alone.stability())
        .isEqualTo(whole.stability().stream().filter(s -> s.inputs().equals("prior")).toList())
        .isNotEmpty();
  }

  @Test
  void encoderByItselfIsMeasuredAsInItsModel() {
    TrainedVae vae = model(3, 1.5);
    SpectrumMeasurement whole = Spectrum.measure(vae, data(1), SEEDS);

    SpectrumMeasurement alone = Spectrum.ofEncoder(vae.encoderMean(), data(1), SEEDS);

    assertThat(alone.spectra())
        .containsExactly(
            whole.of(ENCODER, ISOTROPIC).orElseThrow(), whole.of(ENCODER, CHORD).orElseThrow());
    assertThat(alone.split(ENCODER, "data", 0.3)).isEqualTo(whole.split(ENCODER, "data", 0.3));
    // the same squares in another order
    assertThat(value(alone, ENCODER, "hermite_degree", "data"))
        .isCloseTo(value(whole, ENCODER, "hermite_degree", "data"), within(1e-12));
  }

  private static TrainedVae model(long seed, double gain) {
    return Models.fixed(
        Models.network(seed, gain, 8, 12, 2), Models.network(seed + 9, gain, 2, 12, 8), 0.25);
  }

  private static Dataset data(long seed) {
    return data(seed, 8);
  }

  private static Dataset data(long seed, int features) {
    return Models.data(seed, 150, features);
  }

  private static double share(
      SpectrumMeasurement measurement, MeasuredNetwork network, LineFamily family) {
    return measurement.of(network, family).orElseThrow().highFrequencyShare().orElseThrow();
  }

  private static double value(
      SpectrumMeasurement measurement, MeasuredNetwork network, String quantity, String inputs) {
    return measurement.of(network, quantity, inputs).orElseThrow().value().orElseThrow();
  }
}
