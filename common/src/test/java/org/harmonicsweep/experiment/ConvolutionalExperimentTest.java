package org.harmonicsweep.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSource;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.Measurements;
import org.harmonicsweep.metrics.MetricFamily;
import org.harmonicsweep.metrics.MetricSet;
import org.harmonicsweep.metrics.lipschitz.LipschitzBracket;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.results.Provenance;
import org.harmonicsweep.results.ResultColumns;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.Decoder;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvolutionalExperimentTest {
  private static final DataSplit DISKS =
      new DataLoader(new Configuration(false)).load(new DataSource.Disks(100, 9, 1), 0.2);

  private static Trial trial(Likelihood likelihood) {
    List<HiddenLayer> hidden =
        List.of(
            new HiddenLayer.Convolution(4, new Window(4, 2, 1)),
            new HiddenLayer.Convolution(5, new Window(3, 1, 1)),
            new HiddenLayer.Dense(SampleShape.vector(8)));
    return new Trial(
        new Model(
            new Architecture("tiny", hidden, new Decoder.Mirror(), Activation.RELU),
            2,
            likelihood,
            EncoderVariance.learned(),
            1,
            InputNoise.denoising(0.1)),
        new Training(3, 20, 1e-2),
        new Seeds(1, 0),
        DISKS.identity(),
        Engine.strict());
  }

  private static final List<MeasuredNetwork> BRACKETED =
      List.of(MeasuredNetwork.ENCODER, MeasuredNetwork.DECODER, MeasuredNetwork.RECONSTRUCT);

  @ParameterizedTest
  @EnumSource
  void convolutionalNetIsTrainedAndMeasured(Likelihood likelihood) {
    Experiment experiment = new Experiment(DISKS, MetricSet.of(List.of(MetricFamily.values())));
    TrialResult result = experiment.run(trial(likelihood));
    Measurements measured = ((TrialOutcome.Completed) result.outcome()).measurements();
    LipschitzMeasurement lipschitz = measured.lipschitz().orElseThrow();

    assertThat(result.outcome().status()).isEqualTo("ok");
    assertThat(BRACKETED)
        .allSatisfy(
            network -> {
              LipschitzBracket bracket = lipschitz.of(network);
              assertThat(bracket.lower()).isPositive().isLessThanOrEqualTo(bracket.upper());
            });
    assertThat(measured.spectrum()).isPresent();
    assertThat(measured.theory().encoderLipschitz()).isEmpty();
    assertThat(row(result)).satisfies(ConvolutionalExperimentTest::hasBoundsByMatrices);
  }

  private static TrialRow row(TrialResult result) {
    return ResultColumns.row(
        new StudyStamp("tiny", "0".repeat(64), "1".repeat(64)),
        result,
        new Provenance(1.5, 1, 1.4, "here", "2026-01-02T03:04:05Z", "17", "amd64", 0));
  }

  private static void hasBoundsByMatrices(TrialRow row) {
    assertThat(row.text("status")).hasValue("ok");
    assertThat(row.text("architecture_layers")).hasValue("conv4k4s2p1-conv5k3s1p1-8:mirror relu");
    for (MeasuredNetwork network : BRACKETED) {
      String prefix = network.key() + "_lipschitz_";
      assertThat(row.real(prefix + "product")).isPresent();
      assertThat(row.real(prefix + "combettes_pesquet")).isPresent();
      assertThat(row.real(prefix + "eclipse_fast")).isPresent();
    }
  }
}
