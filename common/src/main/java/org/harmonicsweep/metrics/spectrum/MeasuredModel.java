package org.harmonicsweep.metrics.spectrum;

import java.util.Optional;
import org.harmonicsweep.data.Dataset;
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
 * @param draws of the replicate
 */
record MeasuredModel(
    NetworkMap encoder,
    NetworkMap decoder,
    Optional<NetworkMap> logVariance,
    HeldOut heldOut,
    AggregatePosterior posterior,
    Draws draws) {

  static MeasuredModel of(TrainedVae vae, Dataset test, Seeds seeds) {
    Draws draws = new Draws(seeds);
    HeldOut heldOut = HeldOut.of(test, draws.stream("rows"));
    return new MeasuredModel(
        new NetworkMap(vae.encoderMean()),
        NetworkMap.rotated(vae.decoder()),
        vae.encoderLogVariance().map(NetworkMap::new),
        heldOut,
        AggregatePosterior.of(vae, heldOut),
        draws);
  }

  /** Returns the encoder mean with each output in deviations of the aggregate posterior. */
  NetworkMap scaledEncoder() {
    return encoder.divided(posterior.mixtureDeviations());
  }

  int latent() {
    return posterior.latent();
  }
}
