package org.harmonicsweep.metrics.spectrum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;

/**
 * A network as a batch map.
 *
 * <p>Along a line the first layer is affine in t: it is evaluated once at the base and once for the
 * direction, and the network that remains has a single input.
 *
 * @param network to be evaluated
 */
record NetworkMap(Network network) implements BatchMap {

  /**
   * Returns a map whose outputs are those of the network, rotated into as few dimensions as a
   * linear last layer leaves them.
   *
   * <p>Every measure of this package sums squares over the outputs and so does not see a rotation.
   * With h inputs to the last layer the outputs x W + b lie in h + 1 dimensions: from the
   * triangular L of {@code [W; b] = L Q}, Q with orthonormal rows, {@code ‖x W + b‖ = ‖[x 1] L‖}
   * for every x. An image of 784 values after 96 hidden ones has 97. A last layer with an
   * activation stays as it is.
   */
  static NetworkMap rotated(Network network) {
    List<Layer> layers = new ArrayList<>(network.layers());
    int last = layers.size() - 1;
    Layer layer = layers.get(last);
    if (layer.activation() != Activation.LINEAR || layer.outputs() <= layer.inputs() + 1) {
      return new NetworkMap(network);
    }
    layers.set(last, layer.match(NetworkMap::rotated, convolution -> convolution));
    return new NetworkMap(Network.of(layers));
  }

  /**
   * Returns this map with each output divided by a number of its own.
   *
   * @param units shape {@code [outputs]}, above 0
   */
  NetworkMap divided(double[] units) {
    float[] weights = new float[units.length * units.length];
    for (int j = 0; j < units.length; j++) {
      weights[j * units.length + j] = (float) (1 / units[j]);
    }
    DenseLayer division =
        new DenseLayer(
            units.length, units.length, weights, new float[units.length], Activation.LINEAR);
    List<Layer> layers = new ArrayList<>(network.layers());
    layers.add(division);
    return new NetworkMap(Network.of(layers));
  }

  private static Layer rotated(DenseLayer layer) {
    int inputs = layer.inputs();
    int outputs = layer.outputs();
    DMatrixRMaj transposed = new DMatrixRMaj(outputs, inputs + 1);
    for (int j = 0; j < outputs; j++) {
      for (int i = 0; i < inputs; i++) {
        transposed.set(j, i, layer.weights()[i * outputs + j]);
      }
      transposed.set(j, inputs, layer.biases()[j]);
    }
    QRDecomposition<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.qr(outputs, inputs + 1);
    decomposition.decompose(transposed);
    DMatrixRMaj upper = decomposition.getR(null, true);
    float[] lower = new float[(inputs + 1) * (inputs + 1)];
    for (int i = 0; i <= inputs; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i * (inputs + 1) + j] = (float) upper.get(j, i);
      }
    }
    int weights = inputs * (inputs + 1);
    return new DenseLayer(
        inputs,
        inputs + 1,
        Arrays.copyOf(lower, weights),
        Arrays.copyOfRange(lower, weights, lower.length),
        Activation.LINEAR);
  }

  @Override
  public float[] apply(float[] x, int rows) {
    return network.apply(x, rows);
  }

  @Override
  public IntFunction<BatchMap> along(Lines lines) {
    Layer first = network.layers().get(0);
    Network affine =
        Network.of(
            List.of(Layer.of(first.shape(), first.weights(), first.biases(), Activation.LINEAR)));
    float[] offsets = affine.apply(lines.bases(), lines.count());
    float[] slopes = affine.jvp(lines.bases(), lines.directions(), lines.count());
    return line -> {
      int start = line * first.outputs();
      int end = start + first.outputs();
      List<Layer> layers = new ArrayList<>(network.layers());
      layers.set(
          0,
          new DenseLayer(
              1,
              first.outputs(),
              Arrays.copyOfRange(slopes, start, end),
              Arrays.copyOfRange(offsets, start, end),
              first.activation()));
      return new NetworkMap(Network.of(layers));
    };
  }
}
