package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.optionalReal;
import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.robustness.CertifiedMargins;
import org.harmonicsweep.metrics.robustness.DamageAt;
import org.harmonicsweep.metrics.robustness.LatentAttack;
import org.harmonicsweep.metrics.robustness.Margin;
import org.harmonicsweep.metrics.robustness.Region;
import org.harmonicsweep.metrics.robustness.Robustness;
import org.harmonicsweep.metrics.robustness.RobustnessMeasurement;
import org.harmonicsweep.metrics.robustness.Stability;

/** Stability under noise, attacks, and r-robustness margins. */
final class RobustnessColumns {
  private static final String MISSING = "unless robustness was measured and the status is ok";
  private static final String INPUT = "input units";
  private static final String OUTPUT = "output units";
  private static final String NATS = "nats per sample";
  private static final String MARGIN =
      "of the 8-robustness margin, below which no perturbation moves the reconstruction by more than"
          + " 8 output units with probability ½";

  private static final List<Field<Stability>> STABILITY =
      List.of(
          real(
              "encoder_stability",
              "squared latent units",
              "mean squared move of the encoder mean under Gaussian noise on the input",
              Stability::encoder),
          real(
              "encoder_stability_first_order",
              "squared latent units",
              "squared deviation of the noise times the mean ‖J‖²_F of the encoder mean",
              Stability::encoderFirstOrder),
          real(
              "encoder_stability_divergence",
              NATS,
              "mean of the two KL divergences between posteriors of clean and noisy input",
              Stability::divergence),
          real(
              "reconstruct_stability",
              "squared output units",
              "mean squared move of the reconstruction under Gaussian noise on the input",
              Stability::reconstruct),
          real(
              "reconstruct_stability_first_order",
              "squared output units",
              "squared deviation of the noise times the mean ‖J‖²_F of the reconstruct map",
              Stability::reconstructFirstOrder));

  private static final List<Field<DamageAt>> DAMAGE =
      List.of(
          real(
              "reconstruct_damage",
              OUTPUT,
              "mean over 25 images of the furthest move of the reconstruction found",
              DamageAt::damage),
          real(
              "reconstruct_damage_sampled",
              OUTPUT,
              "mean over 25 images of the greatest root-mean-square move found of reconstructions of"
                  + " posterior samples, whose own noise is part of it",
              DamageAt::sampledDamage),
          real(
              "reconstruct_likelihood_loss",
              NATS,
              "log-likelihood of the clean image that the most damaging perturbation takes away",
              DamageAt::likelihoodLoss),
          real(
              "reconstruct_likelihood_loss_relative",
              "1",
              "magnitude of that loss over the magnitude of the log-likelihood",
              DamageAt::relativeLikelihoodLoss));

  private RobustnessColumns() {}

  static List<Field<RowSource>> scalars() {
    Stream<Field<RowSource>> stability =
        STABILITY.stream()
            .map(
                field ->
                    field
                        .meaning(
                            field.column().meaning() + ", of deviation " + Robustness.DEVIATION)
                        .of(
                            row -> row.robustness().flatMap(RobustnessColumns::underNoise),
                            MISSING));
    Stream<Field<RowSource>> balls = DAMAGE.stream().map(field -> damage(field, false));
    Stream<Field<RowSource>> boxes = DAMAGE.stream().map(field -> damage(field, true));
    return Stream.of(stability, balls, boxes, margin(), certified(), latent())
        .flatMap(Function.identity())
        .toList();
  }

  private static Optional<Stability> underNoise(RobustnessMeasurement measured) {
    return measured.stabilityAt(Robustness.DEVIATION);
  }

  private static Field<RowSource> damage(Field<DamageAt> field, boolean isBoxed) {
    Region region = new Region(Robustness.RADIUS, isBoxed);
    String where = ", within " + Robustness.RADIUS + " input unit";
    return field
        .name(field.column().name() + (isBoxed ? "_box" : ""))
        .meaning(
            field.column().meaning() + where + (isBoxed ? " and all values within [0, 1]" : ""))
        .of(
            row -> row.robustness().flatMap(measured -> measured.damageWithin(region)),
            (isBoxed ? "where data leave [0, 1], and " : "") + MISSING);
  }

