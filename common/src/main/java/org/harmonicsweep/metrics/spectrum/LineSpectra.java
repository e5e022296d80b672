package org.harmonicsweep.metrics.spectrum;

import static org.harmonicsweep.metrics.MeasuredNetwork.DECODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER;
import static org.harmonicsweep.metrics.MeasuredNetwork.ENCODER_LOG_VARIANCE;
import static org.harmonicsweep.metrics.MeasuredNetwork.RECONSTRUCT;
import static org.harmonicsweep.metrics.spectrum.LineFamily.CHORD;
import static org.harmonicsweep.metrics.spectrum.LineFamily.ISOTROPIC;
import static org.harmonicsweep.metrics.spectrum.LineFamily.SCALED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.harmonicsweep.metrics.MeasuredNetwork;

/** The spectra of decoder, encoder mean and reconstruct, along every family of lines. */
final class LineSpectra {
  /** Lines of a family. */
  static final int LINES = 64;

  /**
   * Cutoff for the decoder, in cycles per latent unit or per deviation of the aggregate posterior:
   * at this frequency the effect of the encoder's variance is largest against the floor.
   */
  static final double DECODER_CUTOFF = 0.5;

  /**
   * Cutoff along random directions in input space, in cycles per {@link HeldOut#radius()}.
   *
   * <p>One unit of t moves every feature by {@link HeldOut#deviation()} in root mean square, as
   * Gaussian noise of that deviation does. Over a unit √features times shorter an encoder of images
   * is straight, and its spectrum that of the window, whatever the cutoff. Even so it bends little
   * along one direction among many: on MNIST input noise of 0.5 lowers this share by a third only
   * (five replicates, each lower; above 0.5 cycles they scatter twice as much), 40 times above what
   * the window leaves of a straight line, 1.5e-4.
   */
  static final double INPUT_CUTOFF = 0.3;

  /** Cutoff along chords, in cycles per input unit. */
  static final double CHORD_CUTOFF = 0.2;

  private LineSpectra() {}

  /**
   * Returns the spectra of a model.
   *
   * <p>Decoder: ISOTROPIC through z ~ N(0, I) in latent units; SCALED through posterior means of
   * held-out samples, each axis in units of its aggregate-posterior deviation. Encoder mean,
   * reconstruct and a learned log variance: ISOTROPIC through held-out samples, in units of their
   * radius; CHORD through pairs of them, in input units, left out where no two differ. The encoder
   * mean also SCALED: the lines of ISOTROPIC, but each latent axis, now an output, in units of its
   * aggregate-posterior deviation, so that the scale of an axis does not weight its frequencies.
   * Networks of one family see the same lines.
   */
  static List<LineSpectrum> of(MeasuredModel model) {
    List<LineSpectrum> spectra = new ArrayList<>(decoder(model));
    HeldOut heldOut = model.heldOut();
    Lines random = aroundData(heldOut, model.draws());
    spectra.addAll(fromInputs(model, random, new Kind(ISOTROPIC, LineGrid.UNIT, INPUT_CUTOFF)));
    spectra.add(
        alone(
            ENCODER, model.scaledEncoder(), random, new Kind(SCALED, LineGrid.UNIT, INPUT_CUTOFF)));
    Lines chords = Lines.chords(heldOut, LINES);
    if (chords.count() > 0) {
      spectra.addAll(fromInputs(model, chords, new Kind(CHORD, LineGrid.CHORD, CHORD_CUTOFF)));
    }
    return spectra;
  }

  /** Returns the spectrum of a decoder alone: ISOTROPIC. */
  static LineSpectrum ofDecoder(NetworkMap decoder, Draws draws) {
    int latent = decoder.network().inputs();
    Lines raw =
        Lines.isotropic(
            draws.normals("latent-bases", LINES * latent),
            constant(latent, 1),
            draws.stream("latent-directions"));
    return alone(DECODER, decoder, raw, new Kind(ISOTROPIC, LineGrid.UNIT, DECODER_CUTOFF));
  }

  /** Returns the spectra of an encoder mean alone: ISOTROPIC and CHORD. */
  static List<LineSpectrum> ofEncoder(NetworkMap encoder, HeldOut heldOut, Draws draws) {
    List<LineSpectrum> spectra = new ArrayList<>();
    Kind random = new Kind(ISOTROPIC, LineGrid.UNIT, INPUT_CUTOFF);
    spectra.add(alone(ENCODER, encoder, aroundData(heldOut, draws), random));
    Lines chords = Lines.chords(heldOut, LINES);
    if (chords.count() > 0) {
      Kind between = new Kind(CHORD, LineGrid.CHORD, CHORD_CUTOFF);
      spectra.add(alone(ENCODER, encoder, chords, between));
    }
    return spectra;
  }

  private static Lines aroundData(HeldOut heldOut, Draws draws) {
    return Lines.isotropic(
        cycled(heldOut.values(), heldOut.features()),
        constant(heldOut.features(), heldOut.radius()),
        draws.stream("input-directions"));
  }

  private static List<LineSpectrum> decoder(MeasuredModel model) {
    int latent = model.latent();
    AggregatePosterior posterior = model.posterior();
    Lines scaled =
        Lines.isotropic(
            cycled(posterior.means(), latent),
            posterior.mixtureDeviations(),
            model.draws().stream("latent-directions"));
    Kind kind = new Kind(SCALED, LineGrid.UNIT, DECODER_CUTOFF);
    return List.of(
        ofDecoder(model.decoder(), model.draws()), alone(DECODER, model.decoder(), scaled, kind));
  }

  private static LineSpectrum alone(
      MeasuredNetwork network, NetworkMap map, Lines lines, Kind kind) {
    return kind.spectrum(network, LinePower.along(lines, kind.grid(), List.of(map)).get(0));
  }

  private static List<LineSpectrum> fromInputs(MeasuredModel model, Lines lines, Kind kind) {
    List<LinePower.Measured> powers =
        LinePower.along(lines, kind.grid(), List.of(model.encoder(), model.decoder()));
    List<LineSpectrum> spectra = new ArrayList<>();
    spectra.add(kind.spectrum(ENCODER, powers.get(0)));
    spectra.add(kind.spectrum(RECONSTRUCT, powers.get(1)));
    model
        .logVariance()
        .ifPresent(map -> spectra.add(alone(ENCODER_LOG_VARIANCE, map, lines, kind)));
    return spectra;
  }

  /** Returns {@link #LINES} rows, from the start again when there are no more. */
  private static float[] cycled(float[] rows, int width) {
    float[] bases = new float[LINES * width];
    for (int i = 0; i < bases.length; i++) {
      bases[i] = rows[i % rows.length];
    }
    return bases;
  }

  private static double[] constant(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  /** A family of lines with its grid and its cutoff. */
  private record Kind(LineFamily family, LineGrid grid, double cutoff) {
    LineSpectrum spectrum(MeasuredNetwork network, LinePower.Measured measured) {
      double[] power = measured.power();
      double[] frequencies = grid.frequencies();
      return new LineSpectrum(
          network,
          family,
          DoubleStream.of(frequencies).boxed().toList(),
          DoubleStream.of(power).boxed().toList(),
          cutoff,
          measured.floor(),
          PowerSpectrum.highFrequencyShare(frequencies, power, cutoff, measured.floor()),
          PowerSpectrum.centroid(frequencies, power),
          PowerSpectrum.bandwidth(frequencies, power),
          PowerSpectrum.decayRate(frequencies, power, measured.floor()));
    }
  }
}
