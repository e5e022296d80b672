package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.harmonicsweep.kernel.Interruption;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.trial.SampleShape;

/**
 * Proven upper bounds of the spectral norms of convolutions, rounding included.
 *
 * <p>On a torus of N x N places, N · stride at least the image and its padding, a window that
 * leaves the image on one side meets only zeros before it comes back: the convolution is a part of
 * the circular one and its norm is at most the circular one's. That is the largest norm of its
 * symbol over the N² frequencies (Sedghi, Gupta and Long, "The singular values of convolutional
 * layers", ICLR 2019), for a stride s that of the polyphase matrix of s² times the channels: pixels
 * apart by a multiple of s see the same taps. A transposed convolution has the norm of its
 * transpose.
 *
 * <p>Rounding. A root of unity is off by at most 32 u, an entry of the symbol, of t terms w, by (t
 * + 40) u Σ|w| in each part, so the symbol by at most 2 (t + 40) u √t ‖W‖_F. Eigenvalues are
 * bounded as in {@link SpectralNorm}: one bound κ serves all frequencies at which Cholesky's
 * decomposition of κ I − G runs to its end.
 */
final class ConvolutionNorm {
  private final Taps taps;
  private final int down;
  private final int across;
  private final int rows;
  private final int columns;

  private ConvolutionNorm(Taps taps) {
    SampleShape image = taps.image();
    int stride = taps.window().stride();
    int padding = taps.window().padding();
    this.taps = taps;
    this.down = (image.height() + padding - 1) / stride + 1;
    this.across = (image.width() + padding - 1) / stride + 1;
    this.rows = taps.places().channels();
    this.columns = stride * stride * image.channels();
  }

  /** Returns an upper bound of the norm. */
  static double upperBound(Taps taps) {
    return new ConvolutionNorm(taps).upperBound();
  }

  private double upperBound() {
    double bound = 0;
    double trace = 0;
    for (int i = 0; i < down; i++) {
      Interruption.check();
      for (int j = 0; j < across; j++) {
        int conjugate = (down - i) % down * across + (across - j) % across;
        if (conjugate < i * across + j) {
          continue;
        }
        DMatrixRMaj gram = SpectralNorm.gram(symbol(i, j));
        double here = CommonOps_DDRM.trace(gram);
        trace = Math.max(trace, here);
        if (!(bound > 0 && SpectralNorm.isAbove(bound, gram))) {
          bound = Math.max(bound, SpectralNorm.largestEigenvalueUpperBound(gram, here));
        }
      }
    }
    double n = 2.0 * Math.min(rows, columns);
    double sums = 2.0 * (2.0 * Math.max(rows, columns) + 2) * UNIT * trace;
    double squared = (bound * (1 + 2 * n * (n + 2) * UNIT) + sums) * (1 + 4 * UNIT);
    return (Math.sqrt(squared) + radius()) * (1 + 4 * UNIT);
  }

  private double radius() {
    int phases = (taps.window().kernel() - 1) / taps.window().stride() + 1;
    double terms = (double) phases * phases;
    double frobenius = Vectors.norm(taps.weights());
    return 2 * (terms + 40) * UNIT * phases * frobenius * (1 + (taps.length() + 8.0) * rows * UNIT);
  }

  /** Returns the symbol at a frequency, real and imaginary parts as a real matrix. */
  private DMatrixRMaj symbol(int i, int j) {
    int kernel = taps.window().kernel();
    int stride = taps.window().stride();
    DMatrixRMaj symbol = new DMatrixRMaj(2 * rows, 2 * columns);
    long turns = (long) down * across;
    for (int tap = 0; tap < kernel * kernel; tap++) {
      int row = tap / kernel;
      int column = tap % kernel;
      long turn = (long) i * (row / stride) * across + (long) j * (column / stride) * down;
      double angle = 2 * Math.PI * (turn % turns) / turns;
      int phase = row % stride * stride + column % stride;
      add(symbol, tap, phase, StrictMath.cos(angle), StrictMath.sin(angle));
    }
    return symbol;
  }

  private void add(DMatrixRMaj symbol, int tap, int phase, double cosine, double sine) {
    int channels = taps.image().channels();
    for (int c = 0; c < channels; c++) {
      int at = phase * channels + c;
      for (int d = 0; d < rows; d++) {
        double weight = taps.weights()[(tap * channels + c) * rows + d];
        symbol.add(d, at, weight * cosine);
        symbol.add(d, columns + at, -weight * sine);
        symbol.add(rows + d, at, weight * sine);
        symbol.add(rows + d, columns + at, weight * cosine);
      }
    }
  }
}
