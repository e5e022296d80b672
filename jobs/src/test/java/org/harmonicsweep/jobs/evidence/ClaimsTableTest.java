package org.harmonicsweep.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.harmonicsweep.trial.EncoderVariance.fixed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.harmonicsweep.jobs.analysis.Estimate;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.jobs.analysis.Planted;
import org.harmonicsweep.jobs.analysis.SmallTables;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.harmonicsweep.results.TrialRow;
import org.harmonicsweep.sweeps.claims.Claim;
import org.harmonicsweep.trial.Model;
import org.harmonicsweep.trial.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table in which the truth was planted to verdicts. */
class ClaimsTableTest {
  private static final int REPLICATES = 6;

  /** Spark and Java add and take logarithms in ways of their own. */
  private static final double ROUNDING = 1e-10;

  private static SparkSession spark;
  private static ResultDirectory results;
  private static ClaimsTable claims;

  @BeforeAll
  static void write(@TempDir Path out) {
    List<Model> cells = new ArrayList<>();
    for (String name : List.of("narrow", "wide")) {
      for (double variance : List.of(0.0025, 0.01, 0.09, 0.25, 1.0)) {
        for (double noise : List.of(0.0, 0.2, 0.5)) {
          cells.add(Planted.cell(name, name.length() * 4, fixed(variance), 1, noise));
        }
      }
    }
    Planted planted = new Planted(out, cells, REPLICATES);
    SplittableRandom random = new SplittableRandom(1);
    List<TrialRow> rows = new ArrayList<>();
    for (Trial trial : planted.trials()) {
      rows.add(planted.row(trial, measured(trial, random)));
    }
    planted.write(rows);
    spark = SmallTables.session();
    results = ResultDirectory.open(new Configuration(), planted.path());
    claims = ClaimsTable.of(spark, results);
    claims.register(spark);
  }

  /**
   * The decoder's constant falls like variance^(−1/4), the encoder's rises and falls and, against
   * the claim, rises with noise; its filter split does not answer. Nothing else was measured.
   */
  private static Map<String, Object> measured(Trial trial, SplittableRandom random) {
    double x = StrictMath.log(trial.model().encoderVariance().value().orElseThrow());
    double noise = trial.model().inputNoise().standardDeviation();
    double shared = new SplittableRandom(trial.seeds().replicate()).nextGaussian();
    double decoder = -0.25 * x + 0.3 * shared + 0.05 * random.nextGaussian();
    double encoder =
        -0.1 * (x + 2.5) * (x + 2.5) + noise + 0.3 * shared + 0.05 * random.nextGaussian();
    return Map.of(
        "decoder_lipschitz_lower", StrictMath.exp(decoder),
        "encoder_lipschitz_lower", StrictMath.exp(encoder),
        "encoder_filter_split", StrictMath.exp(random.nextGaussian()));
  }

