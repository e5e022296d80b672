package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.optionalReal;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.harmonicsweep.metrics.theory.TheoryMeasurement;

/** What theory predicts; each column is the measured one's name with {@link #SUFFIX}. */
final class TheoryColumns {
  /** Ends the name of every column that predicts another. */
  static final String SUFFIX = "_theory";

  private static final String MISSING = "where no theory applies and unless the status is ok";
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
            "posterior_variance",
            "squared latent units",
            "mean of 1 / (1 + [JᵀJ]ᵢᵢ / β) over axes i for a learned variance (Kumar and Poole, 2020)",
            TheoryMeasurement::posteriorVarianceTheory));
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
