package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.Layout;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.SampleShape;

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

  /**
   * Creates a model with parameters of zero.
   *
   * @param rows most rows of a batch
   */
  Vae(Kernels kernels, Model model, SampleShape data, int rows) {
    this.kernels = kernels;
    this.likelihood = model.likelihood();
    this.latent = model.latent();
    this.posterior = Posterior.of(model.encoderVariance(), kernels, rows, latent);
    Layout layout = Layout.of(model, data);
    Activation hidden = model.architecture().activation();
    this.parameters = new Parameters(size(layout.all()));
    List<LayerShape> inwards = new ArrayList<>(layout.encoder());
    inwards.add(layout.heads());
    this.encoder = new Chain(kernels, layers(inwards, hidden), rows);
    this.decoder = new Chain(kernels, layers(layout.decoder(), hidden), rows);
    this.z = Matrix.zeros(rows, latent);
    this.zGradient = Matrix.zeros(rows, latent);
    this.codeGradient = Matrix.zeros(rows, layout.heads().output().size());
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
    float scale = 1f / batch.rows();
    double reconstruction =
        switch (likelihood) {
          case GAUSSIAN -> kernels.squaredError(batch.target(), scale, output);
          case BERNOULLI -> kernels.crossEntropy(batch.target(), scale, output);
        };
    return new Forward(new BatchLosses(reconstruction, kl), output);
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

  private static int size(List<LayerShape> layers) {
    return Math.toIntExact(layers.stream().mapToLong(LayerShape::parameters).sum());
  }

  private List<Chain.Layer> layers(List<LayerShape> shapes, Activation hidden) {
    List<Chain.Layer> layers = new ArrayList<>();
    for (LayerShape shape : shapes) {
      boolean last = layers.size() == shapes.size() - 1;
      layers.add(
          new Chain.Layer(
              shape,
              parameters.take(shape.weightRows(), shape.weightColumns()),
              parameters.take(1, shape.biases()),
              last ? Activation.LINEAR : hidden));
    }
    return List.copyOf(layers);
  }
}
