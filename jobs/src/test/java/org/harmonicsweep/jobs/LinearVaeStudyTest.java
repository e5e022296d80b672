package org.harmonicsweep.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.data.Percentage;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.spectrum.Spectrum;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;
import org.harmonicsweep.metrics.theory.ModeMeasurement;
import org.harmonicsweep.metrics.theory.Theory;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped study of linear models, one replicate of it trained as it stands. */
class LinearVaeStudyTest {
  private static final Optional<Boolean> NO = Optional.of(false);
  private static final Study STUDY = study();
  private static final DataSplit DATA =
      new DataLoader(new Configuration(false)).load(STUDY.data(), STUDY.testFraction());

  private static Study study() {
    try {
      return new SweepReader(Map.of(), path -> false)
          .read("linear-vae.yaml", Files.readAllBytes(Path.of("../sweeps/linear-vae.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Trial> trials() {
    return STUDY.trials(DATA.identity()).stream().filter(trial -> trial.seeds().replicate() == 0);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void everyModeAgreesWithItsClosedForm(Trial trial) {
    TrainedVae vae =
        Trainer.train(trial, DATA)
            .match(
                trained -> trained.vae(),
                diverged -> {
                  throw new AssertionError("diverged at step " + diverged.step());
                });
    TheoryMeasurement theory = Theory.predict(trial, DATA, vae);

    List<ModeMeasurement> modes = theory.modes();
    assertThat(modes).extracting(ModeMeasurement::mode).contains(1, 2, 3, 4, 5, 6);
    assertThat(modes).hasSize(30).allSatisfy(mode -> assertThat(mode.agrees()).isNotEqualTo(NO));
    // the direction of a mode that is dropped is arbitrary; every other number is compared
    assertThat(modes.stream().filter(mode -> mode.agrees().isPresent())).hasSizeGreaterThan(24);

    SpectrumMeasurement spectrum = Spectrum.measure(vae, DATA.test(), trial.seeds());
    // variances of 400 held-out samples, whose error is 7 %, over those of the training samples
    assertThat(degree(spectrum, MeasuredNetwork.ENCODER))
        .isCloseTo(theory.encoderMeanHermiteDegree().orElseThrow(), Percentage.withPercentage(20));
    assertThat(degree(spectrum, MeasuredNetwork.RECONSTRUCT))
        .isCloseTo(
            theory.reconstructMeanHermiteDegree().orElseThrow(), Percentage.withPercentage(20));
    assertThat(spectrum.stability())
        .allSatisfy(
            point ->
                assertThat(point.value().orElseThrow())
                    .isCloseTo(point.theory().orElseThrow(), within(1e-5)));
  }

  private static double degree(SpectrumMeasurement spectrum, MeasuredNetwork network) {
    return spectrum.of(network, "hermite_degree", "data").orElseThrow().value().orElseThrow();
  }
}