  private static Stream<Field<RowSource>> margin() {
    return Stream.of(
            Field.<RobustnessMeasurement>real(
                "reconstruct_margin",
                INPUT,
                "mean over 25 images "
                    + MARGIN
                    + ", by attacks; images that withstand 6 count as 6",
                RobustnessMeasurement::restrictedMargin),
            Field.<RobustnessMeasurement>real(
                "reconstruct_margin_exhausted",
                "1",
                "share of the images that withstand 6 input units",
                RobustnessMeasurement::exhausted),
            Field.<RobustnessMeasurement>optionalReal(
                "reconstruct_margin_bound",
                INPUT,
                "mean first-order lower bound min σ Φ⁻¹(P) / ‖J‖_F of the margin (Camuto et al.,"
                    + " 2021), P a lower 95 % confidence bound; null where an image has P ≤ ½",
                RobustnessMeasurement::bound))
        .map(field -> field.of(RowSource::robustness, MISSING));
  }

  private static Stream<Field<RowSource>> certified() {
    String missing =
        "for a learned variance, where no radius fulfils it, unless lipschitz was"
            + " measured too, and "
            + MISSING;
    return Stream.of(
            Field.<CertifiedMargins>optionalReal(
                "reconstruct_margin_certified_moment",
                INPUT,
                "certified lower bound " + MARGIN + ": bound 1 of Barrett et al. (2022)",
                CertifiedMargins::moment),
            Field.<CertifiedMargins>optionalReal(
                "reconstruct_margin_certified_tail",
                INPUT,
                "certified lower bound "
                    + MARGIN
                    + ": bound 2 of Barrett et al. (2022), for two"
                    + " latent axes or more",
                CertifiedMargins::tail))
        .map(
            field ->
                field.of(
                    row -> row.robustness().flatMap(RobustnessMeasurement::certified), missing));
  }

  private static Stream<Field<RowSource>> latent() {
    return Stream.of(
            Field.<LatentAttack>real(
                "encoder_target_divergence",
                NATS,
                "mean KL(q(z|x + d) ‖ q(z|target)) over 25 images, d within 1 input unit chosen to"
                    + " make it small",
                LatentAttack::after),
            Field.<LatentAttack>real(
                "encoder_target_divergence_before",
                NATS,
                "the same mean without a perturbation",
                LatentAttack::before))
        .map(
            field ->
                field.of(
                    row -> row.robustness().flatMap(RobustnessMeasurement::latentAttack),
                    "with fewer than two held-out samples, and " + MISSING));
  }

  static Field<RowSource> stability() {
    Stream<Field<Stability>> start =
        Stream.of(
            real("deviation", INPUT, "of the noise on each input value", Stability::deviation));
    return Field.structs(
        "input_noise_stability",
        "stability under Gaussian noise, by its deviation; null " + MISSING,
        Stream.concat(start, STABILITY.stream()).toList(),
        row -> row.robustness().map(RobustnessMeasurement::stability));
  }

  static Field<RowSource> damages() {
    Stream<Field<DamageAt>> start =
        Stream.of(
            real("radius", INPUT, "longest perturbation allowed", d -> d.region().radius()),
            text(
                "constraint",
                "ball, or box where perturbed values stay within [0, 1] as well",
                d -> d.region().isBoxed() ? "box" : "ball"),
            real("worst", OUTPUT, "furthest move over the images", DamageAt::worst));
    return Field.structs(
        "damages",
        "maximum-damage attacks by constraint and radius; null " + MISSING,
        Stream.concat(start, DAMAGE.stream()).toList(),
        row -> row.robustness().map(RobustnessMeasurement::damages));
  }

  static Field<RowSource> margins() {
    List<Field<Margin>> fields =
        List.of(
            optionalReal(
                "margin", INPUT, "greatest radius withstood; null from 6 on", Margin::margin),
            optionalReal(
                "bound", INPUT, "its first-order lower bound; null where P ≤ ½", Margin::bound),
            real("probability", "1", "lower 95 % confidence bound of P", Margin::probability));
    return Field.structs(
        "margins",
        "8-robustness margin of each attacked image; null " + MISSING,
        fields,
        row -> row.robustness().map(RobustnessMeasurement::margins));
  }
}
