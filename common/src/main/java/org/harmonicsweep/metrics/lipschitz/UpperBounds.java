package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;

/**
 * Upper bounds of a network's Lipschitz constant, each proven with rounding included.
 *
 * <p>All take the true slope range of every activation: a function with slopes in [0, b] is b times
 * one with slopes in [0, 1], and since every bound is homogeneous in each layer, the greatest
 * slopes come out as a factor. Identities between layers join the matrix products; the slopes of
 * the leaky rectifier, from 0.05 to 1, lie in [0, 1]. A bound beyond the double range is infinite.
 *
 * @param product of norms and greatest slopes, layer by layer
 * @param combettesPesquet see {@link CombettesPesquet}: the smaller one of the network as it is and
 *     of the {@linkplain Balance balanced} one; of a network with convolutions that are not
 *     {@linkplain LayerChain#written written out} that of the network as it is, from {@link
 *     ComposedNorms}
 * @param eclipseFast see {@link EclipseFast}; the smaller one of the network as it is and of the
 *     balanced one; empty if a convolution is not written out
 * @param semidefinite see {@link SemidefiniteBound}; empty if a convolution is not written out,
 *     without hidden neurons, and beyond its size
 * @param layerNorms of the weights, input side first
 */
record UpperBounds(
    double product,
    double combettesPesquet,
    OptionalDouble eclipseFast,
    Optional<SlopeBound> semidefinite,
    List<Double> layerNorms) {

  /** Returns the bounds of a network. */
  static UpperBounds of(LayerChain chain) {
    return of(chain, SemidefiniteBound.LARGEST);
  }

  /** Returns the bounds of an encoder with its decoder. */
  static UpperBounds ofComposed(LayerChain chain) {
    return of(chain, SemidefiniteBound.LARGEST_COMPOSED);
  }

  private static UpperBounds of(LayerChain given, int largest) {
    LayerChain chain = given.written();
    List<BoundedMap> weights = chain.weights();
    Optional<List<BoundedMatrix>> compressed = chain.compressed();
    Optional<List<BoundedMatrix>> balanced = compressed.map(Balance::of);
    double slope = chain.slope();
    double norms = 1;
    for (BoundedMap map : weights) {
      norms *= map.norm() * (1 + 2 * UNIT);
    }
    return new UpperBounds(
        scaled(norms * slope, weights),
        least(compressed, balanced, matrices -> CombettesPesquet.bound(matrices) * slope)
            .orElseGet(() -> composed(chain)),
        least(compressed, balanced, matrices -> EclipseFast.bound(matrices) * slope),
        compressed.flatMap(matrices -> semidefinite(matrices, largest, slope)),
        weights.stream().map(map -> scaled(map.norm(), List.of(map))).toList());
  }

  private static double composed(LayerChain chain) {
    double[][] norms = ComposedNorms.of(chain.stages(), ComposedNorms.MOST_WORK);
    return scaled(CombettesPesquet.bound(norms) * chain.slope(), chain.weights());
  }

  private static OptionalDouble least(
      Optional<List<BoundedMatrix>> given,
      Optional<List<BoundedMatrix>> balanced,
      ToDoubleFunction<List<BoundedMatrix>> bound) {
    return Stream.of(given, balanced)
        .flatMap(Optional::stream)
        .mapToDouble(chain -> scaled(bound.applyAsDouble(chain), chain))
        .min();
  }

  private static Optional<SlopeBound> semidefinite(
      List<BoundedMatrix> chain, int largest, double slope) {
    return SemidefiniteBound.of(chain, largest)
        .map(
            bound ->
                new SlopeBound(scaled(bound.upper() * slope, chain), bound.gap(), bound.steps()));
  }

  /** Returns value · 2^(sum of the exponents), rounded up where it leaves the normal range. */
  private static double scaled(double value, List<? extends BoundedMap> maps) {
    int exponent = maps.stream().mapToInt(BoundedMap::exponent).sum();
    double scaled = Math.scalb(value, exponent);
    return value > 0 && scaled < Double.MIN_NORMAL ? Math.nextUp(scaled) : scaled;
  }

  /** Returns the smallest bound. */
  double smallest() {
    double cheap = Math.min(product, Math.min(combettesPesquet, eclipseFast.orElse(product)));
    return semidefinite.map(bound -> Math.min(cheap, bound.upper())).orElse(cheap);
  }

  /** Returns the name of the smallest bound, the simplest where several are. */
  String certificate() {
    double smallest = smallest();
    if (product == smallest) {
      return "product";
    }
    if (combettesPesquet == smallest) {
      return "combettes_pesquet";
    }
    return eclipseFast.orElse(product) == smallest ? "eclipse_fast" : "semidefinite";
  }
}
