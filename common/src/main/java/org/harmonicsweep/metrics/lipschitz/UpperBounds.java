package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Upper bounds of a network's Lipschitz constant, each proven with rounding included.
 *
 * <p>All take the true slope range of every activation: a function with slopes in [0, b] is b times
 * one with slopes in [0, 1], and since every bound is homogeneous in each layer, the greatest
 * slopes come out as a factor. Identities between layers join the matrix products; the slopes of
 * the leaky rectifier, from 0.05 to 1, lie in [0, 1]. A bound beyond the double range is infinite.
 *
 * @param product of norms and greatest slopes, layer by layer
 * @param combettesPesquet see {@link CombettesPesquet}; empty if a layer is a convolution
 * @param eclipseFast see {@link EclipseFast}; empty if a layer is a convolution
 * @param layerNorms of the weights, input side first
 */
record UpperBounds(
    double product,
    OptionalDouble combettesPesquet,
    OptionalDouble eclipseFast,
    List<Double> layerNorms) {

  static UpperBounds of(LayerChain chain) {
    List<BoundedMap> weights = chain.weights();
    Optional<List<BoundedMatrix>> compressed = chain.compressed();
    double slope = chain.slope();
    double norms = 1;
    for (BoundedMap map : weights) {
      norms *= map.norm() * (1 + 2 * UNIT);
    }
    return new UpperBounds(
        scaled(norms * slope, weights),
        bound(compressed, matrices -> CombettesPesquet.bound(matrices) * slope),
        bound(compressed, matrices -> EclipseFast.bound(matrices) * slope),
        weights.stream().map(map -> scaled(map.norm(), List.of(map))).toList());
  }

  private static OptionalDouble bound(
      Optional<List<BoundedMatrix>> matrices, ToDoubleFunction<List<BoundedMatrix>> bound) {
    return matrices
        .map(chain -> OptionalDouble.of(scaled(bound.applyAsDouble(chain), chain)))
        .orElseGet(OptionalDouble::empty);
  }

  /** Returns value · 2^(sum of the exponents), rounded up where it leaves the normal range. */
  private static double scaled(double value, List<? extends BoundedMap> maps) {
    int exponent = maps.stream().mapToInt(BoundedMap::exponent).sum();
    double scaled = Math.scalb(value, exponent);
    return value > 0 && scaled < Double.MIN_NORMAL ? Math.nextUp(scaled) : scaled;
  }

  /** Returns the smallest bound. */
  double smallest() {
    return Math.min(
        product, Math.min(combettesPesquet.orElse(product), eclipseFast.orElse(product)));
  }

  /** Returns the name of the smallest bound, the simplest where several are. */
  String certificate() {
    if (product == smallest()) {
      return "product";
    }
    return combettesPesquet.orElse(product) == smallest() ? "combettes_pesquet" : "eclipse_fast";
  }
}
