package org.harmonicsweep.results;

import static org.harmonicsweep.results.Field.optionalReal;
import static org.harmonicsweep.results.Field.optionalWhole;
import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.reals;
import static org.harmonicsweep.results.Field.text;
import static org.harmonicsweep.results.Field.whole;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.lipschitz.LipschitzBracket;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.lipschitz.LocalBracket;
import org.harmonicsweep.metrics.semidefinite.SlopeBound;

/**
 * Brackets of the Lipschitz constants, what certifies them, and where the lower end is attained.
 */
final class LipschitzColumns {
  private static final String MISSING = "unless lipschitz was measured and the status is ok";
  private static final String GAIN = "output units per input unit";

  private static final List<Field<LipschitzBracket>> BRACKET =
      List.of(
          real(
              "lipschitz_lower",
              GAIN,
              "largest Jacobian spectral norm found, that at the witness less its rounding",
              LipschitzBracket::lower),
          real(
              "lipschitz_pattern",
              GAIN,
              "largest norm found of the layers' product with any slopes in the ranges of their"
                  + " activations: no bound that knows weights and ranges only lies below the largest there is",
              LipschitzBracket::pattern),
          real("lipschitz_upper", GAIN, "smallest certified bound", LipschitzBracket::upper),
          text(
              "lipschitz_certificate",
              "which bound is the smallest: product, combettes_pesquet, eclipse_fast, semidefinite, or"
                  + " composition, the encoder's bound times the decoder's",
              LipschitzBracket::certificate),
          real(
              "lipschitz_product",
              GAIN,
              "product of the layers' spectral norms and greatest slopes",
              LipschitzBracket::product),
          real(
              "lipschitz_combettes_pesquet",
              GAIN,
              "bound by the recursion of Combettes and Pesquet (2020), with the neurons as they are or,"
                  + " unless a layer is a convolution of more than 2048 values, balanced",
              LipschitzBracket::combettesPesquet),
          optionalReal(
              "lipschitz_eclipse_fast",
              GAIN,
              "bound by ECLipsE-Fast (2024), with the neurons as they are or balanced, unless a layer is"
                  + " a convolution of more than 2048 values",
              LipschitzBracket::eclipseFast),
          optionalReal(
              "lipschitz_semidefinite",
              GAIN,
              "bound by LipSDP-Neuron (2019), proven by Cholesky with a margin for rounding, of at"
                  + " most 1024 inputs and neurons, 512 for encoder and decoder together",
              bracket -> optional(bracket.semidefinite().map(SlopeBound::upper))),
          optionalReal(
              "lipschitz_semidefinite_gap",
              "1",
              "by what share that bound may exceed the best of its kind, by a dual point",
              bracket -> optional(bracket.semidefinite().map(SlopeBound::gap))),
          optionalWhole(
              "lipschitz_semidefinite_steps",
              "steps",
              "steps of the primal-dual method that it took",
              bracket -> bracket.semidefinite().map(bound -> (long) bound.steps())));

  private static final String BALL =
      " in the latent ball that holds 99.9 % of the aggregate posterior";

  private static final String NOT_LOCAL =
      MISSING
          + ", and unless the decoder is dense with at most 1024 inputs and neurons, its aggregate"
          + " posterior finite, and the bound proven in double precision";

  private static final List<Field<LocalBracket>> LOCAL =
      List.of(
          real(
              "decoder_lipschitz_lower_local",
              GAIN,
              "largest Jacobian spectral norm of the decoder found" + BALL + ", less its rounding",
              LocalBracket::lower),
          real(
              "decoder_lipschitz_upper_local",
              GAIN,
              "certified bound of the decoder's Lipschitz constant"
                  + BALL
                  + ", at most decoder_lipschitz_upper; a radius of 0 gives the Jacobian at its centre",
              LocalBracket::upper),
          whole(
              "decoder_lipschitz_local_pieces",
              "pieces",
              "pieces that the ball was cut into for decoder_lipschitz_upper_local",
              LocalBracket::pieces),
          reals(
              "decoder_lipschitz_local_centre",
              "latent units",
              "the ball's centre: mean of 4096 draws from the posteriors of up to 1024 evenly spaced"
                  + " held-out samples in turn",
              LocalBracket::centre),
          real(
              "decoder_lipschitz_local_radius",
              "latent units",
              "radius of the smallest ball around that centre that holds 4092 of these 4096 draws",
              LocalBracket::radius),
          reals(
              "decoder_lipschitz_local_witness",
              "latent units",
              "the point of the ball where decoder_lipschitz_lower_local is attained",
              LocalBracket::witness));

