package org.harmonicsweep.metrics.robustness;

import org.hipparchus.util.FastMath;

/**
 * How near the posterior of a perturbed image is to that of its target: {@code −KL(q(z | x + d) ‖
 * q(z | x_t))}.
 *
 * <p>The latent attack of Tabacof, Tavares and Valle, "Adversarial images for variational
 * autoencoders" (2016). The target of an image is the next one, of the last the first.
 */
final class Closeness implements Objective {
  private final Subject subject;

  Closeness(Subject subject) {
    this.subject = subject;
  }

  /** Returns the number of an image's target. */
  int target(int image) {
    return (image + 1) % subject.images().count();
  }

  @Override
  public Evaluation at(int[] images, float[] points) {
    int rows = images.length;
    int latent = subject.latent();
    Codes codes = Codes.of(subject.vae(), points, rows);
    double[] values = new double[rows];
    float[] byMean = new float[rows * latent];
    float[] byLog = new float[rows * latent];
    for (int row = 0; row < rows; row++) {
      int target = target(images[row]);
      values[row] = -codes.divergence(row, subject.codes(), target);
      for (int j = 0; j < latent; j++) {
        int at = row * latent + j;
        int to = target * latent + j;
        double log = subject.codes().logVariances()[to];
        double change = (double) codes.means()[at] - subject.codes().means()[to];
        byMean[at] = (float) (-change / FastMath.exp(log));
        byLog[at] = (float) (-0.5 * FastMath.expm1(codes.logVariances()[at] - log));
      }
    }
    float[] gradients = subject.vae().encoderMean().vjp(points, byMean, rows);
    subject
        .vae()
        .encoderLogVariance()
        .ifPresent(
            head -> {
              float[] more = head.vjp(points, byLog, rows);
              for (int i = 0; i < more.length; i++) {
                gradients[i] += more[i];
              }
            });
    return new Evaluation(values, gradients);
  }
}
