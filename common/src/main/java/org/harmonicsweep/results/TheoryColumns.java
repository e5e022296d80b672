package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.optionalReal;
import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.text;
import static org.harmonicsweep.results.Field.whole;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.harmonicsweep.metrics.robustness.Robustness;
import org.harmonicsweep.metrics.theory.LinearEnergies;
import org.harmonicsweep.metrics.theory.ModeMeasurement;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;

/** What theory predicts; each column is the measured one's name with {@link #SUFFIX}. */
final class TheoryColumns {
  /** Ends the name of every column that predicts another. */
  static final String SUFFIX = "_theory";

  private static final String MISSING = "where no theory applies and unless the status is ok";
  private static final double NOISE = Robustness.DEVIATION * Robustness.DEVIATION;
  private static final String GAIN = "output units per input unit";

  private TheoryColumns() {}

  static Field<RowSource> posteriorVariance() {
    return Field.<TheoryMeasurement>optionalReal(
            "posterior_variance",
            "squared latent units",
            "mean variance of the posterior over held-out samples and latent axes",
            TheoryMeasurement::posteriorVariance)
        .of(RowSource::theory, "unless the status is ok");
  }

  static List<Field<RowSource>> predictions() {
    return List.of(
        prediction(
            "encoder_lipschitz_lower",
            GAIN,
            "largest gain of a mode of an affine encoder mean",
            TheoryMeasurement::encoderLipschitz),
        prediction(
            "decoder_lipschitz_lower",
            GAIN,
            "largest gain of a mode of an affine decoder",
            TheoryMeasurement::decoderLipschitz),
        prediction(
            "reconstruct_lipschitz_lower",
            GAIN,
            "largest product of the two gains of a mode of affine networks",
            TheoryMeasurement::reconstructLipschitz),
        prediction(
            "decoder_mean_hermite_degree",
            "1",
            "1 for an affine decoder that is not constant",
            TheoryMeasurement::decoderMeanHermiteDegree),
        prediction(
            "encoder_mean_hermite_degree",
            "1",
            "v Σ c² / Σ c² s² over the modes of an affine encoder mean, gains c, deviations s, v the"
                + " mean variance of a feature",
            TheoryMeasurement::encoderMeanHermiteDegree),
        prediction(
            "reconstruct_mean_hermite_degree",
            "1",
            "v Σ p² / Σ p² s² over the modes of affine networks, p the product of the two gains",
            TheoryMeasurement::reconstructMeanHermiteDegree),
        prediction(
            "posterior_variance",
            "squared latent units",
            "mean of 1 / (1 + [JᵀJ]ᵢᵢ / β) over axes i for a learned variance (Kumar and Poole, 2020)",
            TheoryMeasurement::posteriorVarianceTheory),
        stability(
            "encoder_stability",
            "squared latent units",
            "Σ c² over the modes of affine networks, gains c",
            LinearEnergies::encoder),
        stability(
            "encoder_stability_divergence",
            "nats per sample",
            "Σ c² / 2 σ² over the modes of affine networks, gains c, posterior variances σ²",
            energies -> energies.posterior() / 2),
        stability(
            "reconstruct_stability",
            "squared output units",
            "Σ p² over the modes of affine networks, p the product of the two gains",
            LinearEnergies::reconstruct),
        attacked(
            "reconstruct_damage",
            "output units",
            "the radius times the largest product of the two gains of a mode of affine networks",
            TheoryColumns::damage));
  }

  /** Returns what noise of the columns' deviation does, from what noise of deviation 1 does. */
  private static Field<RowSource> stability(
      String measured, String unit, String sum, ToDoubleFunction<LinearEnergies> energy) {
    return attacked(
        measured,
        unit,
        "the squared deviation of the noise times " + sum,
        theory ->
            theory
                .energies()
                .map(sums -> OptionalDouble.of(NOISE * energy.applyAsDouble(sums)))
                .orElseGet(OptionalDouble::empty));
  }

  private static OptionalDouble damage(TheoryMeasurement theory) {
    OptionalDouble gain = theory.reconstructLipschitz();
    return gain.isPresent()
        ? OptionalDouble.of(Robustness.RADIUS * gain.getAsDouble())
        : OptionalDouble.empty();
  }

  private static Field<RowSource> attacked(
      String measured,
      String unit,
      String meaning,
      Function<TheoryMeasurement, OptionalDouble> value) {
    return optionalReal(measured + SUFFIX, unit, "predicted " + measured + ": " + meaning, value)
        .of(
            row -> row.robustness().isPresent() ? row.theory() : Optional.empty(),
            "where no theory applies, and unless robustness was measured and the status is ok");
  }

  static Field<RowSource> modes() {
    List<Field<ModeMeasurement>> fields =
        List.of(
            whole(
                "mode",
                "1",
                "number of the mode, from 1: singular directions u of the decoder D in falling order"
                    + " of gain, principal axes of the training data in falling order of variance",
                ModeMeasurement::mode),
            text(
                "quantity",
                "decoder_gain (singular value of D), encoder_gain (‖E u‖ of the encoder mean E),"
                    + " reconstruct_gain (uᵀ D E u), posterior_variance (of the latent direction that D"
                    + " takes to u), data_variance (of the training data along u)",
                ModeMeasurement::quantity),
            optionalReal(
                "measured",
                "that of the quantity",
                "measured value; null where u is undefined because the gain is below 1e-6 of the"
                    + " greatest",
                ModeMeasurement::measured),
            optionalReal(
                "theory",
                "that of the quantity",
                "value at the global optimum of the linear model; null for data_variance of a mode"
                    + " that is dropped, whose direction is arbitrary",
                ModeMeasurement::theory),
            real(
                "tolerance",
                "that of the quantity",
                "how far the two may lie apart at the optimum: 5 % of the prediction and 25 learning"
                    + " rates, because Adam at a constant rate keeps trembling",
                ModeMeasurement::tolerance));
    return Field.structs(
        "modes",
        "modes of an affine model beside their prediction; empty where no theory applies, null unless"
            + " the status is ok",
        fields,
        row -> row.theory().map(TheoryMeasurement::modes));
  }

  private static Field<RowSource> prediction(
      String measured,
      String unit,
      String meaning,
      Function<TheoryMeasurement, OptionalDouble> value) {
    return optionalReal(measured + SUFFIX, unit, "predicted " + measured + ": " + meaning, value)
        .of(RowSource::theory, MISSING);
  }
}
