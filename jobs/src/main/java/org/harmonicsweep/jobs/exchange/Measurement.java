package org.harmonicsweep.jobs.exchange;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.exchange.ShapedNetwork;
import org.harmonicsweep.jobs.ModelErrors;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.lipschitz.Lipschitz;
import org.harmonicsweep.metrics.lipschitz.LipschitzBracket;
import org.harmonicsweep.metrics.lipschitz.LipschitzMeasurement;
import org.harmonicsweep.metrics.spectrum.Spectrum;
import org.harmonicsweep.metrics.spectrum.SpectrumMeasurement;
import org.harmonicsweep.results.MeasuredColumns;
import org.harmonicsweep.results.MeasuredColumns.Measured;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Seeds;

/**
 * Spectrum and Lipschitz bracket of one network by itself.
 *
 * @param role as what it was measured
 * @param network what was measured
 * @param columns as the table {@code trials} has them
 */
public record Measurement(MeasuredNetwork role, ShapedNetwork network, List<Measured> columns) {
  public Measurement {
    columns = List.copyOf(columns);
  }

  /** Measures a decoder under the prior z ~ N(0, I). */
  public static Measurement ofDecoder(ShapedNetwork decoder, Seeds seeds) {
    return of(
        MeasuredNetwork.DECODER,
        decoder,
        Spectrum.ofDecoder(decoder.network(), seeds),
        Lipschitz.ofDecoder(decoder.network(), seeds));
  }

  /**
   * Measures an encoder on held-out samples.
   *
   * @param file of the encoder, for messages
   * @throws org.harmonicsweep.jobs.JobException if it takes other samples
   */
  public static Measurement ofEncoder(
      String file, ShapedNetwork encoder, DataSplit data, Seeds seeds) {
    SampleShape sample = data.identity().shape();
    SampleShape input = encoder.input();
    // a row of pixels of one channel has one order only
    boolean isRow = sample.channels() == 1 && input.equals(SampleShape.vector(sample.size()));
    if (!isRow && !input.equals(sample)) {
      throw ModelErrors.otherFeatures(file, input.toString(), sample.toString());
    }
    return of(
        MeasuredNetwork.ENCODER,
        encoder,
        Spectrum.ofEncoder(encoder.network(), data.test(), seeds),
        Lipschitz.ofEncoder(encoder.network(), data.test()));
  }

  private static Measurement of(
      MeasuredNetwork role,
      ShapedNetwork network,
      SpectrumMeasurement spectrum,
      LipschitzBracket bracket) {
    LipschitzMeasurement lipschitz = new LipschitzMeasurement(List.of(bracket), Optional.empty());
    return new Measurement(role, network, MeasuredColumns.of(role, spectrum, lipschitz));
  }
}
