package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;

/**
 * A variational autoencoder in training: its parameters, and one batch's losses and gradients.
 *
 * <p>The parameters lie in this order, each layer's weights before its biases: the encoder's hidden
 * layers, one layer for all heads (columns: means, then log-variances if learned), the decoder's
 * hidden layers, its output layer.
 */
final class Vae {
  private final Kernels kernels;
  private final Likelihood likelihood;
  private final int latent;
  private final Posterior posterior;
  private final Parameters parameters;
  private final Chain encoder;
  private final Chain decoder;
  private final Matrix z;
  private final Matrix zGradient;
  private final Matrix codeGradient;
  private final Matrix losses;

  /**
   * Creates a model with parameters of zero.
   *
   * @param rows most rows of a batch
   */
  Vae(Kernels kernels, Model model, int features, int rows) {
    this.kernels = kernels;
    this.likelihood = model.likelihood();
    this.latent = model.latent();
    this.posterior = Posterior.of(model.encoderVariance(), kernels, rows, latent);
    int code = posterior.heads() * latent;
    Architecture architecture = model.architecture();
    List<Integer> inwards = widths(features, architecture.encoder(), code);
    List<Integer> outwards = widths(latent, architecture.decoder(), features);
    this.parameters = new Parameters(size(inwards) + size(outwards));
    this.encoder = new Chain(kernels, layers(inwards, architecture.activation()), rows);
    this.decoder = new Chain(kernels, layers(outwards, architecture.activation()), rows);
    this.z = Matrix.zeros(rows, latent);
    this.zGradient = Matrix.zeros(rows, latent);
    this.codeGradient = Matrix.zeros(rows, code);
    this.losses = Matrix.zeros(rows, features);
  }

  /**
   * Losses summed over a batch, in nats.
   *
   * @param reconstruction ½‖x − x̂‖² or cross-entropy
   * @param kl KL(q(z | x) ‖ N(0, I))
   */
  record BatchLosses(double reconstruction, double kl) {
    double total(double klWeight) {
      return reconstruction + klWeight * kl;
    }
  }

  /**
   * Rows to encode, what the decoder should give back, and ε.
   *
   * @param input shape {@code [rows, features]}
   * @param target of the same shape, may be the same
   * @param noise shape {@code [rows, latent]}
   */
  record Batch(Matrix input, Matrix target, Matrix noise) {
    int rows() {
      return input.rows();
    }
  }

  /** Returns the losses alone. */
  BatchLosses evaluate(Batch batch) {
    return forward(batch, encoder.forward(batch.input()), z.first(batch.rows())).losses();
  }

  /** Returns the losses and writes the gradient of their weighted mean over the rows. */
  BatchLosses differentiate(Batch batch, double klWeight) {
    Matrix input = batch.input();
    Matrix code = encoder.forward(input);
    Matrix sample = z.first(batch.rows());
    Forward forward = forward(batch, code, sample);
    Matrix sampleGradient = zGradient.first(batch.rows());
    decoder.backward(sample, forward.outputGradient(), sampleGradient);
    Matrix gradient = codeGradient.first(batch.rows());
    float weight = (float) (klWeight / batch.rows());
    posterior.differentiate(code, batch.noise(), sampleGradient, weight, gradient);
    encoder.backward(input, gradient);
    return forward.losses();
  }

  private record Forward(BatchLosses losses, Matrix outputGradient) {}

  private Forward forward(Batch batch, Matrix code, Matrix sample) {
    double kl = posterior.sample(code, batch.noise(), sample);
    Matrix output = decoder.forward(sample);
    Matrix loss = losses.first(batch.rows());
    float scale = 1f / batch.rows();
    switch (likelihood) {
      case GAUSSIAN -> kernels.squaredError(batch.target(), scale, output, loss);
      case BERNOULLI -> kernels.crossEntropy(batch.target(), scale, output, loss);
    }
    return new Forward(new BatchLosses(loss.sum(), kl), output);
  }

  int latent() {
    return latent;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Returns the encoder's layers, the heads last. */
  List<Chain.Layer> encoderLayers() {
    return encoder.layers();
  }

  /** Returns the decoder's layers; the last one gives logits where the likelihood is Bernoulli. */
  List<Chain.Layer> decoderLayers() {
    return decoder.layers();
  }

  private static List<Integer> widths(int first, List<Integer> hidden, int last) {
    List<Integer> widths = new ArrayList<>();
    widths.add(first);
    widths.addAll(hidden);
    widths.add(last);
    return widths;
  }

  private static int size(List<Integer> widths) {
    long size = 0;
    for (int i = 1; i < widths.size(); i++) {
      size += (widths.get(i - 1) + 1L) * widths.get(i);
    }
    return Math.toIntExact(size);
  }

  private List<Chain.Layer> layers(List<Integer> widths, Activation hidden) {
    List<Chain.Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.size(); i++) {
      layers.add(
          new Chain.Layer(
              parameters.take(widths.get(i - 1), widths.get(i)),
              parameters.take(1, widths.get(i)),
              i < widths.size() - 1 ? hidden : Activation.LINEAR));
    }
    return List.copyOf(layers);
  }
}
