package org.harmonicsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.spectrum.LineFamily;
import org.harmonicsweep.metrics.spectrum.LineSpectrum;
import org.harmonicsweep.metrics.spectrum.Spectrum;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.training.Trainer;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What meanings say of cutoffs and filters is what was measured with. */
class MeasuredMeaningTest {
  private static SpectrumMeasurement measured;

  @BeforeAll
  static void measure() {
    DataSplit data =
        new DataLoader(new Configuration(false))
            .load(new DataSource.LinearGaussian(60, List.of(2.0, 1.0, 0.5), 1), 0.5);
    Trial trial =
        new Trial(
            new Model(
                Architecture.dense("small", List.of(4), List.of(4), Activation.TANH),
                2,
                Likelihood.GAUSSIAN,
                EncoderVariance.fixed(0.25),
                1,
                InputNoise.denoising(0)),
            new Training(1, 10, 1e-2),
            new Seeds(1, 0),
            data.identity(),
            Engine.strict());
    TrainedVae vae =
        Trainer.train(trial, data)
            .match(
                trained -> trained.vae(),
                diverged -> {
                  throw new AssertionError("diverged at " + diverged.step());
                });
    measured = Spectrum.measure(vae, data.test(), trial.seeds());
  }

  @Test
  void meaningOfAShareNamesItsCutoff() {
    for (LineSpectrum spectrum : measured.spectra()) {
      String suffix =
          spectrum.family() == LineFamily.ISOTROPIC ? "" : "_" + spectrum.family().key();
      assertThat(meaning(spectrum.network().key() + "_high_frequency_share" + suffix))
          .contains("above " + spectrum.cutoff() + " cycles per ");
    }
    assertThat(measured.spectra()).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource({
    "decoder_filter_split, DECODER, prior",
    "decoder_filter_split_scaled, DECODER, posterior",
    "encoder_filter_split, ENCODER, data",
    "reconstruct_filter_split, RECONSTRUCT, data"
  })
  void meaningOfASplitNamesItsFilter(String column, MeasuredNetwork network, String inputs) {
    double filter = measured.of(network, "split", inputs).orElseThrow().filter().orElseThrow();
    assertThat(meaning(column)).contains("δ = " + filter + " × the ");
  }

  private static String meaning(String column) {
    return ResultColumns.all().stream()
        .filter(declared -> declared.name().equals(column))
        .map(Column::meaning)
        .findFirst()
        .orElseThrow();
  }
}
