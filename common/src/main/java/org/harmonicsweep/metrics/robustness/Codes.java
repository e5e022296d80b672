package org.harmonicsweep.metrics.robustness;

import java.util.Arrays;
import org.harmonicsweep.training.TrainedVae;
import org.hipparchus.util.FastMath;

/**
 * Posteriors q(z | x) = N(μ, diag σ²), one a row.
 *
 * @param latent axes, at least 1
 * @param means μ, shape {@code [rows, latent]}
 * @param logVariances ln σ², shape {@code [rows, latent]}
 */
record Codes(int latent, float[] means, double[] logVariances) {

  /** Encodes points. */
  static Codes of(TrainedVae vae, float[] points, int rows) {
    int latent = vae.encoderMean().outputs();
    float[] means = vae.encoderMean().apply(points, rows);
    double[] logs = new double[means.length];
    vae.encoderVariance().value().ifPresent(variance -> Arrays.fill(logs, FastMath.log(variance)));
    vae.encoderLogVariance()
        .ifPresent(
            head -> {
              float[] values = head.apply(points, rows);
              for (int i = 0; i < logs.length; i++) {
                logs[i] = values[i];
              }
            });
    return new Codes(latent, means, logs);
  }

  /** Returns σ of one element. */
  double deviation(int element) {
    return FastMath.exp(logVariances[element] / 2);
  }

  /**
   * Returns {@code KL(q_row ‖ p_other) = ½ Σ [(σ₁² + (μ₁ − μ₂)²) / σ₂² + ln σ₂² − ln σ₁² − 1]}.
   *
   * @return in nats, at least 0
   */
  double divergence(int row, Codes other, int otherRow) {
    double sum = 0;
    for (int j = 0; j < latent; j++) {
      int at = row * latent + j;
      int to = otherRow * latent + j;
      double log = logVariances[at] - other.logVariances[to];
      double change = (double) means[at] - other.means[to];
      double variance = FastMath.exp(other.logVariances[to]);
      sum += 0.5 * (FastMath.expm1(log) - log + change * change / variance);
    }
    return sum;
  }
}
