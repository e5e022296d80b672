package org.harmonicsweep.jobs.evidence;

import java.util.Optional;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.sweeps.claims.Direction;

/**
 * A claim with its verdict.
 *
 * @param claim that was tested
 * @param scope where
 * @param evidence empty where nothing was measured
 * @param adjusted p-value after Holm's correction over the claims of the study, or over its claims
 *     and architectures; 1 without evidence, or where none could be significant
 */
public record Finding(Claim claim, Scope scope, Optional<Evidence> evidence, double adjusted) {
  /** Fewer replicates decide nothing, for their interval has one degree of freedom. */
  public static final int FEWEST_REPLICATES = 3;

  /** Chance that some claim of a study gets a verdict it does not deserve. */
  public static final double LEVEL = 0.05;

  /**
   * The trials that a finding is about.
   *
   * @param architecture whose trials they are; empty for all of the study
   * @param kind dense or convolutional; empty for all
   */
  public record Scope(Optional<String> architecture, Optional<String> kind) {
    static Scope everything() {
      return new Scope(Optional.empty(), Optional.empty());
    }

    static Scope of(String architecture, String kind) {
      return new Scope(Optional.of(architecture), Optional.of(kind));
    }
  }

  /**
   * Returns the verdict: the trend must be beyond chance after the correction, and the interval of
   * the effect must lie on the same side of zero.
   */
  public Verdict verdict() {
    if (evidence.isEmpty()) {
      return Verdict.NOT_MEASURED;
    }
    Evidence found = evidence.get();
    if (found.replicates() < FEWEST_REPLICATES || adjusted > LEVEL) {
      return Verdict.UNDECIDED;
    }
    boolean claimed = found.claimed() < found.opposite();
    if (claimed && isAsClaimed(found)) {
      return Verdict.SUPPORTED;
    }
    return !claimed && isOpposite(found) ? Verdict.CONTRADICTED : Verdict.UNDECIDED;
  }

  /** Returns why there is no verdict, in words; empty where there is one. */
  public String reason() {
    return switch (verdict()) {
      case SUPPORTED, CONTRADICTED -> "";
      case NOT_MEASURED ->
          "no two cells with this number differ in " + claim.knob().key() + " alone";
      case UNDECIDED -> evidence.map(this::doubt).orElse("");
    };
  }

  /** Returns the query whose answer has the numbers. */
  public String query() {
    if (claim.direction().equals(Direction.RISES_THEN_FALLS)) {
      return "select level, exp(avg(y)) as geometric_mean, count(*) as trials from claim_points where claim = '%s'%s group by level order by level"
          .formatted(
              claim.key(),
              scope.architecture().map(name -> " and architecture = '" + name + "'").orElse(""));
    }
    return "select * from claim_effects where claim = '%s' and architecture %s"
        .formatted(
            claim.key(), scope.architecture().map(name -> "= '" + name + "'").orElse("is null"));
  }

  private String doubt(Evidence found) {
    if (found.replicates() < FEWEST_REPLICATES) {
      return "%d replicates, of %d needed".formatted(found.replicates(), FEWEST_REPLICATES);
    }
    if (found.leastProbability() > LEVEL) {
      return "%d levels and %d replicates allow no p below %.2f"
          .formatted(found.levels(), found.replicates(), found.leastProbability());
    }
    return adjusted > LEVEL ? "so clear a trend may be chance" : "ranks and slope disagree";
  }

  private boolean isAsClaimed(Evidence found) {
    return claim
        .direction()
        .match(
            () -> isBelowZero(found.effect()),
            () -> isAboveZero(found.effect()),
            () -> isAboveZero(found.effect()) && isBelowZero(found.end()));
  }

  private boolean isOpposite(Evidence found) {
    return claim
        .direction()
        .match(
            () -> isAboveZero(found.effect()),
            () -> isBelowZero(found.effect()),
            () -> isBelowZero(found.effect()) || isAboveZero(found.end()));
  }

  private static boolean isAboveZero(Optional<Estimate> estimate) {
    return estimate
        .flatMap(Estimate::interval)
        .map(Interval::low)
        .filter(end -> end > 0)
        .isPresent();
  }

  private static boolean isBelowZero(Optional<Estimate> estimate) {
    return estimate
        .flatMap(Estimate::interval)
        .map(Interval::high)
        .filter(end -> end < 0)
        .isPresent();
  }
}
