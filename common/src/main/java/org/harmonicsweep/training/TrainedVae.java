package org.harmonicsweep.training;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.EncoderVariance;

/**
 * A trained variational autoencoder.
 *
 * @param encoderMean x ↦ μ(x)
 * @param encoderLogVariance x ↦ log σ²(x), present when the variance is learned
 * @param decoder z ↦ E[x | z], with the likelihood's output activation
 * @param encoderVariance fixed or learned
 * @param curve losses per epoch, in order, not empty
 * @param weightsDigest SHA-256 over the bits of all parameters
 */
public record TrainedVae(
    Network encoderMean,
    Optional<Network> encoderLogVariance,
    Network decoder,
    EncoderVariance encoderVariance,
    List<EpochLosses> curve,
    String weightsDigest) {
  public TrainedVae {
    curve = List.copyOf(curve);
  }

  /** Returns x ↦ decoder(μ(x)). */
  public Network reconstruct() {
    return encoderMean.then(decoder);
  }

  /** Returns the losses after the last epoch. */
  public EpochLosses last() {
    return curve.get(curve.size() - 1);
  }
}
