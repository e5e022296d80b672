package org.harmonicsweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Sha256;

/** Copies a model's parameters into networks of their own. */
final class TrainedNetworks {
  private final Vae vae;
  private final Model model;

  TrainedNetworks(Vae vae, Model model) {
    this.vae = vae;
    this.model = model;
  }

  TrainedVae with(List<EpochLosses> curve) {
    List<Layer> trunk = new ArrayList<>();
    List<Chain.Layer> encoder = vae.encoderLayers();
    for (Chain.Layer layer : encoder.subList(0, encoder.size() - 1)) {
      trunk.add(layer(layer, layer.activation()));
    }
    Chain.Layer heads = encoder.get(encoder.size() - 1);
    Network mean = Network.of(added(trunk, head(heads, 0)));
    Optional<Network> logVariance =
        heads.shape().output().size() > vae.latent()
            ? Optional.of(Network.of(added(trunk, head(heads, vae.latent()))))
            : Optional.empty();
    Network decoder = Network.of(decoder());
    String digest = digest(mean, logVariance, decoder);
    return new TrainedVae(mean, logVariance, decoder, model.encoderVariance(), curve, digest);
  }

  private List<Layer> decoder() {
    List<Layer> layers = new ArrayList<>();
    List<Chain.Layer> decoder = vae.decoderLayers();
    for (Chain.Layer layer : decoder.subList(0, decoder.size() - 1)) {
      layers.add(layer(layer, layer.activation()));
    }
    Chain.Layer output = decoder.get(decoder.size() - 1);
    layers.add(layer(output, model.likelihood().outputActivation()));
    return layers;
  }

  private static List<Layer> added(List<Layer> layers, Layer last) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(last);
    return all;
  }

  private static Layer layer(Chain.Layer layer, Activation activation) {
    return Layer.of(
        layer.shape(),
        layer.weights().values().toArray(),
        layer.biases().values().toArray(),
        activation);
  }

  private DenseLayer head(Chain.Layer heads, int column) {
    float[] weights = columns(heads.weights().values(), column);
    float[] biases = columns(heads.biases().values(), column);
    int inputs = heads.shape().input().size();
    return new DenseLayer(inputs, vae.latent(), weights, biases, Activation.LINEAR);
  }

  private float[] columns(Matrix matrix, int column) {
    float[] columns = new float[matrix.rows() * vae.latent()];
    for (int i = 0; i < matrix.rows(); i++) {
      int from = matrix.offset() + i * matrix.columns() + column;
      System.arraycopy(matrix.values(), from, columns, i * vae.latent(), vae.latent());
    }
    return columns;
  }

  /**
   * Digests mean network, log-variance head and decoder, each layer's weights before its biases.
   */
  private static String digest(Network mean, Optional<Network> logVariance, Network decoder) {
    List<Layer> layers = new ArrayList<>(mean.layers());
    logVariance.ifPresent(network -> layers.add(network.layers().get(mean.layers().size() - 1)));
    layers.addAll(decoder.layers());
    Sha256 sha = new Sha256();
    for (Layer layer : layers) {
      sha.add(layer.weights()).add(layer.biases());
    }
    return sha.hex();
  }
}
