package org.harmonicsweep.metrics.robustness;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What perturbations do to a model.
 *
 * @param stability under Gaussian noise, one per deviation, the smallest first
 * @param damages of the maximum-damage attack, one per region, balls first, the smallest first
 * @param margins one per image
 * @param latentAttack empty with fewer than two images
 * @param certified empty unless Lipschitz brackets were taken
 */
public record RobustnessMeasurement(
    List<Stability> stability,
    List<DamageAt> damages,
    List<Margin> margins,
    Optional<LatentAttack> latentAttack,
    Optional<CertifiedMargins> certified) {
  public RobustnessMeasurement {
    stability = List.copyOf(stability);
    damages = List.copyOf(damages);
    margins = List.copyOf(margins);
  }

  /** Returns the stability at a deviation. */
  public Optional<Stability> stabilityAt(double deviation) {
    return stability.stream().filter(s -> s.deviation() == deviation).findFirst();
  }

  /** Returns what the best perturbations within a region do. */
  public Optional<DamageAt> damageWithin(Region region) {
    return damages.stream().filter(damage -> damage.region().equals(region)).findFirst();
  }

  /** Returns the mean margin, images that withstand the whole grid taken at its end. */
  public double restrictedMargin() {
    double end = MarginSearch.RADII * MarginSearch.STEP;
    return margins.stream()
            .mapToDouble(margin -> margin.margin().orElse(end))
            .reduce(0, Double::sum)
        / margins.size();
  }

  /** Returns the share of images that withstand the whole grid, in [0, 1]. */
  public double exhausted() {
    return margins.stream().filter(margin -> margin.margin().isEmpty()).count()
        / (double) margins.size();
  }

  /** Returns the mean of the bounds; empty where an image has none. */
  public OptionalDouble bound() {
    double sum = 0;
    for (Margin margin : margins) {
      if (margin.bound().isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += margin.bound().getAsDouble();
    }
    return OptionalDouble.of(sum / margins.size());
  }
}
