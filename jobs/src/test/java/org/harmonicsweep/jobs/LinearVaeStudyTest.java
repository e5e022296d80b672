package org.harmonicsweep.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.metrics.theory.ModeMeasurement;
import org.harmonicsweep.metrics.theory.Theory;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
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
    TheoryMeasurement theory =
        Trainer.train(trial, DATA)
            .match(
                trained -> Theory.predict(trial, DATA, trained.vae()),
                diverged -> {
                  throw new AssertionError("diverged at step " + diverged.step());
                });

    List<ModeMeasurement> modes = theory.modes();
    assertThat(modes).extracting(ModeMeasurement::mode).contains(1, 2, 3, 4, 5, 6);
    assertThat(modes).hasSize(30).allSatisfy(mode -> assertThat(mode.agrees()).isNotEqualTo(NO));
    // the direction of a mode that is dropped is arbitrary; every other number is compared
    assertThat(modes.stream().filter(mode -> mode.agrees().isPresent())).hasSizeGreaterThan(24);
  }
}
