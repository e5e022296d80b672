package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import java.util.List;

/**
 * Upper bounds of a network's Lipschitz constant, each proven with rounding included.
 *
 * <p>All take the true slope range of every activation: a function with slopes in [0, b] is b times
 * one with slopes in [0, 1], and since every bound is homogeneous in each layer, the greatest
 * slopes come out as a factor. Identities between layers join the matrix products; the slopes of
 * the leaky rectifier, from 0.05 to 1, lie in [0, 1]. A bound beyond the double range is infinite.
 *
 * @param product of norms and greatest slopes, layer by layer
 * @param combettesPesquet see {@link CombettesPesquet}
 * @param eclipseFast see {@link EclipseFast}
 * @param layerNorms of the weights, input side first
 */
record UpperBounds(
    double product, double combettesPesquet, double eclipseFast, List<Double> layerNorms) {

  static UpperBounds of(LayerChain chain) {
    List<BoundedMatrix> weights = chain.weights();
    List<BoundedMatrix> compressed = chain.compressed();
    double slope = chain.slope();
    double norms = 1;
    for (BoundedMatrix matrix : weights) {
      norms *= matrix.norm() * (1 + 2 * UNIT);
    }
    return new UpperBounds(
        scaled(norms * slope, weights),
        scaled(CombettesPesquet.bound(compressed) * slope, compressed),
        scaled(EclipseFast.bound(compressed) * slope, compressed),
        weights.stream().map(matrix -> scaled(matrix.norm(), List.of(matrix))).toList());
  }

  /** Returns value · 2^(sum of the exponents), rounded up where it leaves the normal range. */
  private static double scaled(double value, List<BoundedMatrix> matrices) {
    int exponent = matrices.stream().mapToInt(BoundedMatrix::exponent).sum();
    double scaled = Math.scalb(value, exponent);
    return value > 0 && scaled < Double.MIN_NORMAL ? Math.nextUp(scaled) : scaled;
  }

  /** Returns the smallest bound. */
  double smallest() {
    return Math.min(product, Math.min(combettesPesquet, eclipseFast));
  }

  /** Returns the name of the smallest bound, the simplest where several are. */
  String certificate() {
    if (product == smallest()) {
      return "product";
    }
    return combettesPesquet == smallest() ? "combettes_pesquet" : "eclipse_fast";
  }
}
