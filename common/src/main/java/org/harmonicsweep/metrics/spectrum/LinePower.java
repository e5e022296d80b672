package org.harmonicsweep.metrics.spectrum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * The power spectrum of a function along lines.
 *
 * <p>With window w and samples y of one output along one line, {@code m = Σ w y / Σ w} and {@code Y
 * = DFT(w (y − m))}, the one-sided power at frequency k is {@code c |Y_k|² / (N Σ w²)}, c being 1
 * at the first and the last frequency and 2 between. Hence {@code Σ_k P_k = Σ w² (y − m)² / Σ w²}
 * (Parseval): the total power is the variance of the output under the squared window, and a cosine
 * of amplitude a that the window resolves has total power a² / 2. Powers are summed over outputs
 * and averaged over lines.
 *
 * <p>Samples are single precision, sums and transforms double. Rounding of the samples leaves
 * powers of about 1e-15 of the outputs' squared size; a function that varies by less than {@link
 * #RESOLUTION} of its size is constant, with power 0.
 *
 * <p>Spectra along lines: Fridovich-Keil, Gontijo-Lopes and Roelofs, "Spectral bias in practice"
 * (NeurIPS 2022); the Gaussian window is the weight that Gaussian noise puts on a line.
 */
final class LinePower {
  /**
   * Relative variation below which samples in single precision say nothing: 16 units in the last.
   */
  static final double RESOLUTION = 0x1p-20;

  /** Relative size of the rounding noise of a network in single precision: 4 units in the last. */
  static final double ROUNDING = 0x1p-22;

  private final int points;
  private final double[] window;
  private final double weights;
  private final double[] power;
  private final double[][] signals;
  private double squaredMeans;
  private int lines;

  /**
   * A spectrum, and what rounding may have put into it.
   *
   * @param power at each frequency, shape {@code [points / 2 + 1]}, in squared output units, at
   *     least 0
   * @param floor power that white noise of {@link #ROUNDING} of the outputs' root mean square has
   *     at one frequency: what is below says nothing of the function
   */
  record Measured(double[] power, double floor) {}

  private LinePower(LineGrid grid) {
    points = grid.points();
    window = grid.window();
    power = new double[points / 2 + 1];
    weights = PowerSpectrum.total(window);
    signals = new double[2][points];
  }

  /**
   * Returns the spectra of f₁, f₂ ∘ f₁ and so on, in one pass over the lines.
   *
   * @param chain functions, each defined on the outputs of the one before
   * @return one spectrum per function; all 0 where the function is constant or there is no line
   */
  static List<Measured> along(Lines lines, LineGrid grid, List<BatchMap> chain) {
    List<LinePower> spectra = new ArrayList<>();
    chain.forEach(f -> spectra.add(new LinePower(grid)));
    float[] coordinates = grid.coordinates();
    IntFunction<BatchMap> first = chain.get(0).along(lines);
    for (int line = 0; line < lines.count(); line++) {
      float[] y = first.apply(line).apply(coordinates, grid.points());
      spectra.get(0).add(y);
      for (int i = 1; i < chain.size(); i++) {
        y = chain.get(i).apply(y, grid.points());
        spectra.get(i).add(y);
      }
    }
    return spectra.stream().map(LinePower::average).toList();
  }

  /** Adds one line of samples, shape {@code [points, outputs]}. */
  private void add(float[] y) {
    int outputs = y.length / points;
    for (int output = 0; output < outputs; output += 2) {
      gather(y, outputs, output, signals[0]);
      if (output + 1 < outputs) {
        gather(y, outputs, output + 1, signals[1]);
      } else {
        Arrays.fill(signals[1], 0);
      }
      transform();
    }
    lines++;
  }

  /** Writes one output, less its weighted mean and windowed, into a signal. */
  private void gather(float[] y, int outputs, int output, double[] signal) {
    // relative to the middle sample, so that a constant output becomes exactly 0
    double middle = y[points / 2 * outputs + output];
    double weighted = 0;
    for (int n = 0; n < points; n++) {
      double change = y[n * outputs + output] - middle;
      signal[n] = change;
      weighted += window[n] * change;
    }
    double mean = weighted / weights;
    squaredMeans += (middle + mean) * (middle + mean);
    for (int n = 0; n < points; n++) {
      signal[n] = (signal[n] - mean) * window[n];
    }
  }

  /** Adds the power of both signals from the transform Z of the one plus i times the other. */
  private void transform() {
    FastFourierTransformer.transformInPlace(
        signals, DftNormalization.STANDARD, TransformType.FORWARD);
    power[0] += squaredModulus(0);
    for (int k = 1; k < points / 2; k++) {
      // |A_k|² + |B_k|² = (|Z_k|² + |Z_{N−k}|²) / 2, and a one-sided power counts both signs of k
      power[k] += squaredModulus(k) + squaredModulus(points - k);
    }
    power[points / 2] += squaredModulus(points / 2);
  }

  private double squaredModulus(int k) {
    return signals[0][k] * signals[0][k] + signals[1][k] * signals[1][k];
  }

  private Measured average() {
    double squares = 0;
    for (double weight : window) {
      squares += weight * weight;
    }
    double[] average = new double[power.length];
    for (int k = 0; k < power.length; k++) {
      average[k] = power[k] / (points * squares * Math.max(lines, 1));
    }
    double squaredMean = squaredMeans / Math.max(lines, 1);
    double variance = PowerSpectrum.total(average);
    // white noise of that size, one-sided
    double floor = 2 * ROUNDING * ROUNDING * (squaredMean + variance) / points;
    return new Measured(
        isConstant(variance, squaredMean) ? new double[power.length] : average, floor);
  }

  /** Returns whether a variance is no more than rounding makes of outputs of this squared size. */
  static boolean isConstant(double variance, double squaredSize) {
    return !(variance > RESOLUTION * RESOLUTION * squaredSize);
  }
}
