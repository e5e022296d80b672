package org.harmonicsweep.metrics.spectrum;

import java.util.Optional;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Seeds;

/**
 * A trained model with all that its measures share.
 *
 * @param encoder x ↦ μ(x)
 * @param decoder z ↦ E[x | z], rotated where its last layer is linear
 * @param logVariance x ↦ log σ²(x), where the variance is learned
 * @param heldOut samples in use
 * @param posterior of those samples
 * @param seeds of the replicate
 */
record MeasuredModel(
    NetworkMap encoder,
    NetworkMap decoder,
    Optional<NetworkMap> logVariance,
    HeldOut heldOut,
    AggregatePosterior posterior,
    Seeds seeds) {

  static MeasuredModel of(TrainedVae vae, Dataset test, Seeds seeds) {
    HeldOut heldOut = HeldOut.of(test, stream(seeds, "rows"));
    return new MeasuredModel(
        new NetworkMap(vae.encoderMean()),
        NetworkMap.rotated(vae.decoder()),
        vae.encoderLogVariance().map(NetworkMap::new),
        heldOut,
        AggregatePosterior.of(vae, heldOut),
        seeds);
  }

  /** Returns the encoder mean with each output in deviations of the aggregate posterior. */
  NetworkMap scaledEncoder() {
    return encoder.divided(posterior.mixtureDeviations());
  }

  int latent() {
    return posterior.latent();
  }

  /** Returns a stream of the replicate: the same numbers for all its models. */
  RandomStream stream(String name) {
    return stream(seeds, name);
  }

  /** Returns standard normals from the start of a stream. */
  float[] normals(String name, int count) {
    float[] values = new float[count];
    stream(name).normals(0, values, 0, count);
    return values;
  }

  private static RandomStream stream(Seeds seeds, String name) {
    return new RandomStream(seeds.key("metric-" + name));
  }
}
