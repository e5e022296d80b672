package org.harmonicsweep.results;

import static org.harmonicsweep.metrics.MeasuredNetwork.DECODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.RECONSTRUCT;
import static org.harmonicsweep.metrics.spectrum.LineFamily.CHORD;
import static org.harmonicsweep.metrics.spectrum.LineFamily.ISOTROPIC;
import static org.harmonicsweep.metrics.spectrum.LineFamily.SCALED;
import static org.harmonicsweep.results.Field.optionalReal;
import static org.harmonicsweep.results.Field.real;
import static org.harmonicsweep.results.Field.reals;
import static org.harmonicsweep.results.Field.text;

import java.util.List;
import java.util.stream.Stream;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.spectrum.GaussianMeasure;
import org.harmonicsweep.metrics.spectrum.LineFamily;
import org.harmonicsweep.metrics.spectrum.LineSpectrum;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;

/** Frequency content: scalars along lines and under Gaussian inputs, and whole spectra. */
final class SpectrumColumns {
  private static final String MISSING =
      "where the network is constant, and unless spectrum was measured and the status is ok";
  private static final String CYCLES = "cycles per unit of the line";

  /** Scalars of a line spectrum. */
  private static final List<Field<LineSpectrum>> SCALARS =
      List.of(
          optionalReal(
              "high_frequency_share",
              "1",
              "share of power above the cutoff, in [0, 1]",
              LineSpectrum::highFrequencyShare),
          optionalReal("centroid", CYCLES, "power-weighted mean frequency", LineSpectrum::centroid),
          optionalReal(
              "bandwidth",
              CYCLES,
              "frequency below which 95 % of the power lies",
              LineSpectrum::bandwidth),
          optionalReal(
              "decay_rate",
              "units of the line per cycle",
              "least-squares slope of −ln power against frequency, above the numerical floor",
              LineSpectrum::decayRate));

  /** The lines whose scalars have columns of their own. */
  private static final List<Line> LINES =
      List.of(
          new Line(DECODER, ISOTROPIC, "latent unit", "random directions"),
          new Line(DECODER, SCALED, "posterior deviation", "random directions in posterior units"),
          new Line(ENCODER, ISOTROPIC, "input unit", "random directions"),
          new Line(ENCODER, CHORD, "input unit", "chords between held-out samples"),
          new Line(RECONSTRUCT, ISOTROPIC, "input unit", "random directions"),
          new Line(RECONSTRUCT, CHORD, "input unit", "chords between held-out samples"));

  /** The Gaussian measures that have columns of their own. */
  private static final List<Measure> MEASURES =
      List.of(
          new Measure(DECODER, "prior", ""),
          new Measure(DECODER, "posterior", "_scaled"),
          new Measure(ENCODER, "data", ""),
          new Measure(RECONSTRUCT, "data", ""));

  private SpectrumColumns() {}

  /** Returns every scalar along every line: the same quantity side by side. */
  static List<Field<RowSource>> lines() {
    return SCALARS.stream()
        .flatMap(scalar -> LINES.stream().map(line -> line.column(scalar)))
        .toList();
  }

  /** Returns mean Hermite degrees, then filter splits. */
  static List<Field<RowSource>> gaussian() {
    return Stream.concat(
            MEASURES.stream().map(Measure::degree), MEASURES.stream().map(Measure::split))
        .toList();
  }

  static Field<RowSource> spectra() {
    Stream<Field<LineSpectrum>> start =
        Stream.of(
            text("network", "encoder, decoder or reconstruct", s -> s.network().key()),
            text("family", "how the lines lie: isotropic, scaled or chord", s -> s.family().key()),
            real(
                "cutoff",
                CYCLES,
                "frequency above which power counts as high",
                LineSpectrum::cutoff));
    Stream<Field<LineSpectrum>> end =
        Stream.of(
            reals("frequency", CYCLES, "frequencies, ascending from 0", LineSpectrum::frequencies),
            reals(
                "power",
                "squared output units",
                "power at each frequency, one-sided, averaged over lines and summed over outputs",
                LineSpectrum::power));
    return Field.structs(
        "spectra",
        "power along lines under a Gaussian window, per network and family of lines; null unless"
            + " spectrum was measured and the status is ok",
        Stream.of(start, SCALARS.stream(), end).flatMap(part -> part).toList(),
        row -> row.spectrum().map(SpectrumMeasurement::spectra));
  }

  static Field<RowSource> frequencyMeasures() {
    List<Field<GaussianMeasure>> fields =
        List.of(
            text("network", "encoder, decoder or reconstruct", m -> m.network().key()),
            text("quantity", "split or hermite_degree", GaussianMeasure::quantity),
            text(
                "inputs",
                "distribution of the inputs: prior, posterior or data",
                GaussianMeasure::inputs),
            optionalReal(
                "filter",
                "input units of the network",
                "standard deviation δ of the Gaussian filter; null for the degree",
                GaussianMeasure::filter),
            optionalReal(
                "value",
                "1",
                "the measure; null where the network is constant",
                GaussianMeasure::value));
    return Field.structs(
        "frequency_measures",
        "Gaussian-filter splits E‖f − f∗N(0, δ²)‖² / Var f and mean Hermite degrees; null unless"
            + " spectrum was measured and the status is ok",
        fields,
        row -> row.spectrum().map(SpectrumMeasurement::gaussian));
  }

  private record Line(MeasuredNetwork network, LineFamily family, String unit, String lines) {
    Field<RowSource> column(Field<LineSpectrum> scalar) {
      Column column = scalar.column();
      String suffix = family == ISOTROPIC ? "" : "_" + family.key();
      return scalar
          .name(network.key() + "_" + column.name() + suffix)
          .unit(
              column
                  .unit()
                  .replace("unit of the line", unit)
                  .replace("units of the line", unit + "s"))
          .meaning(column.meaning() + ", of the " + network.key() + " along " + lines)
          .of(row -> row.spectrum().flatMap(spectrum -> spectrum.of(network, family)), MISSING);
    }
  }

  private record Measure(MeasuredNetwork network, String inputs, String suffix) {
    Field<RowSource> degree() {
      return column(
          "hermite_degree",
          "mean_hermite_degree",
          "mean Hermite degree E‖J‖² / tr Cov f of the %s under the %s");
    }

    Field<RowSource> split() {
      return column(
          "split",
          "filter_split",
          "share of variance that a Gaussian filter of standard deviation δ takes from the %s"
              + " under the %s, δ being the first listed in frequency_measures");
    }

    private Field<RowSource> column(String quantity, String name, String meaning) {
      return Field.<GaussianMeasure>optionalReal(
              network.key() + "_" + name + suffix,
              "1",
              meaning.formatted(network.key(), inputs),
              GaussianMeasure::value)
          .of(row -> row.spectrum().flatMap(s -> s.of(network, quantity, inputs)), MISSING);
    }
  }
}
