package org.harmonicsweep.jobs.evidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.trial.Seeds;

/**
 * What the trials of a study say about a claim.
 *
 * @param replicates number of replicates with two levels or more
 * @param settings most settings of a replicate, each of which holds all but the knob
 * @param levels number of distinct levels of the knob
 * @param rankCorrelation mean over settings and replicates, in [-1, 1]
 * @param effect slope of the logarithm of the quantity against that of the knob, of noise against
 *     itself, with Student's interval over replicates; for a rise that turns, the slope at the low
 *     end; empty where no two values are above their floor
 * @param bootstrap the effect's interval by drawing replicates anew; empty below six
 * @param end for a rise that turns, the slope at the high end
 * @param claimed probability of so clear a trend in the claimed direction, were there none
 * @param opposite the same for the opposite direction
 * @param attainable least that these two could be with so many levels and replicates
 */
public record Evidence(
    int replicates,
    int settings,
    int levels,
    double rankCorrelation,
    Optional<Estimate> effect,
    Optional<Interval> bootstrap,
    Optional<Estimate> end,
    double claimed,
    double opposite,
    double attainable) {
  static final int DRAWS = 9999;

  /** Weighs the blocks of each replicate; empty where there is none. */
  static Optional<Evidence> of(
      Claim claim, String scope, List<List<Block>> replicates, Bootstrap bootstrap, int draws) {
    List<List<Block>> held = replicates.stream().filter(blocks -> !blocks.isEmpty()).toList();
    if (held.isEmpty()) {
      return Optional.empty();
    }
    RandomStream stream =
        new RandomStream(new Seeds(0, 0).key("analysis claim " + claim.key() + " " + scope));
    RankTrend trend = new RankTrend(held);
    return Optional.of(
        claim
            .direction()
            .match(
                () -> sloped(held, trend, trend.test(stream, draws), bootstrap),
                () -> sloped(held, trend, trend.test(stream, draws).turned(), bootstrap),
                () -> bent(held, trend.correlation(), bootstrap)));
  }

  /** Returns the least two-sided p-value that so many levels and replicates allow. */
  public double leastProbability() {
    return Math.min(1, 2 * attainable);
  }

  /** Returns the two-sided p-value. */
  public double probability() {
    return Math.min(1, 2 * Math.min(claimed, opposite));
  }

  private static Evidence sloped(
      List<List<Block>> held, RankTrend trend, RankTrend.Tails tails, Bootstrap bootstrap) {
    double[] slopes =
        held.stream().map(Evidence::slope).flatMapToDouble(OptionalDouble::stream).toArray();
    return new Evidence(
        held.size(),
        settings(held),
        levels(held),
        trend.correlation(),
        Estimate.over(slopes),
        bootstrap.interval(slopes, Bootstrap::mean),
        Optional.empty(),
        tails.falling(),
        tails.rising(),
        trend.attainable());
  }

  private static Evidence bent(List<List<Block>> held, double correlation, Bootstrap bootstrap) {
    Bend bend = Bend.of(held);
    return new Evidence(
        held.size(),
        settings(held),
        levels(held),
        correlation,
        bend.rise(),
        bootstrap.interval(bend.first(), Bootstrap::mean),
        bend.fall(),
        bend.claimed(),
        bend.opposite(),
        bend.attainable());
  }

  /** Returns the mean slope of a replicate's settings. */
  private static OptionalDouble slope(List<Block> blocks) {
    double[] slopes =
        blocks.stream().map(Block::slope).flatMapToDouble(OptionalDouble::stream).toArray();
    return slopes.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Bootstrap.mean(slopes));
  }

  private static int settings(List<List<Block>> held) {
    return held.stream().mapToInt(List::size).max().orElse(0);
  }

  private static int levels(List<List<Block>> held) {
    return (int)
        held.stream()
            .flatMap(List::stream)
            .flatMap(block -> block.levels().stream())
            .distinct()
            .count();
  }
}
