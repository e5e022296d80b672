package org.harmonicsweep.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.harmonicsweep.experiment.TrialOutcome;
import org.harmonicsweep.experiment.TrialResult;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.Measurements;
import org.harmonicsweep.metrics.lipschitz.LipschitzBracket;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.lipschitz.LocalBracket;
import org.harmonicsweep.metrics.robustness.CertifiedMargins;
import org.harmonicsweep.metrics.robustness.DamageAt;
import org.harmonicsweep.metrics.robustness.LatentAttack;
import org.harmonicsweep.metrics.robustness.Margin;
import org.harmonicsweep.metrics.robustness.Region;
import org.harmonicsweep.metrics.robustness.Robustness;
import org.harmonicsweep.metrics.robustness.RobustnessMeasurement;
import org.harmonicsweep.metrics.robustness.Stability;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;
import org.harmonicsweep.metrics.spectrum.GaussianMeasure;
import org.harmonicsweep.metrics.spectrum.LineFamily;
import org.harmonicsweep.metrics.spectrum.LineSpectrum;
import org.harmonicsweep.metrics.spectrum.NoiseStability;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;
import org.harmonicsweep.metrics.theory.LinearEnergies;
import org.harmonicsweep.metrics.theory.ModeMeasurement;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.results.ResultColumns.StudyStamp;
import org.harmonicsweep.training.EpochLosses;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.DataIdentity;
import org.harmonicsweep.trial.EncoderVariance;
import org.harmonicsweep.trial.Engine;
import org.harmonicsweep.trial.InputNoise;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Training;
import org.harmonicsweep.trial.Trial;

/** A trial, a stamp and outcomes whose every number is its own, so that a mix-up shows. */
final class SampleResults {
  static final StudyStamp STAMP = new StudyStamp("variance", "p".repeat(64), "m".repeat(64));
  static final Provenance PROVENANCE =
      new Provenance(3.5, 2.5, 3.25, "node", "2025-01-01T00:00:00Z", "17.0.9", "amd64/512", 2);

  private SampleResults() {}

  static Trial trial() {
    return new Trial(
        new Model(
            Architecture.dense("small", List.of(96, 48), List.of(48, 96), Activation.TANH),
            3,
            Likelihood.GAUSSIAN,
            EncoderVariance.fixed(0.25),
            1.5,
            InputNoise.denoising(0.1)),
        new Training(2, 100, 1e-3),
        new Seeds(7, 4),
        DataIdentity.ofVectors("d".repeat(64), 784, 9000, 1000),
        Engine.strict());
  }

  static TrialOutcome completed() {
    return new TrialOutcome.Completed(vae(), measurements());
  }

  static TrialRow row(Trial trial, TrialOutcome outcome) {
    return ResultColumns.row(STAMP, new TrialResult(trial, outcome, 2.5, 1, 3.25), PROVENANCE);
  }

  static TrialRow row() {
    return row(trial(), completed());
  }

  static TrainedVae vae() {
    Network layer =
        Network.of(
            List.of(new DenseLayer(1, 1, new float[] {1}, new float[] {0}, Activation.LINEAR)));
    return new TrainedVae(
        layer,
        Optional.empty(),
        layer,
        EncoderVariance.fixed(0.25),
        List.of(new EpochLosses(1, 90, 21, 22, 23, 24), new EpochLosses(2, 180, 11, -12, 13, 14)),
        "a".repeat(64));
  }

  static Measurements measurements() {
    return new Measurements(
        Optional.of(spectrum()), Optional.of(lipschitz()), Optional.of(robustness()), theory());
  }

  static SpectrumMeasurement spectrum() {
    return new SpectrumMeasurement(
        List.of(
            line(MeasuredNetwork.DECODER, LineFamily.ISOTROPIC, 100),
            line(MeasuredNetwork.DECODER, LineFamily.SCALED, 200),
            line(MeasuredNetwork.ENCODER, LineFamily.ISOTROPIC, 300),
            line(MeasuredNetwork.ENCODER, LineFamily.CHORD, 400)),
        List.of(
            new GaussianMeasure(
                MeasuredNetwork.DECODER,
                "hermite_degree",
                "prior",
                OptionalDouble.empty(),
                OptionalDouble.of(1.75)),
            new GaussianMeasure(
                MeasuredNetwork.DECODER,
                "split",
                "prior",
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.0625))),
        List.of(
            new NoiseStability(
                MeasuredNetwork.DECODER,
                "prior",
                0.5,
                OptionalDouble.of(0.375),
                OptionalDouble.empty())));
  }

  static LipschitzMeasurement lipschitz() {
    return new LipschitzMeasurement(
        List.of(
            bracket(MeasuredNetwork.ENCODER, 2),
            bracket(MeasuredNetwork.DECODER, 3),
            bracket(MeasuredNetwork.RECONSTRUCT, 6)),
        Optional.of(new LocalBracket(2.5, List.of(0.5, -0.5), 3.5, 4, List.of(0.25, -0.25), 2.75)));
  }

  static RobustnessMeasurement robustness() {
    return new RobustnessMeasurement(
        List.of(new Stability(Robustness.DEVIATION, 501, 502, 503, 504, 505)),
        List.of(
            new DamageAt(new Region(Robustness.RADIUS, false), 511, 512, 513, 514, 515),
            new DamageAt(new Region(Robustness.RADIUS, true), 521, 522, 523, 524, 525)),
        List.of(
            new Margin(OptionalDouble.of(2), OptionalDouble.of(0.5), 0.75),
            new Margin(OptionalDouble.empty(), OptionalDouble.of(1.5), 0.875)),
        Optional.of(new LatentAttack(Robustness.RADIUS, 531, 532)),
        Optional.of(new CertifiedMargins(OptionalDouble.of(541), OptionalDouble.of(542))));
  }

  static TheoryMeasurement theory() {
    return new TheoryMeasurement(
        OptionalDouble.of(2.25),
        OptionalDouble.of(3.25),
        OptionalDouble.empty(),
        Optional.of(new LinearEnergies(4.25, 5.25, 6.25)),
        OptionalDouble.of(1),
        OptionalDouble.of(1.125),
        OptionalDouble.of(1.375),
        OptionalDouble.of(0.25),
        OptionalDouble.of(Double.NaN),
        List.of(
            new ModeMeasurement(
                1, "decoder_gain", OptionalDouble.of(1.5), OptionalDouble.of(1.625), 0.125),
            new ModeMeasurement(
                2, "encoder_gain", OptionalDouble.empty(), OptionalDouble.of(0), 0.25)));
  }

  static LineSpectrum line(MeasuredNetwork network, LineFamily family, double base) {
    Function<Double, OptionalDouble> value = offset -> OptionalDouble.of(base + offset);
    return new LineSpectrum(
        network,
        family,
        List.of(0.0, 0.25, 0.5),
        List.of(0.0, 4.0, Double.POSITIVE_INFINITY),
        0.5,
        1e-9,
        value.apply(1.0),
        value.apply(2.0),
        value.apply(3.0),
        OptionalDouble.empty());
  }

  static LipschitzBracket bracket(MeasuredNetwork network, double lower) {
    return new LipschitzBracket(
        network,
        lower,
        List.of(0.5, -0.5),
        1.5 * lower,
        2 * lower,
        "eclipse_fast",
        4 * lower,
        3 * lower,
        OptionalDouble.of(2 * lower),
        Optional.of(new SlopeBound(2.5 * lower, 1e-4, 9)),
        List.of(lower, 4.0));
  }
}