  @Test
  void whatWasPlantedIsFound() {
    assertThat(verdict(Claim.DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE)).isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(Claim.DECODER_LIPSCHITZ_PER_SIGMA_RISES_WITH_VARIANCE))
        .isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(Claim.ENCODER_LIPSCHITZ_RISES_THEN_FALLS_WITH_VARIANCE))
        .isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(Claim.ENCODER_LIPSCHITZ_FALLS_WITH_NOISE)).isEqualTo(Verdict.CONTRADICTED);
    assertThat(verdict(Claim.ENCODER_FREQUENCY_FALLS_WITH_NOISE)).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict(Claim.DECODER_FREQUENCY_FALLS_WITH_VARIANCE))
        .isEqualTo(Verdict.NOT_MEASURED);
  }

  @Test
  void theSlopeIsThePlantedOneWithItsInterval() {
    Evidence evidence = evidence(Claim.DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE);
    Estimate slope = evidence.effect().orElseThrow();

    // six replicates of six settings of five points: standard error 0.0018; four of them
    assertThat(slope.mean()).isCloseTo(-0.25, within(0.008));
    assertThat(evidence.replicates()).isEqualTo(REPLICATES);
    assertThat(evidence.settings()).isEqualTo(6);
    assertThat(evidence.levels()).isEqualTo(5);
    assertThat(evidence.rankCorrelation()).isBetween(-1.0, -0.98);
    Interval drawn = evidence.bootstrap().orElseThrow();
    assertThat(drawn.low()).isLessThan(slope.mean());
    assertThat(drawn.high()).isGreaterThan(slope.mean());
    // times the deviation, a power law has an exponent greater by a half
    assertThat(
            evidence(Claim.DECODER_LIPSCHITZ_PER_SIGMA_RISES_WITH_VARIANCE)
                .effect()
                .orElseThrow()
                .mean())
        .isCloseTo(slope.mean() + 0.5, within(ROUNDING));
  }

  @Test
  void everyArchitectureHasItsOwnVerdict() {
    assertThat(claims.byArchitecture())
        .filteredOn(f -> f.claim().equals(Claim.DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE))
        .extracting(f -> f.scope().architecture().orElseThrow(), Finding::verdict)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("narrow", Verdict.SUPPORTED),
            org.assertj.core.groups.Tuple.tuple("wide", Verdict.SUPPORTED));
    assertThat(claims.kinds(finding(Claim.DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE)))
        .contains("in 2 of 2 dense");
    assertThat(claims.kinds(finding(Claim.ENCODER_LIPSCHITZ_FALLS_WITH_NOISE)))
        .as("contradicted")
        .contains("in 2 of 2 dense");
  }

  @Test
  void sqlSaysTheSame() {
    List<Row> rows =
        spark
            .sql(
                """
                select c.slope as mine, e.slope as sql, c.slope_low as my_low, e.slope_low as sql_low,
                  c.rank_correlation as my_rank, e.rank_correlation as sql_rank,
                  c.replicates as my_replicates, e.replicates as sql_replicates,
                  c.settings as my_settings, e.settings as sql_settings
                from claims as c
                join claim_effects as e
                  on c.claim = e.claim and c.architecture is not distinct from e.architecture
                where c.direction <> 'rises_then_falls' and c.slope is not null
                """)
            .collectAsList();

    assertThat(rows).hasSize(15);
    for (Row row : rows) {
      for (int i = 0; i < row.size(); i += 2) {
        double mine = ((Number) row.get(i)).doubleValue();
        assertThat(((Number) row.get(i + 1)).doubleValue())
            .as(row.schema().fieldNames()[i])
            .isCloseTo(mine, within(ROUNDING * Math.max(1, Math.abs(mine))));
      }
    }
  }

  @Test
  void everyFindingNamesAQueryThatAnswers() {
    List<Row> queries =
        spark.sql("select query from claims where verdict <> 'not measured'").collectAsList();

    assertThat(queries).isNotEmpty();
    for (Row row : queries) {
      assertThat(spark.sql(row.getString(0)).collectAsList()).as(row.getString(0)).isNotEmpty();
    }
  }

  @Test
  void theSameTableHasTheSameBits() {
    assertThat(ClaimsTable.tested(spark, Claim.named(results.plan().claims()))).isEqualTo(claims);
  }

  @Test
  void aVerdictDependsOnTheOtherClaimsThroughHolmAlone() {
    ClaimsTable alone =
        ClaimsTable.tested(spark, List.of(Claim.DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE));
    Finding finding = alone.overall().get(0);

    assertThat(finding.evidence()).contains(evidence(Claim.DECODER_LIPSCHITZ_FALLS_WITH_VARIANCE));
    assertThat(finding.adjusted()).isEqualTo(finding.evidence().orElseThrow().probability());
  }

  @Test
  void theTextHasALinePerClaimAndFitsATerminal() {
    assertThat(claims.text().lines()).allMatch(line -> line.length() <= 100);
    for (Finding finding : claims.overall()) {
      assertThat(claims.text())
          .containsPattern(finding.verdict().words() + " .* " + finding.claim().key());
    }
    assertThat(new ClaimsTable(List.of(), List.of()).text()).isEmpty();
  }

  @Test
  void intervalsByDrawingAreViewsToo() {
    EvidenceViews.register(
        spark, results, "select * from CELL_intervals, contrast_intervals, decay_intervals");

    List<Row> cells =
        spark
            .sql(
                """
                select i.mean, c.mean, i.interquartile_mean, c.interquartile_mean, i.mean_low, i.mean_high
                from cell_intervals as i
                join cell_quantities as c
                  on i.architecture = c.architecture and i.encoder_variance = c.encoder_variance
                    and i.input_noise = c.input_noise and i.quantity = c.quantity
                """)
            .collectAsList();
    assertThat(cells).hasSize(90);
    for (Row row : cells) {
      assertThat(row.getDouble(0)).isCloseTo(row.getDouble(1), within(ROUNDING));
      assertThat(row.getDouble(2)).isCloseTo(row.getDouble(3), within(ROUNDING));
      assertThat(row.getDouble(0)).isBetween(row.getDouble(4), row.getDouble(5));
    }
    // the decoder's constant falls, so every paired difference from the smallest variance is below
    // 0
    assertThat(
            spark
                .sql(
                    """
                    select max(mean_high) from contrast_intervals
                    where quantity = 'decoder_lipschitz_lower' and encoder_variance > 0.01
                    """)
                .first()
                .getDouble(0))
        .isNegative();
    Row decay =
        spark
            .sql(
                """
                select i.mean, v.slope, i.mean_low, i.mean_high, i.n
                from decay_intervals as i
                join variance_decay as v
                  on i.architecture = v.architecture and i.input_noise = v.input_noise
                    and i.quantity = v.quantity
                where i.quantity = 'decoder_lipschitz_lower'
                order by i.architecture, i.input_noise
                """)
            .first();
    assertThat(decay.getDouble(0)).isCloseTo(decay.getDouble(1), within(ROUNDING));
    assertThat(decay.getDouble(2)).isBetween(-0.3, -0.25);
    assertThat(decay.getDouble(3)).isBetween(-0.25, -0.2);
    assertThat(decay.getLong(4)).isEqualTo(REPLICATES);
  }

  private static Verdict verdict(Claim claim) {
    return finding(claim).verdict();
  }

  private static Evidence evidence(Claim claim) {
    return finding(claim).evidence().orElseThrow();
  }

  private static Finding finding(Claim claim) {
    return claims.overall().stream()
        .filter(finding -> finding.claim().equals(claim))
        .findFirst()
        .orElseThrow();
  }
}
