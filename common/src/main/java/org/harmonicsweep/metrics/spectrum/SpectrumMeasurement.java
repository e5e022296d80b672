package org.harmonicsweep.metrics.spectrum;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * Frequency content of encoder mean, decoder, reconstruct and a learned log variance.
 *
 * @param spectra one per network and line family that is defined for it
 * @param gaussian filter splits and Hermite degrees
 * @param stability noise-stability curves, correlations ascending in each
 */
public record SpectrumMeasurement(
    List<LineSpectrum> spectra, List<GaussianMeasure> gaussian, List<NoiseStability> stability) {
  public SpectrumMeasurement {
    spectra = List.copyOf(spectra);
    gaussian = List.copyOf(gaussian);
    stability = List.copyOf(stability);
  }

  /** Returns the spectrum of a network along a family of lines, if it was taken. */
  public Optional<LineSpectrum> of(MeasuredNetwork network, LineFamily family) {
    return spectra.stream().filter(s -> s.network() == network && s.family() == family).findFirst();
  }

  /** Returns the filter split of a network with this input distribution and filter. */
  public Optional<GaussianMeasure> split(MeasuredNetwork network, String inputs, double filter) {
    return gaussian.stream()
        .filter(m -> m.network() == network && m.inputs().equals(inputs))
        .filter(m -> m.filter().isPresent() && m.filter().getAsDouble() == filter)
        .findFirst();
  }

  /** Returns the first Gaussian measure of a network with this quantity and input distribution. */
  public Optional<GaussianMeasure> of(MeasuredNetwork network, String quantity, String inputs) {
    return gaussian.stream()
        .filter(m -> m.network() == network)
        .filter(m -> m.quantity().equals(quantity) && m.inputs().equals(inputs))
        .findFirst();
  }
}
