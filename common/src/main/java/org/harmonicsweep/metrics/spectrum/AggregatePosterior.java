package org.harmonicsweep.metrics.spectrum;

import java.util.Arrays;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;

/**
 * The mixture of the posteriors N(μ(x), diag σ²(x)) of held-out samples x.
 *
 * @param count number of posteriors, at least 1
 * @param latent dimensions, at least 1
 * @param means μ, shape {@code [count, latent]}
 * @param deviations σ, shape {@code [count, latent]}, above 0
 */
record AggregatePosterior(int count, int latent, float[] means, double[] deviations) {

  /** Encodes held-out samples. */
  static AggregatePosterior of(TrainedVae vae, HeldOut heldOut) {
    int count = heldOut.count();
    int latent = vae.encoderMean().outputs();
    double[] deviations =
        vae.encoderVariance()
            .match(
                variance -> constant(count * latent, Math.sqrt(variance)),
                () -> learned(vae.encoderLogVariance().orElseThrow(), heldOut));
    float[] means = vae.encoderMean().apply(heldOut.values(), count);
    return new AggregatePosterior(count, latent, means, deviations);
  }

  private static double[] constant(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] learned(Network logVariance, HeldOut heldOut) {
    float[] logs = logVariance.apply(heldOut.values(), heldOut.count());
    double[] deviations = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      deviations[i] = StrictMath.exp(logs[i] / 2.0);
    }
    return deviations;
  }

  /**
   * Returns the mixture's standard deviation A along each latent axis, {@code A² = Var μ + mean
   * σ²}.
   *
   * @return shape {@code [latent]}, in latent units, above 0
   */
  double[] mixtureDeviations() {
    double[] result = new double[latent];
    for (int j = 0; j < latent; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        double change = (double) means[i * latent + j] - means[j];
        double deviation = deviations[i * latent + j];
        sum += change;
        squares += change * change + deviation * deviation;
      }
      result[j] = Math.sqrt((squares - sum * sum / count) / count);
    }
    return result;
  }

  /**
   * Returns the mixture's mean along each latent axis.
   *
   * @return shape {@code [latent]}, in latent units
   */
  double[] mixtureMeans() {
    double[] result = new double[latent];
    for (int j = 0; j < latent; j++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += (double) means[i * latent + j] - means[j];
      }
      result[j] = means[j] + sum / count;
    }
    return result;
  }

  /**
   * Returns the posteriors' mean standard deviation along each latent axis.
   *
   * @return shape {@code [latent]}, in latent units, above 0
   */
  double[] meanDeviations() {
    double[] result = new double[latent];
    for (int i = 0; i < deviations.length; i++) {
      result[i % latent] += deviations[i];
    }
    for (int j = 0; j < latent; j++) {
      result[j] /= count;
    }
    return result;
  }

  /**
   * Draws one point from each posterior.
   *
   * @return one row per posterior
   */
  Sample sample(RandomStream noise) {
    float[] points = new float[means.length];
    noise.normals(0, points, 0, points.length);
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) (means[i] + deviations[i] * points[i]);
    }
    return new Sample(count, points);
  }
}
