package org.harmonicsweep.metrics.spectrum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.EncoderVariance;

/** Models with random weights, made by hand. */
final class Models {
  private Models() {}

  /** Returns a tanh network of the given widths with a linear last layer. */
  static Network network(long seed, double gain, int... widths) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < widths.length; i++) {
      float[] weights = new float[widths[i] * widths[i + 1]];
      float[] biases = new float[widths[i + 1]];
      RandomStream stream = new RandomStream(seed * 31 + i);
      stream.normals(0, weights, 0, weights.length);
      stream.normals(weights.length, biases, 0, biases.length);
      double scale = gain / Math.sqrt(widths[i]);
      for (int k = 0; k < weights.length; k++) {
        weights[k] = (float) (weights[k] * scale);
      }
      boolean last = i + 2 == widths.length;
      layers.add(
          new DenseLayer(
              widths[i],
              widths[i + 1],
              weights,
              biases,
              last ? Activation.LINEAR : Activation.TANH));
    }
    return Network.of(layers);
  }

  static TrainedVae fixed(Network encoder, Network decoder, double variance) {
    return new TrainedVae(
        encoder, Optional.empty(), decoder, EncoderVariance.fixed(variance), List.of(), "");
  }

  static TrainedVae learned(Network encoder, Network logVariance, Network decoder) {
    return new TrainedVae(
        encoder, Optional.of(logVariance), decoder, EncoderVariance.learned(), List.of(), "");
  }

  /** Returns standard normal samples. */
  static Dataset data(long seed, int samples, int features) {
    float[] values = new float[samples * features];
    new RandomStream(seed).normals(0, values, 0, values.length);
    return new Dataset(samples, features, values);
  }

  /** Returns the network with the weights of one layer, and if asked its biases, times a factor. */
  static Network scaled(Network network, int index, float weights, float biases) {
    List<Layer> layers = new ArrayList<>(network.layers());
    Layer layer = layers.get(index);
    layers.set(
        index,
        new DenseLayer(
            layer.inputs(),
            layer.outputs(),
            times(layer.weights(), weights),
            times(layer.biases(), biases),
            layer.activation()));
    return Network.of(layers);
  }

  private static float[] times(float[] values, float factor) {
    float[] products = values.clone();
    for (int i = 0; i < products.length; i++) {
      products[i] *= factor;
    }
    return products;
  }
}
