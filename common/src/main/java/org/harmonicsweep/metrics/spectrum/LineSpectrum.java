package org.harmonicsweep.metrics.spectrum;

import java.util.List;
import java.util.OptionalDouble;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * Power of a network along lines through its input space, averaged over lines and summed over
 * outputs, under a Gaussian window with the weighted mean removed.
 *
 * @param network what was evaluated
 * @param family how the lines were laid
 * @param frequencies in cycles per unit of the line's coordinate, ascending from 0
 * @param power at each frequency, one-sided, in squared output units, at least 0
 * @param cutoff frequency above which power counts as high
 * @param floor power at one frequency that rounding of single precision may leave, in squared
 *     output units, at least 0
 * @param highFrequencyShare power above the cutoff over all power, in [0, 1]; empty also where it
 *     is no more than the floor of its frequencies
 * @param centroid power-weighted mean frequency
 * @param bandwidth frequency below which 95 % of the power lies
 * @param decayRate least-squares slope of −ln power against frequency, above the numerical floor
 */
public record LineSpectrum(
    MeasuredNetwork network,
    LineFamily family,
    List<Double> frequencies,
    List<Double> power,
    double cutoff,
    double floor,
    OptionalDouble highFrequencyShare,
    OptionalDouble centroid,
    OptionalDouble bandwidth,
    OptionalDouble decayRate) {}
