package org.harmonicsweep.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.jobs.evidence.Finding.Scope;
import org.harmonicsweep.sweeps.claims.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals and verdicts over thousands of simulated studies whose truth is known. */
class CoverageTest {
  private static final Claim FALLS = Claim.DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE;
  private static final double TRUTH = -0.25;
  private static final int STUDIES = 2000;

  /** Three standard errors of a share of 95 % among the studies. */
  private static final double ERROR = 3 * Math.sqrt(0.95 * 0.05 / STUDIES);

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 8, 12})
  void studentsIntervalsCoverTheSlope(int replicates) {
    assertThat(covered(replicates, slopes -> Estimate.over(slopes).flatMap(Estimate::interval)))
        .isBetween(0.95 - ERROR, 0.95 + ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 12})
  void bootstrapIntervalsCoverTheSlope(int replicates) {
    Bootstrap bootstrap = new Bootstrap();

    // one per cent below is what 4 000 normal samples of six gave; the rest is chance
    assertThat(covered(replicates, slopes -> bootstrap.interval(slopes, Bootstrap::mean)))
        .isBetween(0.94 - ERROR, 0.96 + ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 12})
  void bootstrapIntervalsOfTheInterquartileMeanCover(int replicates) {
    Bootstrap bootstrap = new Bootstrap();

    // they are a little wide: 97.7 % of 4 000 normal samples of eight
    assertThat(covered(replicates, s -> bootstrap.interval(s, Bootstrap::interquartileMean)))
        .isBetween(0.95 - ERROR, 0.98 + ERROR);
  }

  @Test
  void pairingIsWorthIt() {
    // the same studies, with the levels of different replicates compared: what these share, of
    // deviation 0.5 beside 0.2 of their own, then widens the interval by half
    double paired = 0;
    double unpaired = 0;
    SplittableRandom random = new SplittableRandom(5);
    for (int study = 0; study < 200; study++) {
      List<List<Block>> table = Samples.sloped(TRUTH, 8, 1).draw(random);
      paired += width(Samples.slopes(table));
      unpaired += width(Samples.slopes(shuffled(table)));
    }
    assertThat(unpaired).isGreaterThan(1.3 * paired);
  }

  @Test
  void fewReplicatesHaveNoBootstrapInterval() {
    assertThat(new Bootstrap().interval(new double[5], Bootstrap::mean)).isEmpty();
    assertThat(new Bootstrap().interval(new double[6], Bootstrap::mean))
        .contains(new Interval(0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aStudyInWhichNothingHappensIsSeldomGivenAVerdict(int replicates) {
    int verdicts = 0;
    int studies = 1000;
    SplittableRandom random = new SplittableRandom(replicates);
    for (int study = 0; study < studies; study++) {
      // three claims about one study: Holm keeps the chance of any verdict below 5 %
      List<Finding> findings = new ArrayList<>();
      for (Claim claim :
          List.of(
              FALLS,
              Claim.DECODER_LIPSCHITZ_PER_SIGMA_RISES_WITH_VARIANCE,
              Claim.DECODER_FREQUENCY_FALLS_WITH_VARIANCE)) {
        findings.add(finding(claim, Samples.sloped(0, replicates, 3).draw(random)));
      }
      verdicts +=
          ClaimsTable.corrected(findings).stream()
                  .anyMatch(finding -> !finding.verdict().equals(Verdict.UNDECIDED))
              ? 1
              : 0;
    }
    // 5 %, and three standard errors
    assertThat((double) verdicts / studies).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / studies));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aPlantedEffectIsFoundAndItsOppositeContradicted(int replicates) {
    int supported = 0;
    int contradicted = 0;
    int studies = 200;
    SplittableRandom random = new SplittableRandom(replicates);
    for (int study = 0; study < studies; study++) {
      supported += is(Verdict.SUPPORTED, Samples.sloped(2 * TRUTH, replicates, 3).draw(random));
      contradicted +=
          is(Verdict.CONTRADICTED, Samples.sloped(-2 * TRUTH, replicates, 3).draw(random));
    }
    // the slope is eight standard errors of its mean over three replicates, whose interval has 4.3
    assertThat(supported).isGreaterThan(studies * 8 / 10);
    assertThat(contradicted).isGreaterThan(studies * 8 / 10);
  }

  @Test
  void twoReplicatesDecideNothing() {
    Finding finding = finding(FALLS, Samples.sloped(-3, 2, 3).draw(new SplittableRandom(1)));

    assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(finding.reason()).isEqualTo("2 replicates, of 3 needed");
  }

  @Test
  void twoLevelsNeedReplicates() {
    Samples few = new Samples(List.of(0.01, 1.0), 3, 3, x -> -3 * x);
    Samples many = new Samples(List.of(0.01, 1.0), 8, 3, x -> -3 * x);

    Finding undecided = finding(FALLS, few.draw(new SplittableRandom(1)));
    assertThat(undecided.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(undecided.reason()).isEqualTo("2 levels and 3 replicates allow no p below 0.25");
    assertThat(finding(FALLS, many.draw(new SplittableRandom(1))).verdict())
        .isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void aTestThatCanShowNothingCostsTheOthersNothing() {
    List<List<Block>> table = Samples.sloped(TRUTH, 5, 3).draw(new SplittableRandom(1));
    Samples hopeless = new Samples(List.of(0.01, 1.0), 3, 3, x -> 0);
    Finding alone = finding(FALLS, table);

    List<Finding> both =
        ClaimsTable.corrected(
            List.of(
                evidence(FALLS, table),
                evidence(
                    Claim.ENCODER_LIPSCHITZ_FALLS_WITH_KL,
                    hopeless.draw(new SplittableRandom(1)))));

    assertThat(both.get(0)).isEqualTo(alone);
    assertThat(both.get(1).adjusted()).isEqualTo(1);
  }

  private interface Intervals {
    Optional<Interval> of(double[] slopes);
  }

  private static double covered(int replicates, Intervals intervals) {
    SplittableRandom random = new SplittableRandom(replicates);
    int covered = 0;
    for (int study = 0; study < STUDIES; study++) {
      Interval interval =
          intervals
              .of(Samples.slopes(Samples.sloped(TRUTH, replicates, 3).draw(random)))
              .orElseThrow();
      covered += interval.low() <= TRUTH && TRUTH <= interval.high() ? 1 : 0;
    }
    return (double) covered / STUDIES;
  }

  private static double width(double[] slopes) {
    Interval interval = Estimate.over(slopes).flatMap(Estimate::interval).orElseThrow();
    return interval.high() - interval.low();
  }

  /** Takes the second level from the first replicate's neighbour, the third from the next, … */
  private static List<List<Block>> shuffled(List<List<Block>> table) {
    List<List<Block>> shuffled = new ArrayList<>();
    for (int r = 0; r < table.size(); r++) {
      List<Block.Point> points = new ArrayList<>();
      for (int i = 0; i < Samples.VARIANCES.size(); i++) {
        points.add(table.get((r + i) % table.size()).get(0).points().get(i));
      }
      shuffled.add(List.of(new Block(Samples.VARIANCES, points)));
    }
    return shuffled;
  }

  private static int is(Verdict verdict, List<List<Block>> table) {
    return finding(FALLS, table).verdict().equals(verdict) ? 1 : 0;
  }

  private static Finding finding(Claim claim, List<List<Block>> table) {
    return ClaimsTable.corrected(List.of(evidence(claim, table))).get(0);
  }

  /** 999 draws: with 9999 the simulation would take a minute and say the same. */
  private static Finding evidence(Claim claim, List<List<Block>> table) {
    return new Finding(
        claim, Scope.everything(), Evidence.of(claim, "", table, new Bootstrap(), 999), 1);
  }
}
