package org.harmonicsweep.metrics.robustness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Seeds;
import org.harmonicsweep.trial.Trial;

/** Entry point of this package. */
public final class Robustness {
  /** Deviation of the noise that the scalar columns speak of, in input units. */
  public static final double DEVIATION = 0.1;

  /** Radius of the attacks that the scalar columns speak of, in input units. */
  public static final double RADIUS = 1;

  private static final List<Double> DEVIATIONS = List.of(0.05, DEVIATION, 0.2);
  private static final List<Double> RADII = List.of(0.5, RADIUS, 2.0, 3.0, 5.0);

  /** Images under noise, and draws for each. */
  private static final int NOISY_IMAGES = 64;

  private static final int DRAWS = 16;

  /** Images under attack. */
  private static final int ATTACKED_IMAGES = 25;

  private Robustness() {}

  /**
   * Measures a trained model on up to 64 held-out samples, and attacks the first 25 of them.
   *
   * <p>Deterministic: the same model, data and seeds give the same bits on every machine. Where all
   * samples in use lie in [0, 1], attacks that stay there are tried as well.
   */
  public static RobustnessMeasurement measure(Trial trial, TrainedVae vae, Dataset test) {
    return measured(trial, vae, test, Optional.empty());
  }

  /** Measures a trained model, and adds the margins that its Lipschitz brackets certify. */
  public static RobustnessMeasurement measure(
      Trial trial, TrainedVae vae, Dataset test, LipschitzMeasurement lipschitz) {
    return measured(trial, vae, test, Optional.of(CertifiedMargins.of(vae, lipschitz)));
  }

  private static RobustnessMeasurement measured(
      Trial trial, TrainedVae vae, Dataset test, Optional<CertifiedMargins> certified) {
    Seeds seeds = trial.seeds();
    Subject noisy = Subject.of(vae, Images.of(test, stream(seeds, "images"), NOISY_IMAGES));
    Jacobians jacobians = Jacobians.of(noisy);
    Subject attacked = noisy.first(ATTACKED_IMAGES);
    MaximumDamage attack =
        new MaximumDamage(attacked, jacobians, stream(seeds, "starts"), stream(seeds, "posterior"));
    List<DamageAt> damages =
        new ArrayList<>(attack.within(regions(false), trial.model().likelihood()));
    if (noisy.images().isInUnitBox()) {
      damages.addAll(attack.within(regions(true), trial.model().likelihood()));
    }
    return new RobustnessMeasurement(
        DEVIATIONS.stream()
            .map(s -> Stability.of(noisy, jacobians, s, DRAWS, stream(seeds, "noise")))
            .toList(),
        damages,
        new MarginSearch(attacked, jacobians, attack, stream(seeds, "margin")).margins(),
        LatentAttack.of(attacked, RADIUS),
        certified);
  }

  private static List<Region> regions(boolean isBoxed) {
    return RADII.stream().map(radius -> new Region(radius, isBoxed)).toList();
  }

  private static RandomStream stream(Seeds seeds, String name) {
    return new RandomStream(seeds.key("metric-robustness-" + name));
  }
}
