package org.harmonicsweep.metrics.robustness;

import java.util.Arrays;
import org.harmonicsweep.kernel.RandomStream;

/**
 * How far Gaussian noise on the input, x̃ = x + ε with ε ~ N(0, s² I), moves codes and
 * reconstructions, in the mean over images and draws. The noisy input is not clipped.
 *
 * @param deviation s, in input units, above 0
 * @param encoder E‖μ(x̃) − μ(x)‖², in squared latent units
 * @param encoderFirstOrder s² E‖J_μ‖_F², which it equals for an affine encoder
 * @param divergence mean of KL(q̃ ‖ q) and KL(q ‖ q̃), q̃ being the posterior of x̃, in nats
 * @param reconstruct E‖g(μ(x̃)) − g(μ(x))‖², in squared output units
 * @param reconstructFirstOrder s² E‖J_g J_μ‖_F², which it equals for affine networks
 */
public record Stability(
    double deviation,
    double encoder,
    double encoderFirstOrder,
    double divergence,
    double reconstruct,
    double reconstructFirstOrder) {

  /**
   * Measures the model on each image.
   *
   * @param draws of noise per image, the same for every deviation but for their length
   */
  static Stability of(
      Subject subject, Jacobians jacobians, double deviation, int draws, RandomStream stream) {
    Images images = subject.images();
    int rows = images.count() * draws;
    float[] points = new float[Math.multiplyExact(rows, images.features())];
    stream.normals(0, points, 0, points.length);
    for (int i = 0; i < points.length; i++) {
      float clean =
          images
              .values()[
              i / (draws * images.features()) * images.features() + i % images.features()];
      points[i] = (float) (clean + deviation * points[i]);
    }
    Codes codes = Codes.of(subject.vae(), points, rows);
    float[] decoded = subject.vae().decoder().apply(codes.means(), rows);
    double divergence = 0;
    for (int row = 0; row < rows; row++) {
      int image = row / draws;
      divergence += codes.divergence(row, subject.codes(), image) / 2;
      divergence += subject.codes().divergence(image, codes, row) / 2;
    }
    return new Stability(
        deviation,
        squares(codes.means(), subject.codes().means(), draws, subject.latent()) / rows,
        deviation * deviation * mean(jacobians.encoderEnergies()),
        divergence / rows,
        squares(decoded, subject.reconstructions(), draws, decoded.length / rows) / rows,
        deviation * deviation * mean(jacobians.reconstructEnergies()));
  }

  private static double squares(float[] moved, float[] clean, int draws, int length) {
    double sum = 0;
    for (int i = 0; i < moved.length; i++) {
      double change = (double) moved[i] - clean[i / (draws * length) * length + i % length];
      sum += change * change;
    }
    return sum;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).reduce(0, Double::sum) / values.length;
  }
}
