package org.harmonicsweep.deploy;

/** Studies that train in no time. */
final class TinyStudy {
  /** Four trials of some milliseconds each. */
  static final String TEXT =
      """
      study: tiny
      question: Does it run?
      data: {source: linear_gaussian, samples: 60, deviations: [2, 1], test_fraction: 0.2}
      model: {latent: 1, likelihood: gaussian}
      architectures:
        small: {encoder: [4], decoder: [4], activation: tanh}
      grid:
        architecture: [small]
        encoder_variance: [0.1, learned]
      replicates: 2
      training: {epochs: 2, batch: 10, learning_rate: 1e-2}
      metrics: [spectrum, lipschitz]
      """;

  private TinyStudy() {}
}
