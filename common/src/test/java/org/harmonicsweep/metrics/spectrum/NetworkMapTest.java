package org.harmonicsweep.metrics.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.metrics.spectrum.Formulas.variance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.HiddenLayer;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkMapTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rotationKeepsDistancesBetweenOutputs(long seed) {
    Network network = Models.network(seed, 1.5, 3, 8, 40);
    NetworkMap rotated = NetworkMap.rotated(network);
    float[] x = Models.data(seed, 20, 3).values();

    float[] before = network.apply(x, 20);
    float[] after = rotated.apply(x, 20);

    assertThat(rotated.network().outputs()).isEqualTo(9);
    assertThat(norm(before, 0, 40)).isCloseTo(norm(after, 0, 9), within(1e-5));
    for (int row = 1; row < 20; row++) {
      // weights and outputs rounded to 24 bits
      assertThat(distance(after, row, 9)).isCloseTo(distance(before, row, 40), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rotationChangesNoMeasure(long seed) {
    Network network = Models.network(seed, 1.5, 3, 8, 40);
    NetworkMap rotated = NetworkMap.rotated(network);
    Sample sample = new Sample(100, Models.data(seed, 100, 3).values());
    double[] units = {1, 1, 1};

    double[] before = power(network::apply, seed);
    double[] after = power(rotated, seed);
    double total = PowerSpectrum.total(before);

    for (int k = 0; k < before.length; k++) {
      // rounding adds 1e-7 of the outputs' size to each amplitude, spread over the frequencies
      double tolerance = 1e-6 * before[k] + 3e-8 * Math.sqrt(before[k] * total) + 1e-14 * total;
      assertThat(after[k]).isCloseTo(before[k], within(tolerance));
    }
    double variance = variance(network::apply, sample).orElseThrow();
    assertThat(variance(rotated, sample).orElseThrow())
        .isCloseTo(variance, within(1e-6 * variance));
    double energy = HermiteDegree.energy(network::jvp, sample, units);
    assertThat(HermiteDegree.energy(rotated.network()::jvp, sample, units))
        .isCloseTo(energy, within(1e-6 * energy));
  }

  @Test
  void outputsWithAnActivationAreNotRotated() {
    Network linear = Models.network(1, 1, 3, 8, 40);
    Layer last = linear.layers().get(1);
    Network logistic =
        Network.of(
            List.of(
                linear.layers().get(0),
                new DenseLayer(8, 40, last.weights(), last.biases(), Activation.LOGISTIC)));

    assertThat(NetworkMap.rotated(logistic).network()).isSameAs(logistic);
  }

  @Test
  void fewOutputsAreNotRotated() {
    Network network = Models.network(1, 1, 3, 8, 9);

    assertThat(NetworkMap.rotated(network).network()).isSameAs(network);
  }

  @Test
  void lastLayerWithoutWeightsIsRotatedToItsBias() {
    Network network = Models.scaled(Models.network(1, 1, 3, 2, 40), 1, 0, 1);

    float[] y = NetworkMap.rotated(network).apply(new float[3], 1);

    assertThat(y).hasSize(3);
    assertThat(norm(y, 0, 3)).isCloseTo(norm(network.apply(new float[3], 1), 0, 40), within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networkAlongALineIsTheNetworkAtItsPoints(long seed) {
    Network network = Models.network(seed, 1, 6, 8, 3);
    Lines lines = lines(seed, 6);
    float[] t = {-2, 0, 0.5f, 3};

    for (int line = 0; line < lines.count(); line++) {
      float[] restricted = new NetworkMap(network).along(lines).apply(line).apply(t, 4);
      float[] points = network.apply(lines.points(line, t), 4);
      for (int i = 0; i < points.length; i++) {
        // sums of six products in another order
        assertThat(restricted[i]).isCloseTo(points[i], within(1e-5f));
      }
    }
  }

  /** A convolution of 6 x 5 pixels, another, and a transposed one. */
  private static Network convolutional(long seed) {
    LayerShape first =
        new HiddenLayer.Convolution(3, new Window(3, 1, 1)).on(new SampleShape(6, 5, 2));
    LayerShape second = new HiddenLayer.Convolution(4, new Window(2, 2, 0)).on(first.output());
    LayerShape third =
        new HiddenLayer.TransposedConvolution(2, new Window(3, 2, 1), 1).on(second.output());
    RandomStream normals = new RandomStream(seed);
    List<Layer> layers = new ArrayList<>();
    for (LayerShape shape : List.of(first, second, third)) {
      float[] weights = new float[shape.weightRows() * shape.weightColumns()];
      float[] biases = new float[shape.biases()];
      normals.normals(1000L * layers.size(), weights, 0, weights.length);
      normals.normals(1000L * layers.size() + 500, biases, 0, biases.length);
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= 0.3f;
      }
      layers.add(Layer.of(shape, weights, biases, Activation.TANH));
    }
    return Network.of(layers);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void convolutionalNetworkAlongALineIsTheNetworkAtItsPoints(long seed) {
    Network network = convolutional(seed);
    Lines lines = lines(seed, 60);
    float[] t = {-2, 0, 0.5f, 3};

    for (int line = 0; line < lines.count(); line++) {
      float[] restricted = new NetworkMap(network).along(lines).apply(line).apply(t, 4);
      float[] points = network.apply(lines.points(line, t), 4);
      for (int i = 0; i < points.length; i++) {
        // sums of up to 48 products in another order
        assertThat(restricted[i]).isCloseTo(points[i], within(2e-5f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void convolutionalNetworkHasThePowerOfItsPoints(long seed) {
    Network network = convolutional(seed);
    Lines lines = lines(seed, 60);
    double[] brute = power(network::apply, lines);
    double[] measured = power(new NetworkMap(network), lines);
    double total = PowerSpectrum.total(brute);

    for (int k = 0; k < brute.length; k++) {
      // rounding adds 1e-7 of the outputs' size to each amplitude, spread over the frequencies
      double tolerance = 1e-5 * brute[k] + 3e-7 * Math.sqrt(brute[k] * total) + 1e-13 * total;
      assertThat(measured[k]).isCloseTo(brute[k], within(tolerance));
    }
  }

  @Test
  void affineNetworkAlongALineIsAffine() {
    Network network = Models.network(4, 1, 6, 3);
    Lines lines = lines(4, 6);

    float[] y = new NetworkMap(network).along(lines).apply(1).apply(new float[] {0, 1, 2}, 3);

    for (int j = 0; j < 3; j++) {
      assertThat(y[6 + j] - y[3 + j]).isCloseTo(y[3 + j] - y[j], within(1e-5f));
    }
  }

  private static double[] power(BatchMap map, long seed) {
    return power(map, lines(seed, 3));
  }

  private static double[] power(BatchMap map, Lines lines) {
    return LinePower.along(lines, LineGrid.UNIT, List.of(map)).get(0).power();
  }

  private static Lines lines(long seed, int inputs) {
    float[] bases = Models.data(seed + 20, 4, inputs).values();
    double[] units = new double[inputs];
    Arrays.fill(units, 1);
    return Lines.isotropic(bases, units, new RandomStream(seed));
  }

  private static double norm(float[] values, int from, int count) {
    double squares = 0;
    for (int i = from; i < from + count; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  private static double distance(float[] rows, int row, int width) {
    float[] change = new float[width];
    for (int j = 0; j < width; j++) {
      change[j] = rows[row * width + j] - rows[j];
    }
    return norm(change, 0, width);
  }
}