  private static final List<Field<LayerNorm>> LAYER =
      List.of(
          text("network", Networks.KEYS, LayerNorm::network),
          whole("layer", "1", "number of the layer, from 1 on the input side", LayerNorm::layer),
          real(
              "spectral_norm",
              "1",
              "largest singular value of its linear half, rounded up; of a convolution a bound of it",
              LayerNorm::norm));

  private static final List<MeasuredNetwork> NETWORKS =
      List.of(MeasuredNetwork.ENCODER, MeasuredNetwork.DECODER, MeasuredNetwork.RECONSTRUCT);

  private LipschitzColumns() {}

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  static List<Field<RowSource>> brackets() {
    return scalars().<Field<RowSource>>map(field -> field.from(RowSource::lipschitz)).toList();
  }

  /** Returns all that is told of a measurement without its trial: scalars, then lists. */
  static List<Field<LipschitzMeasurement>> ofMeasurement() {
    return Stream.concat(scalars(), Stream.of(allNorms(), allWitnesses())).toList();
  }

  private static Stream<Field<LipschitzMeasurement>> scalars() {
    return Stream.concat(
        NETWORKS.stream().flatMap(network -> BRACKET.stream().map(field -> column(network, field))),
        LOCAL.stream().map(LipschitzColumns::local));
  }

  static Field<RowSource> layers() {
    return allNorms().from(RowSource::lipschitz);
  }

  private static Field<LipschitzMeasurement> allNorms() {
    return Field.structs(
        "layers",
        "spectral norm of each layer; null " + MISSING,
        LAYER,
        measured -> Optional.of(layerNorms(measured)));
  }

  static Field<RowSource> witnesses() {
    return allWitnesses().from(RowSource::lipschitz);
  }

  private static Field<LipschitzMeasurement> allWitnesses() {
    List<Field<LipschitzBracket>> fields =
        List.of(
            text("network", Networks.KEYS, b -> b.network().key()),
            real("lower", GAIN, "Jacobian spectral norm at the point", LipschitzBracket::lower),
            reals("point", "input units", "the point itself", LipschitzBracket::witness));
    return Field.structs(
        "witnesses",
        "where each lower bound is attained, so that anyone can check it; null " + MISSING,
        fields,
        measured -> Optional.of(measured.brackets()));
  }

  private static Field<LipschitzMeasurement> column(
      MeasuredNetwork network, Field<LipschitzBracket> field) {
    return field
        .name(network.key() + "_" + field.column().name())
        .meaning(field.column().meaning() + ", of the " + Networks.noun(network))
        .of(measured -> measured.find(network), MISSING);
  }

  private static Field<LipschitzMeasurement> local(Field<LocalBracket> field) {
    return field.of(LipschitzMeasurement::local, NOT_LOCAL);
  }

  private static List<LayerNorm> layerNorms(LipschitzMeasurement measurement) {
    return measurement.brackets().stream().flatMap(LipschitzColumns::layerNorms).toList();
  }

  private static Stream<LayerNorm> layerNorms(LipschitzBracket bracket) {
    List<Double> norms = bracket.layerNorms();
    return IntStream.range(0, norms.size())
        .mapToObj(i -> new LayerNorm(bracket.network().key(), i + 1, norms.get(i)));
  }

  private record LayerNorm(String network, int layer, double norm) {}
}
