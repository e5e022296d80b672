package org.harmonicsweep.metrics.spectrum;

import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Seeds;

/** Entry point of this package. */
public final class Spectrum {
  private Spectrum() {}

  /**
   * Measures a trained model on held-out data.
   *
   * <p>Deterministic: the same model, data and seeds give the same bits on every machine. Uses at
   * most {@link HeldOut#MOST} samples; a measure that is not defined is empty, never NaN.
   *
   * @param test held-out samples of as many features as the encoder has inputs
   * @param seeds of the replicate; streams with names that start with {@code metric-} are used
   */
  public static SpectrumMeasurement measure(TrainedVae vae, Dataset test, Seeds seeds) {
    MeasuredModel model = MeasuredModel.of(vae, test, seeds);
    return new SpectrumMeasurement(
        LineSpectra.of(model), GaussianMeasures.of(model), NoiseStabilities.of(model));
  }
}
