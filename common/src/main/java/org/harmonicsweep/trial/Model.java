package org.harmonicsweep.trial;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * The model and objective of a trial: one cell of the grid.
 *
 * @param architecture hidden layers
 * @param latent dimensions of z, at least 1
 * @param likelihood of the data given z
 * @param encoderVariance σ² of the posterior
 * @param klWeight β, the weight of the KL term, finite and at least 0
 * @param inputNoise on the encoder's input
 */
public record Model(
    Architecture architecture,
    int latent,
    Likelihood likelihood,
    EncoderVariance encoderVariance,
    double klWeight,
    InputNoise inputNoise)
    implements Serializable {
  public Model {
    requireNonNull(architecture, "architecture is null");
    Checks.atLeast(1, "latent", latent);
    requireNonNull(likelihood, "likelihood is null");
    requireNonNull(encoderVariance, "encoder variance is null");
    Checks.atLeastZero("KL weight", klWeight);
    requireNonNull(inputNoise, "input noise is null");
  }
}
