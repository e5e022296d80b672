package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.EpochLosses;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.EncoderVariance;

/** Networks made for tests. */
final class Nets {
  private Nets() {}

  /** A layer x ↦ φ(x W + b) from the matrix Wᵀ as it is written, one row per output. */
  static DenseLayer layer(Activation activation, double[][] rows) {
    int outputs = rows.length;
    int inputs = rows[0].length;
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < outputs; j++) {
        weights[i * outputs + j] = (float) rows[j][i];
      }
    }
    return new DenseLayer(inputs, outputs, weights, new float[outputs], activation);
  }

  /** Hidden layers with the given activation, the last layer linear, no biases. */
  static Network written(Activation hidden, double[][]... matrices) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int k = 0; k < matrices.length; k++) {
      boolean last = k == matrices.length - 1;
      layers.add(layer(last ? Activation.LINEAR : hidden, matrices[k]));
    }
    return Network.of(layers);
  }

  /** Gaussian weights of variance scale² / inputs and biases of variance 1/4. */
  static Network random(long seed, int[] widths, Activation hidden, Activation last, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DenseLayer> layers = new ArrayList<>();
    for (int k = 1; k < widths.length; k++) {
      float[] weights = new float[widths[k - 1] * widths[k]];
      float[] biases = new float[widths[k]];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextGaussian() * scale / Math.sqrt(widths[k - 1]));
      }
      for (int i = 0; i < biases.length; i++) {
        biases[i] = (float) (random.nextGaussian() / 2);
      }
      layers.add(
          new DenseLayer(
              widths[k - 1], widths[k], weights, biases, k == widths.length - 1 ? last : hidden));
    }
    return Network.of(layers);
  }

  /** The published deterministic nets: sizes 4, width, …, width, 1. */
  static Network published(int layers, int width) {
    LegacyNumpy random = new LegacyNumpy(7 * width + 13 * layers);
    double[][][] matrices = new double[layers][][];
    for (int k = 0; k < layers; k++) {
      int inputs = k == 0 ? 4 : width;
      int outputs = k == layers - 1 ? 1 : width;
      double norm = random.uniform(0.4, 1.8);
      double[][] rows = new double[outputs][inputs];
      for (double[] row : rows) {
        for (int i = 0; i < inputs; i++) {
          row[i] = random.gaussian();
        }
      }
      double factor = norm / Math.sqrt(SpectralNorm.squaredUpperBound(new DMatrixRMaj(rows)));
      for (double[] row : rows) {
        Arrays.setAll(row, i -> row[i] * factor);
      }
      matrices[k] = rows;
    }
    return written(Activation.RELU, matrices);
  }

  /** The spectral norm of the product of all weights. */
  static double normOfProduct(Network network) {
    DMatrixRMaj product = CommonOps_DDRM.identity(network.inputs());
    for (Layer layer : network.layers()) {
      DMatrixRMaj next = new DMatrixRMaj(layer.inputs(), layer.outputs());
      for (int i = 0; i < next.data.length; i++) {
        next.data[i] = layer.weights()[i];
      }
      product = CommonOps_DDRM.mult(product, next, null);
    }
    return Math.sqrt(SpectralNorm.squaredUpperBound(product));
  }

  /** The same network with the weights of every layer mapped. */
  static Network mapped(Network network, UnaryOperator<Layer> map) {
    return Network.of(network.layers().stream().map(map).toList());
  }

  static Layer scaled(Layer layer, float factor) {
    float[] weights = layer.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= factor;
    }
    return new DenseLayer(
        layer.inputs(), layer.outputs(), weights, layer.biases(), layer.activation());
  }

  static TrainedVae vae(Network encoder, Network decoder) {
    return new TrainedVae(
        encoder,
        Optional.empty(),
        decoder,
        EncoderVariance.fixed(0.25),
        List.of(new EpochLosses(1, 1, 0, 0, 0, 0)),
        "digest");
  }
}
