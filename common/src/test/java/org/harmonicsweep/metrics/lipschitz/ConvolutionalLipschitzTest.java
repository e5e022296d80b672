package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.DoubleKernels;
import org.harmonicsweep.kernel.DoubleMatrix;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionalLipschitzTest {
  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static LipschitzMeasurement measure(Network encoder, Network decoder) {
    float[] values = Convolutions.gaussian(7, 20 * encoder.inputs(), 1);
    return Lipschitz.measure(
        Nets.vae(encoder, decoder), new Dataset(20, encoder.inputs(), values), new Seeds(7, 0));
  }

  private static Activation activation(long seed) {
    Activation[] all = Activation.values();
    return all[(int) (seed % 5)];
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lowerBoundNeverExceedsTheUpperOne(long seed) {
    double scale = new SplittableRandom(seed).nextDouble(0.5, 3);
    List<Network> both = Convolutions.random(seed, activation(seed), scale);
    Network decoder =
        seed % 2 == 0 ? Convolutions.ending(both.get(1), Activation.LOGISTIC) : both.get(1);

    assertThat(measure(both.get(0), decoder).brackets())
        .hasSize(3)
        .allSatisfy(
            bracket -> {
              assertThat(bracket.lower()).isPositive().isLessThanOrEqualTo(bracket.upper());
              assertThat(bracket.upper()).isFinite().isLessThanOrEqualTo(bracket.product());
              assertThat(bracket.combettesPesquet()).isLessThanOrEqualTo(bracket.product());
              assertThat(bracket.eclipseFast()).isPresent();
            });
  }

  @ParameterizedTest
  @EnumSource
  void witnessGivesTheLowerBoundAgain(Activation activation) {
    List<Network> both = Convolutions.random(3, activation, 2);
    Network whole = both.get(0).then(both.get(1));
    LipschitzMeasurement measured = measure(both.get(0), both.get(1));

    assertSame(both.get(0), measured.of(MeasuredNetwork.ENCODER));
    assertSame(both.get(1), measured.of(MeasuredNetwork.DECODER));
    assertSame(whole, measured.of(MeasuredNetwork.RECONSTRUCT));
  }

  private static void assertSame(Network network, LipschitzBracket bracket) {
    // the bound is the norm less a bound of its rounding errors, which the layers carry on
    assertThat(Lipschitz.jacobianNormAt(network, bracket.witness()))
        .isBetween(bracket.lower(), bracket.lower() * (1 + 1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void jacobianNormIsThatOfTheEngine(Activation activation) {
    List<Network> both = Convolutions.random(3, activation, 2);
    Network whole = both.get(0).then(both.get(1));
    List<Double> point = new ArrayList<>();
    for (float value : Convolutions.gaussian(5, whole.inputs(), 1)) {
      point.add((double) value);
    }

    // single precision through eight layers
    assertThat(engineNorm(whole, point))
        .isCloseTo(Lipschitz.jacobianNormAt(whole, point), Percentage.withPercentage(0.01));
  }

  private static double engineNorm(Network network, List<Double> point) {
    int inputs = network.inputs();
    float[] points = new float[inputs * inputs];
    float[] units = new float[inputs * inputs];
    for (int i = 0; i < inputs; i++) {
      units[i * inputs + i] = 1;
      for (int j = 0; j < inputs; j++) {
        points[i * inputs + j] = point.get(j).floatValue();
      }
    }
    float[] jacobian = network.jvp(points, units, inputs);
    DMatrixRMaj matrix = new DMatrixRMaj(inputs, network.outputs());
    for (int i = 0; i < jacobian.length; i++) {
      matrix.data[i] = jacobian[i];
    }
    return SingularOps_DDRM.singularValues(matrix)[0];
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lowerBoundOfALinearNetIsTheNormOfTheProduct(long seed) {
    List<Network> both = Convolutions.random(seed, Activation.LINEAR, 1);
    LipschitzMeasurement measured = measure(both.get(0), both.get(1));
    Network whole = both.get(0).then(both.get(1));

    assertThat(measured.of(MeasuredNetwork.RECONSTRUCT).lower())
        .isCloseTo(
            SingularOps_DDRM.singularValues(Convolutions.product(whole).orElseThrow())[0],
            Percentage.withPercentage(1e-8));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "TANH", "LOGISTIC"})
  void gradientAgreesWithFiniteDifferences(Activation activation) {
    List<Network> both = Convolutions.random(1, activation, 2);
    DoubleNetwork network = DoubleNetwork.of(LayerChain.of(both.get(0).then(both.get(1))));
    SplittableRandom random = new SplittableRandom(1);
    double[] x = random.doubles(144, -1, 1).toArray();
    double[] v = random.doubles(144, -1, 1).toArray();
    double[] direction = random.doubles(144, -1, 1).toArray();
    double slope = Vectors.dot(byPoint(network, x, v), direction);
    double above = energy(network, moved(x, 1e-5, direction), v);
    double below = energy(network, moved(x, -1e-5, direction), v);
    double scale = Math.max(above, Math.abs(slope));

    // central differences: rounding 1e-16 and truncation 1e-10, both over 1e-5
    assertThat(Math.abs(slope - (above - below) / 2e-5)).isLessThanOrEqualTo(1e-6 * scale);
  }

  private static double[] moved(double[] x, double step, double[] direction) {
    double[] moved = x.clone();
    Vectors.add(step, direction, moved);
    return moved;
  }

  private static double[] byPoint(DoubleNetwork network, double[] x, double[] v) {
    return Linearisations.of(network, List.of(x), DoubleKernels.create())
        .gradients(DoubleMatrix.ofRows(List.of(v)))
        .byPoint()
        .row(0);
  }

  private static double energy(DoubleNetwork network, double[] x, double[] v) {
    double[] product = network.at(x).times(v);
    return Vectors.dot(product, product) / 2;
  }
}
