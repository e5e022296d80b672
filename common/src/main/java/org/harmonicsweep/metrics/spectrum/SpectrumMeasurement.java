package org.harmonicsweep.metrics.spectrum;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * Frequency content of encoder mean, decoder and reconstruct.
 *
 * @param spectra one per network and line family that is defined for it
 * @param gaussian filter splits and Hermite degrees
 */
public record SpectrumMeasurement(List<LineSpectrum> spectra, List<GaussianMeasure> gaussian) {
  public SpectrumMeasurement {
    spectra = List.copyOf(spectra);
    gaussian = List.copyOf(gaussian);
  }

  /** Returns the spectrum of a network along a family of lines, if it was taken. */
  public Optional<LineSpectrum> of(MeasuredNetwork network, LineFamily family) {
    return spectra.stream().filter(s -> s.network() == network && s.family() == family).findFirst();
  }

  /** Returns the first Gaussian measure of a network with this quantity and input distribution. */
  public Optional<GaussianMeasure> of(MeasuredNetwork network, String quantity, String inputs) {
    return gaussian.stream()
        .filter(m -> m.network() == network)
        .filter(m -> m.quantity().equals(quantity) && m.inputs().equals(inputs))
        .findFirst();
  }
}
