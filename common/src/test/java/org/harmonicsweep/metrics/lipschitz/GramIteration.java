package org.harmonicsweep.metrics.lipschitz;

import org.harmonicsweep.network.ConvolutionLayer;
import org.harmonicsweep.trial.Window;

/**
 * The norm of a convolution of stride 1 over the whole plane by another way, to compare with: Gram
 * iteration on the kernel itself.
 *
 * <p>Delattre, Barthélemy, Araujo and Allauzen, "Efficient bound of Lipschitz constant for
 * convolutional layers by Gram iteration" (ICML 2023), for planes as in Delattre, Barthélemy and
 * Allauzen, "Spectral norm of convolutional layers with circular and zero paddings" (2024): with K₀
 * = K and K_{t+1} the kernel of K_tᵀ K_t, ‖K‖^{2^t} = ‖K_t‖ ≤ Σ ‖taps of K_t‖_F.
 */
final class GramIteration {
  private GramIteration() {}

  /** Returns an upper bound, no greater after more iterations. */
  static double bound(ConvolutionLayer layer, int iterations) {
    double[][][][] kernel = kernel(layer);
    double logarithm = 0;
    double power = 1;
    for (int t = 0; t < iterations; t++) {
      double size = sum(kernel);
      logarithm += StrictMath.log(size) / power;
      kernel = gram(kernel, 1 / size);
      power *= 2;
    }
    return StrictMath.exp(logarithm + StrictMath.log(sum(kernel)) / power);
  }

  /** Returns the taps, shape {@code [row, column, image channel, place channel]}. */
  private static double[][][][] kernel(ConvolutionLayer layer) {
    Taps taps = Taps.of(layer);
    Window window = taps.window();
    int in = taps.image().channels();
    int out = taps.places().channels();
    double[][][][] kernel = new double[window.kernel()][window.kernel()][in][out];
    for (int i = 0; i < taps.weights().length; i++) {
      int tap = i / out / in;
      kernel[tap / window.kernel()][tap % window.kernel()][i / out % in][i % out] =
          taps.weights()[i];
    }
    return kernel;
  }

  /** Returns the kernel of a convolution followed by its transpose, its taps scaled first. */
  private static double[][][][] gram(double[][][][] kernel, double factor) {
    int side = kernel.length;
    int channels = kernel[0][0].length;
    double[][][][] gram = new double[2 * side - 1][2 * side - 1][channels][channels];
    for (int tap = 0; tap < side * side; tap++) {
      double[][] a = kernel[tap / side][tap % side];
      for (int other = 0; other < side * side; other++) {
        double[][] b = kernel[other / side][other % side];
        int row = tap / side - other / side + side - 1;
        int column = tap % side - other % side + side - 1;
        addProduct(a, b, factor * factor, gram[row][column]);
      }
    }
    return gram;
  }

  private static void addProduct(double[][] a, double[][] b, double factor, double[][] sum) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        for (int o = 0; o < a[i].length; o++) {
          sum[i][j] += factor * a[i][o] * b[j][o];
        }
      }
    }
  }

  private static double sum(double[][][][] kernel) {
    double sum = 0;
    for (double[][][] row : kernel) {
      for (double[][] tap : row) {
        double squares = 0;
        for (double[] weights : tap) {
          for (double weight : weights) {
            squares += weight * weight;
          }
        }
        sum += Math.sqrt(squares);
      }
    }
    return sum;
  }
}
