package org.harmonicsweep.metrics.robustness;

import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.util.FastMath;

/**
 * Lower bounds of the r-robustness margin: the largest R such that every perturbation shorter than
 * R leaves the reconstruction within r of where it was with probability above ½.
 */
final class MarginBounds {
  private MarginBounds() {}

  /**
   * Lipschitz constants, or upper bounds of them, in output units per input unit.
   *
   * @param decoder a, at least 0
   * @param mean b, of the encoder's mean, at least 0
   * @param deviation c, of the encoder's standard deviation, at least 0; 0 if it is fixed
   */
  record Constants(double decoder, double mean, double deviation) {}

  /**
   * Returns {@code min_i σ_i Φ⁻¹(P) / ‖J‖_F}, the bound of Camuto, Willetts, Roberts, Holmes and
   * Rainforth, "Towards a theoretical understanding of the robustness of variational autoencoders"
   * (AISTATS 2021), which holds to first order in the perturbation.
   *
   * @param leastDeviation smallest deviation of the posterior, in latent units, above 0
   * @param probability P that the reconstruction of the clean input stays within r
   * @param jacobianNorm Frobenius norm of the encoder mean's Jacobian, at least 0
   * @return in input units, above 0; empty where P is at most ½, and where it is no finite number
   */
  static OptionalDouble gaussian(double leastDeviation, double probability, double jacobianNorm) {
    if (!(probability > 0.5) || !(probability < 1)) {
      return OptionalDouble.empty();
    }
    double quantile = new NormalDistribution(0, 1).inverseCumulativeProbability(probability);
    return finite(leastDeviation * quantile / jacobianNorm);
  }

  /**
   * Returns the largest R with {@code (b² + c²) R² + 4 c s R + 4 s² ≤ r² / (2 a²)}: bound 1 of
   * Barrett, Camuto, Willetts and Rainforth, "Certifiably robust variational autoencoders" (AISTATS
   * 2022).
   *
   * <p>It is Markov's inequality with probability ½ for the squared distance of two latent samples,
   * of which {@code b² R² + (2 s + c R)²} bounds the mean.
   *
   * @param posterior s, the norm of the posterior's deviations at the input, above 0
   * @param distance r, in output units, above 0
   * @return in input units, at least 0; empty where no R fulfils it, and where every one does
   */
  static OptionalDouble moment(Constants constants, double posterior, double distance) {
    double b = constants.mean();
    double c = constants.deviation();
    double ratio = distance / constants.decoder();
    double square = b * b + c * c;
    double linear = 4 * c * posterior;
    double constant = 4 * posterior * posterior - ratio * ratio / 2;
    if (!(constant <= 0)) {
      return OptionalDouble.empty();
    }
    // the root in the form that does not cancel
    double root = Math.sqrt(linear * linear - 4 * square * constant);
    return finite(-2 * constant / (linear + root));
  }

  /**
   * Returns {@code (r / a − γ √(2 u)) / b}, u being the least number with {@code C u^(m/2) e^(−u/2)
   * / (u − m + 2) ≤ ½} and {@code C = π^(−½) exp(½ (m − (m − 1) ln m))}: bound 2 of the same paper.
   *
   * <p>The squared distance of two samples of one posterior is 2 γ² times a χ² variable of m
   * degrees of freedom; the left side bounds the probability that this exceeds u.
   *
   * @param constants of which c is 0
   * @param deviation γ, fixed for all inputs and axes, above 0
   * @param latent m, latent axes, at least 1
   * @param distance r, in output units, above 0
   * @return in input units, at least 0; empty for one axis, of which the bound says nothing, and
   *     where no R, or every one, fulfils it
   */
  static OptionalDouble tail(Constants constants, double deviation, int latent, double distance) {
    if (latent < 2) {
      return OptionalDouble.empty();
    }
    double noise = deviation * Math.sqrt(2 * tailMedian(latent));
    double margin = (distance / constants.decoder() - noise) / constants.mean();
    return margin >= 0 ? finite(margin) : OptionalDouble.empty();
  }

  /** Returns u, to the last digit: the excess falls in u beyond m − 2. */
  private static double tailMedian(int latent) {
    double below = latent - 2;
    double above = 2 * latent + 2;
    while (excess(above, latent) > 0) {
      above *= 2;
    }
    double middle = below + (above - below) / 2;
    while (below < middle && middle < above) {
      if (excess(middle, latent) > 0) {
        below = middle;
      } else {
        above = middle;
      }
      middle = below + (above - below) / 2;
    }
    return above;
  }

  private static double excess(double u, int m) {
    return 0.5 * m * FastMath.log(u)
        - 0.5 * u
        - FastMath.log(u - m + 2)
        + 0.5 * (m - (m - 1) * FastMath.log(m))
        - 0.5 * FastMath.log(Math.PI)
        + FastMath.log(2);
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
