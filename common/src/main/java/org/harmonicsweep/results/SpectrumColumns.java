package org.harmonicsweep.results;

import static org.harmonicsweep.metrics.MeasuredNetwork.DECODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER_LOG_VARIANCE;
import static org.harmonicsweep.metrics.MeasuredNetwork.RECONSTRUCT;
import static org.harmonicsweep.metrics.spectrum.LineFamily.CHORD;
import static org.harmonicsweep.metrics.spectrum.LineFamily.ISOTROPIC;
import static org.harmonicsweep.metrics.spectrum.LineFamily.SCALED;
import static org.harmonicsweep.results.Field.optionalReal;
import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.reals;
import static org.harmonicsweep.results.Field.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.spectrum.GaussianMeasure;
import org.harmonicsweep.metrics.spectrum.LineFamily;
import org.harmonicsweep.metrics.spectrum.LineSpectrum;
import org.harmonicsweep.metrics.spectrum.NoiseStability;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;

/** Frequency content: scalars along lines and under Gaussian inputs, and whole spectra. */
final class SpectrumColumns {
  private static final String UNMEASURED = "unless spectrum was measured and the status is ok";
  private static final String MISSING =
      "where the network is constant or not there, and " + UNMEASURED;
  private static final String CUTOFF = "the cutoff";
  private static final String UNIT = "unit of the line";

  /** Scalars of a line spectrum. */
  private static final List<Field<LineSpectrum>> SCALARS =
      List.of(
          optionalReal(
              "high_frequency_share",
              "1",
              "share of power above "
                  + CUTOFF
                  + ", in [0, 1]; not given where that power is no more than rounding may leave",
              LineSpectrum::highFrequencyShare),
          optionalReal(
              "centroid",
              "cycles per " + UNIT,
              "power-weighted mean frequency",
              LineSpectrum::centroid),
          optionalReal(
              "bandwidth",
              "cycles per " + UNIT,
              "frequency below which 95 % of the power lies",
              LineSpectrum::bandwidth),
          optionalReal(
              "decay_rate",
              UNIT + " per cycle",
              "least-squares slope of −ln power against frequency, above the numerical floor",
              LineSpectrum::decayRate));

  private static final Path PRIOR =
      new Path(ISOTROPIC, "latent unit", "0.5", "random directions through points of the prior");
  private static final Path POSTERIOR =
      new Path(
          SCALED,
          "posterior deviation",
          "0.5",
          "random directions through posterior means, each axis in deviations of the aggregate"
              + " posterior");
  private static final Path AROUND_DATA =
      new Path(
          ISOTROPIC,
          "data radius",
          "0.3",
          "random directions through held-out samples, in units of their root-mean-square distance"
              + " from their mean");
  private static final Path AROUND_DATA_SCALED =
      new Path(
          SCALED,
          "data radius",
          "0.3",
          AROUND_DATA.course() + ", each output in deviations of the aggregate posterior");
  private static final Path CHORDS =
      new Path(CHORD, "input unit", "0.2", "chords between held-out samples");

  /** The lines whose scalars have columns of their own. */
  private static final List<Line> LINES =
      List.of(
          new Line(DECODER, PRIOR),
          new Line(DECODER, POSTERIOR),
          new Line(ENCODER, AROUND_DATA),
          new Line(ENCODER, AROUND_DATA_SCALED),
          new Line(ENCODER, CHORDS),
          new Line(RECONSTRUCT, AROUND_DATA),
          new Line(RECONSTRUCT, CHORDS),
          new Line(ENCODER_LOG_VARIANCE, AROUND_DATA),
          new Line(ENCODER_LOG_VARIANCE, CHORDS));

  /** The Gaussian measures that have columns of their own. */
  private static final List<Measure> MEASURES =
      List.of(
          new Measure(DECODER, "prior", "", "0.5", "latent unit"),
          new Measure(
              DECODER, "posterior", "_scaled", "0.5", "deviation of the aggregate posterior"),
          new Measure(ENCODER, "data", "", "0.3", "deviation of the data per feature"),
          new Measure(RECONSTRUCT, "data", "", "0.3", "deviation of the data per feature"),
          new Measure(
              ENCODER_LOG_VARIANCE, "data", "", "0.3", "deviation of the data per feature"));

