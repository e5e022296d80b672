package org.harmonicsweep.metrics.spectrum;

import java.util.List;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.network.Network;
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

  /**
   * Measures a decoder alone, under the prior z ~ N(0, I): what {@link #measure} gives for it
   * there, bit for bit.
   *
   * <p>What asks for the posterior of an encoder is not there.
   *
   * @param decoder z ↦ E[x | z]
   */
  public static SpectrumMeasurement ofDecoder(Network decoder, Seeds seeds) {
    Draws draws = new Draws(seeds);
    NetworkMap map = NetworkMap.rotated(decoder);
    return new SpectrumMeasurement(
        List.of(LineSpectra.ofDecoder(map, draws)),
        GaussianMeasures.ofDecoder(map, draws),
        NoiseStabilities.ofDecoder(map, draws));
  }

  /**
   * Measures an encoder mean alone, on held-out data: what {@link #measure} gives for it, but for
   * the rounding of the Hermite degree's sum.
   *
   * <p>What asks for the encoder's variance is not there.
   *
   * @param encoder x ↦ μ(x)
   * @param test held-out samples of as many features as the encoder has inputs
   */
  public static SpectrumMeasurement ofEncoder(Network encoder, Dataset test, Seeds seeds) {
    Draws draws = new Draws(seeds);
    HeldOut heldOut = HeldOut.of(test, draws.stream("rows"));
    NetworkMap map = new NetworkMap(encoder);
    return new SpectrumMeasurement(
        LineSpectra.ofEncoder(map, heldOut, draws),
        GaussianMeasures.ofEncoder(map, heldOut, draws),
        List.of());
  }
}
