package org.harmonicsweep.metrics.spectrum;

import static org.harmonicsweep.metrics.MeasuredNetwork.DECODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER_LOG_VARIANCE;
import static org.harmonicsweep.metrics.MeasuredNetwork.RECONSTRUCT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * Filter splits and Hermite degrees of decoder, encoder mean, reconstruct and a learned log
 * variance: an energy over the variance {@code tr Cov f} of the network's outputs under the same
 * inputs.
 *
 * <p>Filters are stated in a unit that belongs to their inputs: the prior's deviation (1 latent
 * unit) for {@code prior}, the data's deviation per feature ({@link HeldOut#deviation()}) for
 * {@code data}. For {@code posterior} there are two: {@link #MIXTURE_FILTER} counts in deviations
 * of the aggregate posterior along each latent axis, {@link #NOISE_FILTER} in the posteriors' own
 * mean deviation along each axis, the noise under which the decoder was trained. The latter is what
 * the loss pays for: it widens with the encoder's variance and is no measure of smoothness.
 */
final class GaussianMeasures {
  /** Points drawn from the prior. */
  static final int PRIOR_POINTS = 1024;

  /** Points that a filter is applied to: with them a split is known to some 5 %. */
  static final int SPLIT_POINTS = 512;

  /** Jacobian products spent on one degree: as many points as they allow, at least one. */
  static final int JACOBIAN_PRODUCTS = 2048;

  /** Filter in latent units. */
  static final double PRIOR_FILTER = 0.5;

  /** Filter in deviations of the aggregate posterior along each latent axis. */
  static final double MIXTURE_FILTER = 0.5;

  /** Filter in the posteriors' mean deviation along each latent axis. */
  static final double NOISE_FILTER = 1;

  /** Filters in the data's deviation per feature. */
  static final List<Double> DATA_FILTERS = List.of(0.3, 1.0);

  private final Draws draws;
  private final int latent;
  private final List<GaussianMeasure> measures = new ArrayList<>();

  private GaussianMeasures(Draws draws, int latent) {
    this.draws = draws;
    this.latent = latent;
  }

  /** Returns the measures of a model; of one network and its inputs, the smallest filter first. */
  static List<GaussianMeasure> of(MeasuredModel model) {
    GaussianMeasures gaussian = new GaussianMeasures(model.draws(), model.latent());
    gaussian.prior(model.decoder());
    gaussian.posterior(model, model.posterior().sample(model.draws().stream("posterior")));
    gaussian.data(model, model.heldOut().sample());
    return List.copyOf(gaussian.measures);
  }

  /** Returns the measures of a decoder alone, those under the prior. */
  static List<GaussianMeasure> ofDecoder(NetworkMap decoder, Draws draws) {
    GaussianMeasures gaussian = new GaussianMeasures(draws, decoder.network().inputs());
    gaussian.prior(decoder);
    return List.copyOf(gaussian.measures);
  }

  /** Returns the measures of an encoder mean alone. */
  static List<GaussianMeasure> ofEncoder(NetworkMap encoder, HeldOut heldOut, Draws draws) {
    GaussianMeasures gaussian = new GaussianMeasures(draws, encoder.network().outputs());
    gaussian.alone(ENCODER, encoder, heldOut);
    return List.copyOf(gaussian.measures);
  }

  private void prior(NetworkMap map) {
    Sample inputs = new Sample(PRIOR_POINTS, draws.normals("prior", PRIOR_POINTS * latent));
    double[] units = constant(latent, 1);
    List<Subject> decoder = subjects("prior", inputs, List.of(DECODER), List.of(map));
    split(decoder, inputs, PRIOR_FILTER, units);
    degree(decoder, degreeOfDecoder(map, inputs, units));
  }

  private void posterior(MeasuredModel model, Sample inputs) {
    double[] units = model.posterior().mixtureDeviations();
    List<Subject> decoder =
        subjects("posterior", inputs, List.of(DECODER), List.of(model.decoder()));
    split(decoder, inputs, MIXTURE_FILTER, units);
    split(decoder, inputs, NOISE_FILTER, model.posterior().meanDeviations());
    degree(decoder, degreeOfDecoder(model.decoder(), inputs, units));
  }

  private double[] degreeOfDecoder(NetworkMap decoder, Sample inputs, double[] units) {
    return new double[] {HermiteDegree.energy(decoder.network()::jvp, few(inputs), units)};
  }

  private void data(MeasuredModel model, Sample inputs) {
    List<Subject> subjects =
        subjects(
            "data",
            inputs,
            List.of(ENCODER, RECONSTRUCT),
            List.of(model.encoder(), model.decoder()));
    double unit = model.heldOut().deviation();
    for (double filter : DATA_FILTERS) {
      split(subjects, inputs, filter, constant(inputs.inputs(), unit));
    }
    double[] energies =
        HermiteDegree.energies(model.encoder().network(), model.decoder().network(), few(inputs));
    degree(subjects, DoubleStream.of(energies).map(energy -> energy * unit * unit).toArray());
    model.logVariance().ifPresent(map -> alone(ENCODER_LOG_VARIANCE, map, model.heldOut()));
  }

  private void alone(MeasuredNetwork network, NetworkMap map, HeldOut heldOut) {
    Sample inputs = heldOut.sample();
    List<Subject> subjects = subjects("data", inputs, List.of(network), List.of(map));
    double unit = heldOut.deviation();
    for (double filter : DATA_FILTERS) {
      split(subjects, inputs, filter, constant(inputs.inputs(), unit));
    }
    double energy = HermiteDegree.energy(map.network(), few(inputs));
    degree(subjects, new double[] {energy * unit * unit});
  }

  private void split(List<Subject> subjects, Sample inputs, double filter, double[] units) {
    List<BatchMap> chain = subjects.stream().map(Subject::map).toList();
    double[] deviations = DoubleStream.of(units).map(unit -> filter * unit).toArray();
    double[] energies =
        FilterSplit.energies(
            chain, inputs.atMost(SPLIT_POINTS), deviations, draws.stream("filter"));
    for (int i = 0; i < energies.length; i++) {
      measures.add(subjects.get(i).measure("split", OptionalDouble.of(filter), energies[i]));
    }
  }

  private void degree(List<Subject> subjects, double[] energies) {
    for (int i = 0; i < energies.length; i++) {
      measures.add(subjects.get(i).measure("hermite_degree", OptionalDouble.empty(), energies[i]));
    }
  }

  private Sample few(Sample inputs) {
    return inputs.atMost(Math.max(1, JACOBIAN_PRODUCTS / latent));
  }

  private static double[] constant(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  private static List<Subject> subjects(
      String inputs, Sample sample, List<MeasuredNetwork> networks, List<BatchMap> chain) {
    List<OptionalDouble> variances = OutputVariance.of(chain, sample);
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      subjects.add(new Subject(networks.get(i), inputs, chain.get(i), variances.get(i)));
    }
    return subjects;
  }

  /**
   * A network under a distribution of its inputs.
   *
   * @param map from the outputs of the subject before, if there is one
   * @param variance of the network's outputs
   */
  private record Subject(
      MeasuredNetwork network, String inputs, BatchMap map, OptionalDouble variance) {
    GaussianMeasure measure(String quantity, OptionalDouble filter, double energy) {
      double ratio = variance.isPresent() ? energy / variance.getAsDouble() : Double.NaN;
      // weights that grew beyond all bounds give infinities: not a number, hence no value
      OptionalDouble value =
          Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
      return new GaussianMeasure(network, quantity, inputs, filter, value);
    }
  }
}
