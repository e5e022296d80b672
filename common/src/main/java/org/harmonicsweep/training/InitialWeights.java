package org.harmonicsweep.training;

import java.util.List;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.Seeds;

/**
 * Weights uniform in ±√(6 / (inputs + outputs)) and biases of 0 (Glorot and Bengio, "Understanding
 * the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16).
 *
 * <p>Every layer has a stream of its own, named by its place: {@code init-encoder-0} …, {@code
 * init-mean}, {@code init-log-variance}, {@code init-decoder-0} …, the output layer being the last
 * of these. Models whose layers agree in place and shape therefore start alike there, whatever else
 * differs; in particular all encoder variances do.
 */
final class InitialWeights {
  private final Seeds seeds;

  InitialWeights(Seeds seeds) {
    this.seeds = seeds;
  }

  void fill(Vae vae) {
    List<Chain.Layer> encoder = vae.encoderLayers();
    for (int i = 0; i < encoder.size() - 1; i++) {
      Matrix weights = encoder.get(i).weights().values();
      fill("init-encoder-" + i, weights, 0, weights.columns());
    }
    Matrix heads = encoder.get(encoder.size() - 1).weights().values();
    fill("init-mean", heads, 0, vae.latent());
    if (heads.columns() > vae.latent()) {
      fill("init-log-variance", heads, vae.latent(), vae.latent());
    }
    List<Chain.Layer> decoder = vae.decoderLayers();
    for (int i = 0; i < decoder.size(); i++) {
      Matrix weights = decoder.get(i).weights().values();
      fill("init-decoder-" + i, weights, 0, weights.columns());
    }
  }

  /** Fills some columns as the matrix of one layer. */
  private void fill(String name, Matrix weights, int column, int columns) {
    RandomStream stream = new RandomStream(seeds.key(name));
    double most = Math.sqrt(6.0 / (weights.rows() + columns));
    for (int i = 0; i < weights.rows(); i++) {
      int at = weights.offset() + i * weights.columns() + column;
      for (int j = 0; j < columns; j++) {
        double uniform = stream.uniform((long) i * columns + j);
        weights.values()[at + j] = (float) (most * (2 * uniform - 1));
      }
    }
  }
}
