package org.harmonicsweep.training;

import java.util.List;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.Seeds;

/**
 * Weights uniform in ±√(6 / (inputs + outputs)) and biases of 0 (Glorot and Bengio, "Understanding
 * the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16); a
 * convolution's inputs and outputs are those of one kernel.
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
      fill("init-encoder-" + i, encoder.get(i));
    }
    Matrix heads = encoder.get(encoder.size() - 1).weights().values();
    double most = most(heads.rows() + vae.latent());
    fill("init-mean", heads, new Columns(0, vae.latent()), most);
    if (heads.columns() > vae.latent()) {
      fill("init-log-variance", heads, new Columns(vae.latent(), vae.latent()), most);
    }
    List<Chain.Layer> decoder = vae.decoderLayers();
    for (int i = 0; i < decoder.size(); i++) {
      fill("init-decoder-" + i, decoder.get(i));
    }
  }

  private void fill(String name, Chain.Layer layer) {
    Matrix weights = layer.weights().values();
    fill(name, weights, new Columns(0, weights.columns()), most(layer.shape().fans()));
  }

  private static double most(int fans) {
    return Math.sqrt(6.0 / fans);
  }

  /** Columns of a matrix. */
  private record Columns(int first, int count) {}

  /** Fills some columns as the matrix of one layer. */
  private void fill(String name, Matrix weights, Columns columns, double most) {
    RandomStream stream = new RandomStream(seeds.key(name));
    for (int i = 0; i < weights.rows(); i++) {
      int at = weights.offset() + i * weights.columns() + columns.first();
      for (int j = 0; j < columns.count(); j++) {
        double uniform = stream.uniform((long) i * columns.count() + j);
        weights.values()[at + j] = (float) (most * (2 * uniform - 1));
      }
    }
  }
}
