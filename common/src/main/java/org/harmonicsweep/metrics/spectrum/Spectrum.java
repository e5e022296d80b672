package org.harmonicsweep.metrics.spectrum;

import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Seeds;

/** Entry point of this package. */
public final class Spectrum {
  private Spectrum() {}

  /** Measures a trained model on held-out data. */
  public static SpectrumMeasurement measure(TrainedVae vae, Dataset test, Seeds seeds) {
    throw new UnsupportedOperationException("to be written");
  }
}