  private SpectrumColumns() {}

  /** Returns every scalar along every line: the same quantity side by side. */
  static List<Field<RowSource>> lines() {
    return alongLines().<Field<RowSource>>map(field -> field.from(RowSource::spectrum)).toList();
  }

  /** Returns mean Hermite degrees, then filter splits. */
  static List<Field<RowSource>> gaussian() {
    return underGaussians()
        .<Field<RowSource>>map(field -> field.from(RowSource::spectrum))
        .toList();
  }

  /** Returns all that is told of a measurement without its trial: scalars, then lists. */
  static List<Field<SpectrumMeasurement>> ofMeasurement() {
    return Stream.of(
            alongLines(),
            underGaussians(),
            Stream.of(wholeSpectra(), allGaussian(), stabilityCurves()))
        .flatMap(fields -> fields)
        .toList();
  }

  private static Stream<Field<SpectrumMeasurement>> alongLines() {
    return SCALARS.stream().flatMap(scalar -> LINES.stream().map(line -> line.column(scalar)));
  }

  private static Stream<Field<SpectrumMeasurement>> underGaussians() {
    return Stream.of(
            MEASURES.stream().map(Measure::degree),
            MEASURES.stream().map(Measure::split),
            Stream.of(splitOfTheNoise()))
        .flatMap(fields -> fields);
  }

  /** The filter of the loss itself. */
  private static Field<SpectrumMeasurement> splitOfTheNoise() {
    return Field.<GaussianMeasure>optionalReal(
            "decoder_filter_split_noise",
            "1",
            "E‖f − f∗N(0, δ²)‖² / Var f of the decoder under the posterior, δ = the encoder's mean"
                + " deviation along each axis: what the loss cannot see; it grows with δ, so it is no"
                + " measure of smoothness",
            GaussianMeasure::value)
        .of(s -> s.split(DECODER, "posterior", 1), MISSING);
  }

  static Field<RowSource> noiseStability() {
    return stabilityCurves().from(RowSource::spectrum);
  }

  private static Field<SpectrumMeasurement> stabilityCurves() {
    List<Field<NoiseStability>> fields =
        List.of(
            text("network", "decoder", s -> s.network().key()),
            text(
                "inputs",
                "prior, or posterior: the Gaussian with mean and deviations of the aggregate posterior"
                    + " along each latent axis",
                NoiseStability::inputs),
            real("correlation", "1", "ρ of the two inputs", NoiseStability::correlation),
            optionalReal(
                "value",
                "1",
                "Cov(f(z), f(z')) / Var f = Σ ρⁿ W_n / Σ W_n over the Hermite degrees n ≥ 1 with"
                    + " weights W_n; null where the network is constant",
                NoiseStability::value),
            optionalReal(
                "theory",
                "1",
                "ρ for an affine network, which no other exceeds; null for others",
                NoiseStability::theory));
    return Field.structs(
        "noise_stability",
        "how much of the network survives when its Gaussian inputs z are resampled in part, z' = ρ z +"
            + " √(1 − ρ²) ε; null "
            + UNMEASURED,
        fields,
        measured -> Optional.of(measured.stability()));
  }

  static Field<RowSource> spectra() {
    return wholeSpectra().from(RowSource::spectrum);
  }

