package org.harmonicsweep.metrics.theory;

import java.util.Arrays;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.hipparchus.util.FastMath;

/** The mean posterior variance of a learned head, measured and predicted. */
final class PosteriorVariance {
  private static final int ROWS_AT_ONCE = 256;
  private static final int POINTS = 64;

  private PosteriorVariance() {}

  /** Returns the mean of σ² over all held-out samples and latent axes. */
  static double measured(Network logVariance, Dataset test) {
    double sum = 0;
    for (int first = 0; first < test.samples(); first += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, test.samples() - first);
      int offset = first * test.features();
      float[] x = Arrays.copyOfRange(test.values(), offset, offset + rows * test.features());
      for (float log : logVariance.apply(x, rows)) {
        sum += FastMath.exp(log);
      }
    }
    return sum / ((double) test.samples() * logVariance.outputs());
  }

  /**
   * Returns the mean of σ² over all held-out samples for each latent axis.
   *
   * @return shape {@code [latent]}, squared latent units
   */
  static double[] byAxis(TrainedVae vae, Dataset test) {
    double[] means = new double[vae.decoder().inputs()];
    vae.encoderVariance().value().ifPresent(variance -> Arrays.fill(means, variance));
    vae.encoderLogVariance().ifPresent(head -> addMeans(head, test, means));
    return means;
  }

  private static void addMeans(Network logVariance, Dataset test, double[] means) {
    for (int first = 0; first < test.samples(); first += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, test.samples() - first);
      int offset = first * test.features();
      float[] x = Arrays.copyOfRange(test.values(), offset, offset + rows * test.features());
      float[] logs = logVariance.apply(x, rows);
      for (int i = 0; i < logs.length; i++) {
        means[i % means.length] += FastMath.exp(logs[i]) / test.samples();
      }
    }
  }

  /**
   * Returns the mean over latent axes i and up to 64 held-out samples, evenly spaced, of {@code 1 /
   * (1 + [JᵀJ]ᵢᵢ / β)}, J the decoder's Jacobian at μ(x).
   *
   * <p>Among posteriors with independent axes this minimises ½ tr(JᵀJ Σ) + ½ β (tr Σ − log det Σ),
   * the loss to second order in the latent noise without the residual's curvature (Kumar and Poole,
   * "On implicit regularization in β-VAEs", ICML 2020, who take a full Σ = (I + JᵀJ / β)⁻¹).
   *
   * @param klWeight β, above 0
   */
  static double predicted(Network encoderMean, Network decoder, Dataset test, double klWeight) {
    int count = Math.min(POINTS, test.samples());
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int offset = (int) ((long) i * test.samples() / count) * test.features();
      float[] x = Arrays.copyOfRange(test.values(), offset, offset + test.features());
      for (double squares : columnSquares(decoder, encoderMean.apply(x, 1))) {
        sum += klWeight / (klWeight + squares);
      }
    }
    return sum / ((double) count * decoder.inputs());
  }

  /** Returns the diagonal of JᵀJ at a latent point. */
  private static double[] columnSquares(Network decoder, float[] point) {
    int latent = point.length;
    float[] points = new float[latent * latent];
    float[] axes = new float[latent * latent];
    for (int i = 0; i < latent; i++) {
      System.arraycopy(point, 0, points, i * latent, latent);
      axes[i * latent + i] = 1;
    }
    float[] columns = decoder.jvp(points, axes, latent);
    double[] squares = new double[latent];
    for (int i = 0; i < columns.length; i++) {
      squares[i / decoder.outputs()] += (double) columns[i] * columns[i];
    }
    return squares;
  }
}
