package org.harmonicsweep.metrics.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.harmonicsweep.network.DenseLayer;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.Architecture;
import org.harmonicsweep.trial.SampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionalBoundsTest {
  /** Errors that bounds have to cover come in as their squares: roots of some 1e-15. */
  private static final Percentage ROUNDING = Percentage.withPercentage(1e-6);

  private static final long ANY = Long.MAX_VALUE;

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  static Stream<Network> networks() {
    return seeds()
        .boxed()
        .flatMap(
            seed -> {
              List<Activation> activations = List.of(Activation.values());
              Activation activation = activations.get((int) (seed % activations.size()));
              List<Network> both = Convolutions.random(seed, activation, 1.0 + seed % 3);
              return Stream.of(both.get(0), both.get(1), both.get(0).then(both.get(1)));
            });
  }

  private static double[][] norms(Network network, long mostWork) {
    return ComposedNorms.of(LayerChain.of(network).stages(), mostWork);
  }

  /** The same function, its convolutions written out as dense layers from their definition. */
  private static Network dense(Network network) {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      DMatrixRMaj matrix = CommonOps_DDRM.transpose(Convolutions.matrix(layer), null);
      float[] weights = new float[matrix.data.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) matrix.data[i];
      }
      float[] biases = new float[layer.outputs()];
      for (int j = 0; j < biases.length; j++) {
        biases[j] = layer.biases()[j % layer.biases().length];
      }
      layers.add(
          new DenseLayer(layer.inputs(), layer.outputs(), weights, biases, layer.activation()));
    }
    return Network.of(layers);
  }

  private static int exponent(List<? extends Products> maps) {
    return maps.stream().mapToInt(Products::exponent).sum();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void normsOfMapsInARowAreThoseOfTheirProducts(Network network) {
    List<List<Products>> stages = LayerChain.of(network).stages();
    double[][] norms = ComposedNorms.of(stages, ANY);
    int first = 0;
    for (int i = 0; i < stages.size(); i++) {
      int behind = first;
      for (int j = i; j < stages.size(); j++) {
        behind += stages.get(j).size();
        Network part = Network.of(network.layers().subList(first, behind));
        double norm = SingularOps_DDRM.singularValues(Convolutions.product(part).orElseThrow())[0];
        int exponent = exponent(stages.subList(i, j + 1).stream().flatMap(List::stream).toList());

        assertThat(Math.scalb(norms[i][j], exponent))
            .isGreaterThanOrEqualTo(norm * (1 - 1e-13))
            .isCloseTo(norm, ROUNDING);
      }
      first += stages.get(i).size();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void normsThatAreTooMuchWorkAreProductsOfOthers(Network network) {
    double[][] some = norms(network, 20_000);
    double[][] none = norms(network, 0);
    double[][] all = norms(network, ANY);

    for (int i = 0; i < all.length; i++) {
      double product = 1;
      for (int j = i; j < all.length; j++) {
        product *= none[j][j];
        assertThat(none[i][j]).isCloseTo(product, ROUNDING);
        assertThat(some[i][j]).isBetween(all[i][j] * (1 - 1e-9), none[i][j]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void recursionIsThatOfTheMatrices(Network network) {
    LayerChain chain = LayerChain.of(network);
    List<BoundedMatrix> matrices = chain.written().compressed().orElseThrow();
    double written = CombettesPesquet.bound(matrices);
    int exponent = matrices.stream().mapToInt(BoundedMatrix::exponent).sum();
    double composed = CombettesPesquet.bound(norms(network, ANY));

    assertThat(
            Math.scalb(composed, exponent(chain.stages().stream().flatMap(List::stream).toList())))
        .isCloseTo(Math.scalb(written, exponent), ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void boundsAreThoseOfTheDenseNetWithTheSameWeights(Network network) {
    UpperBounds bounds = UpperBounds.of(LayerChain.of(network));
    UpperBounds expected = UpperBounds.of(LayerChain.of(dense(network)));

    // powers of two are split off in other places, which moves no digit
    assertThat(bounds.product()).isEqualTo(expected.product());
    assertThat(bounds.combettesPesquet()).isEqualTo(expected.combettesPesquet());
    assertThat(bounds.eclipseFast()).isEqualTo(expected.eclipseFast());
    assertThat(bounds.semidefinite()).isEqualTo(expected.semidefinite());
    assertThat(bounds.layerNorms()).isEqualTo(expected.layerNorms());
  }

  /** The nets of studies with fewer channels, and on images with which some are not written out. */
  static Stream<List<Network>> netsOfStudies() {
    return LongStream.range(0, 6)
        .boxed()
        .flatMap(
            seed -> {
              SampleShape image = new SampleShape(seed % 2 == 0 ? 8 : 16, 16, 1);
              Architecture small = Convolutions.halving(8, seed % 2 == 0 ? 4 : 33, 6);
              Architecture large = Convolutions.halving(8, seed % 2 == 0 ? 3 : 33, 6, 8);
              double scale = 0.5 + seed % 4;
              return Stream.of(
                  Convolutions.random(seed, image, small, scale),
                  Convolutions.random(seed, image, large, scale));
            });
  }

  @ParameterizedTest
  @MethodSource("netsOfStudies")
  void netsAreNowhereSteeperThanTheirBounds(List<Network> both) {
    assertNowhereSteeper(both.get(0), UpperBounds.of(LayerChain.of(both.get(0))));
    assertNowhereSteeper(both.get(1), UpperBounds.of(LayerChain.of(both.get(1))));
    Network whole = both.get(0).then(both.get(1));
    assertNowhereSteeper(whole, UpperBounds.ofComposed(LayerChain.of(whole)));
  }

  private static void assertNowhereSteeper(Network network, UpperBounds bounds) {
    for (int i = 0; i < 5; i++) {
      List<Double> point = new ArrayList<>();
      for (float value : Convolutions.gaussian(100L * i, network.inputs(), 1 + i)) {
        point.add((double) value);
      }
      double slope = Lipschitz.jacobianNormAt(network, point);
      assertThat(slope).isLessThanOrEqualTo(bounds.combettesPesquet());
      assertThat(slope).isLessThanOrEqualTo(bounds.eclipseFast().orElse(bounds.product()));
      assertThat(slope).isLessThanOrEqualTo(bounds.smallest());
    }
  }

  @Test
  void netsOfStudiesHaveBoundsWellBelowTheProductOfTheirNorms() {
    SampleShape image = new SampleShape(16, 16, 1);
    List<Network> small = Convolutions.random(1, image, Convolutions.halving(256, 32, 64), 1);
    List<Network> large = Convolutions.random(1, image, Convolutions.halving(512, 64, 128, 256), 1);
    UpperBounds written = UpperBounds.of(LayerChain.of(small.get(1)));
    UpperBounds composed = UpperBounds.of(LayerChain.of(large.get(1)));

    // at random weights by factors of 2.4 and 3.1
    assertThat(written.smallest()).isBetween(written.product() / 2.9, written.product() / 2.2);
    assertThat(composed.smallest()).isBetween(composed.product() / 4, composed.product() / 2.9);
    assertNowhereSteeper(small.get(1), written);
    assertNowhereSteeper(large.get(1), composed);
  }

  @Test
  void onlyNetsOfLayersThatAreNotLargeAreWrittenOut() {
    SampleShape image = new SampleShape(16, 16, 1);
    LayerChain small =
        LayerChain.of(Convolutions.random(1, image, Convolutions.halving(4, 8), 1).get(1));
    LayerChain large =
        LayerChain.of(Convolutions.random(1, image, Convolutions.halving(4, 33), 1).get(1));

    assertThat(small.written().weights()).hasOnlyElementsOfType(BoundedMatrix.class);
    // 33 channels of 8 x 8 places are more than 2048 values
    assertThat(large.written()).isSameAs(large);
    assertThat(UpperBounds.of(large).eclipseFast()).isEmpty();
    assertThat(UpperBounds.of(large).combettesPesquet())
        .isLessThan(UpperBounds.of(large).product());
  }
}
