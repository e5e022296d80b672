package org.harmonicsweep.metrics.spectrum;

import java.util.OptionalDouble;

/**
 * Numbers that sum up a one-sided power spectrum.
 *
 * <p>Each takes frequencies, ascending from 0, and the power at each, of equal length and at least
 * 0. None is defined for a spectrum without power. All but the total are unchanged when the power
 * is multiplied by a constant.
 */
final class PowerSpectrum {
  /** Part of the power that lies below the bandwidth. */
  static final double BANDWIDTH_PART = 0.95;

  /**
   * Power, relative to the largest, below which a spectrum shows the window and the rounding of
   * single precision instead of the function.
   */
  static final double FLOOR = 1e-10;

  private PowerSpectrum() {}

  /**
   * Returns the power of all frequencies, summed in ascending order.
   *
   * @return in squared output units, at least 0
   */
  static double total(double[] power) {
    double sum = 0;
    for (double value : power) {
      sum += value;
    }
    return sum;
  }

  /**
   * Returns {@code Σ_{f > cutoff} P(f) / Σ P(f)}.
   *
   * @param cutoff in the frequencies' unit, at least 0
   * @return share in [0, 1]; empty where the total power is 0
   */
  static OptionalDouble highFrequencyShare(double[] frequencies, double[] power, double cutoff) {
    return highFrequencyShare(frequencies, power, cutoff, 0);
  }

  /**
   * Returns the same, where rounding may have put power into the spectrum.
   *
   * @param floor of one frequency, in the power's unit, at least 0
   * @return empty also where the power above the cutoff is no more than rounding may give
   */
  static OptionalDouble highFrequencyShare(
      double[] frequencies, double[] power, double cutoff, double floor) {
    double high = 0;
    double rounding = 0;
    for (int k = 0; k < power.length; k++) {
      high += frequencies[k] > cutoff ? power[k] : 0;
      rounding += frequencies[k] > cutoff ? floor : 0;
    }
    // a cutoff beyond all frequencies, or no floor, leaves an honest 0
    return rounding > 0 && high <= rounding ? OptionalDouble.empty() : ratio(high, total(power));
  }

  /**
   * Returns the mean frequency {@code Σ f P(f) / Σ P(f)}.
   *
   * @return in the frequencies' unit, between the first and the last; empty where the total power
   *     is 0
   */
  static OptionalDouble centroid(double[] frequencies, double[] power) {
    double moment = 0;
    for (int k = 0; k < power.length; k++) {
      moment += frequencies[k] * power[k];
    }
    return ratio(moment, total(power));
  }

  /**
   * Returns the frequency up to which the cumulated power reaches {@link #BANDWIDTH_PART} of the
   * total, the cumulated power being linear between frequencies.
   *
   * @return in the frequencies' unit, between the first and the last; empty where the total power
   *     is 0
   */
  static OptionalDouble bandwidth(double[] frequencies, double[] power) {
    double wanted = BANDWIDTH_PART * total(power);
    if (!(wanted > 0)) {
      return OptionalDouble.empty();
    }
    double below = power[0];
    int k = 0;
    while (below < wanted && k < power.length - 1) {
      k++;
      below += power[k];
    }
    if (k == 0) {
      return OptionalDouble.of(frequencies[0]);
    }
    double step = frequencies[k] - frequencies[k - 1];
    return OptionalDouble.of(frequencies[k] - step * (below - wanted) / power[k]);
  }

  /**
   * Returns the slope of the least-squares line through {@code −ln P(f)} over all frequencies above
   * 0 whose power exceeds {@link #FLOOR} of the largest.
   *
   * <p>For {@code P = exp(−r f)} it is r. The window alone gives a smooth function a large but
   * finite rate.
   *
   * @return in units per cycle, any sign; empty with fewer than three such frequencies
   */
  static OptionalDouble decayRate(double[] frequencies, double[] power) {
    return decayRate(frequencies, power, 0);
  }

  /**
   * Returns the same, where rounding may have put power into the spectrum: frequencies whose power
   * is not above it are left out as well.
   *
   * @param rounding of one frequency, in the power's unit, at least 0
   */
  static OptionalDouble decayRate(double[] frequencies, double[] power, double rounding) {
    double largest = 0;
    for (double value : power) {
      largest = Math.max(largest, value);
    }
    double floor = Math.max(FLOOR * largest, rounding);
    int count = 0;
    double frequencySum = 0;
    double decaySum = 0;
    for (int k = 1; k < power.length; k++) {
      if (power[k] > floor) {
        count++;
        frequencySum += frequencies[k];
        decaySum -= StrictMath.log(power[k]);
      }
    }
    if (count < 3) {
      return OptionalDouble.empty();
    }
    double covariance = 0;
    double variance = 0;
    for (int k = 1; k < power.length; k++) {
      if (power[k] > floor) {
        double frequency = frequencies[k] - frequencySum / count;
        covariance += frequency * (-StrictMath.log(power[k]) - decaySum / count);
        variance += frequency * frequency;
      }
    }
    return ratio(covariance, variance);
  }

  private static OptionalDouble ratio(double part, double whole) {
    return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
  }
}
