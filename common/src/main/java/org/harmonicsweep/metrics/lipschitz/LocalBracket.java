package org.harmonicsweep.metrics.lipschitz;

import java.util.List;

/**
 * Bounds on a decoder's Lipschitz constant in the ball that holds 99.9 % of the aggregate
 * posterior: {@code lower ≤ constant ≤ upper}.
 *
 * @param lower largest Jacobian spectral norm found in the ball, less a bound of its rounding error
 * @param witness the point of the ball where it was found
 * @param upper certified bound for the ball, at most that for the whole space
 * @param pieces that the ball was cut into for it, at least 1
 * @param centre mean of 4096 draws from the posteriors of up to 1024 held-out samples in turn
 * @param radius of the smallest ball around it that holds 99.9 % of these draws
 */
public record LocalBracket(
    double lower,
    List<Double> witness,
    double upper,
    int pieces,
    List<Double> centre,
    double radius) {
  public LocalBracket {
    witness = List.copyOf(witness);
    centre = List.copyOf(centre);
    if (!(lower >= 0) || !(lower <= upper) || pieces < 1 || !(radius >= 0)) {
      throw new IllegalArgumentException(
          "from %s to %s in %d pieces of a ball of radius %s: must be 0 ≤ lower ≤ upper, 1, 0 or more"
              .formatted(lower, upper, pieces, radius));
    }
  }
}