  private static Field<SpectrumMeasurement> wholeSpectra() {
    Stream<Field<LineSpectrum>> start =
        Stream.of(
            text("network", Networks.KEYS, s -> s.network().key()),
            text("family", "how the lines lie: isotropic, scaled or chord", s -> s.family().key()),
            real(
                "cutoff",
                "cycles per " + UNIT,
                "frequency above which power counts as high",
                LineSpectrum::cutoff),
            real(
                "floor",
                "squared output units",
                "power at one frequency that rounding of single precision may leave: white noise of"
                    + " 2⁻²² of the outputs' root mean square",
                LineSpectrum::floor));
    Stream<Field<LineSpectrum>> scalars =
        SCALARS.stream()
            .map(s -> s.meaning(s.column().meaning() + "; null where the network is constant"));
    Stream<Field<LineSpectrum>> end =
        Stream.of(
            reals(
                "frequency",
                "cycles per " + UNIT,
                "frequencies, ascending from 0",
                LineSpectrum::frequencies),
            reals(
                "power",
                "squared output units",
                "power at each frequency, one-sided, averaged over lines and summed over outputs",
                LineSpectrum::power));
    return Field.structs(
        "spectra",
        "power along lines under a Gaussian window, per network and family of lines, in the units"
            + " of the columns above; null "
            + UNMEASURED,
        Stream.of(start, scalars, end).flatMap(part -> part).toList(),
        measured -> Optional.of(measured.spectra()));
  }

  static Field<RowSource> frequencyMeasures() {
    return allGaussian().from(RowSource::spectrum);
  }

  private static Field<SpectrumMeasurement> allGaussian() {
    List<Field<GaussianMeasure>> fields =
        List.of(
            text("network", Networks.KEYS, m -> m.network().key()),
            text("quantity", "split or hermite_degree", GaussianMeasure::quantity),
            text(
                "inputs",
                "distribution of the inputs: prior, posterior or data",
                GaussianMeasure::inputs),
            optionalReal(
                "filter",
                "deviations of the inputs",
                "deviation δ of the Gaussian filter, counted in the deviation of the prior, of the"
                    + " aggregate posterior or of the data per axis; the posterior's second split"
                    + " counts in the encoder's own deviation; null for the degree",
                GaussianMeasure::filter),
            optionalReal(
                "value",
                "1",
                "the measure; null where the network is constant",
                GaussianMeasure::value));
    return Field.structs(
        "frequency_measures",
        "Gaussian-filter splits E‖f − f∗N(0, δ²)‖² / Var f and mean Hermite degrees; null "
            + UNMEASURED,
        fields,
        measured -> Optional.of(measured.gaussian()));
  }

  /** A family of lines, what one unit of it is, and above how many cycles per unit is high. */
  private record Path(LineFamily family, String unit, String cutoff, String course) {}

  private record Line(MeasuredNetwork network, Path path) {
    Field<SpectrumMeasurement> column(Field<LineSpectrum> scalar) {
      Column column = scalar.column();
      String suffix = path.family() == ISOTROPIC ? "" : "_" + path.family().key();
      String cutoff = path.cutoff() + " cycles per " + path.unit();
      String meaning = column.meaning().replace(CUTOFF, cutoff);
      return scalar
          .name(network.key() + "_" + column.name() + suffix)
          .unit(column.unit().replace(UNIT, path.unit()))
          .meaning(meaning + ", of the " + Networks.noun(network) + " along " + path.course())
          .of(s -> s.of(network, path.family()), MISSING);
    }
  }

  private record Measure(
      MeasuredNetwork network, String inputs, String suffix, String filter, String unit) {
    Field<SpectrumMeasurement> degree() {
      return column(
          "hermite_degree",
          "mean_hermite_degree",
          "mean Hermite degree E‖J‖² / tr Cov f of the %s under the %s, J per %s"
              .formatted(Networks.noun(network), inputs, unit));
    }

    Field<SpectrumMeasurement> split() {
      return column(
          "split",
          "filter_split",
          "E‖f − f∗N(0, δ²)‖² / Var f of the %s under the %s, δ = %s × the %s"
              .formatted(Networks.noun(network), inputs, filter, unit));
    }

    private Field<SpectrumMeasurement> column(String quantity, String name, String meaning) {
      return Field.<GaussianMeasure>optionalReal(
              network.key() + "_" + name + suffix, "1", meaning, GaussianMeasure::value)
          .of(s -> s.of(network, quantity, inputs), MISSING);
    }
  }
}
