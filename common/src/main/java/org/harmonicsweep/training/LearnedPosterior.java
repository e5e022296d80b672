package org.harmonicsweep.training;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;

/** A posterior whose log-variance is the encoder's second head. */
final class LearnedPosterior implements Posterior {
  private final Kernels kernels;
  private final Matrix deviations;

  /**
   * @param deviations scratch for σ, shape {@code [most rows, latent]}
   */
  LearnedPosterior(Kernels kernels, Matrix deviations) {
    this.kernels = kernels;
    this.deviations = deviations;
  }

  @Override
  public int heads() {
    return 2;
  }

  @Override
  public double sample(Matrix code, Matrix noise, Matrix z) {
    int latent = z.columns();
    float[] sigma = deviations.values();
    for (int i = 0; i < z.rows(); i++) {
      int head = code.offset() + (2 * i + 1) * latent;
      for (int j = 0; j < latent; j++) {
        sigma[i * latent + j] = 0.5f * code.values()[head + j];
      }
    }
    kernels.exp(deviations.first(z.rows()));
    double sum = 0;
    for (int i = 0; i < z.rows(); i++) {
      int at = code.offset() + 2 * i * latent;
      for (int j = 0; j < latent; j++) {
        float mean = code.values()[at + j];
        float logVariance = code.values()[at + latent + j];
        float deviation = sigma[i * latent + j];
        float epsilon = noise.values()[noise.offset() + i * latent + j];
        z.values()[z.offset() + i * latent + j] = Math.fma(deviation, epsilon, mean);
        sum += 0.5 * ((double) mean * mean + (double) deviation * deviation - 1 - logVariance);
      }
    }
    return sum;
  }

  @Override
  public void differentiate(
      Matrix code, Matrix noise, Matrix zGradient, float klWeight, Matrix codeGradient) {
    int latent = zGradient.columns();
    for (int i = 0; i < zGradient.rows(); i++) {
      int from = code.offset() + 2 * i * latent;
      int to = codeGradient.offset() + 2 * i * latent;
      for (int j = 0; j < latent; j++) {
        float deviation = deviations.values()[i * latent + j];
        float epsilon = noise.values()[noise.offset() + i * latent + j];
        float slope = zGradient.values()[zGradient.offset() + i * latent + j];
        float mean = code.values()[from + j];
        codeGradient.values()[to + j] = Math.fma(klWeight, mean, slope);
        // d/d log σ² of z = ½ σ ε, and of the divergence ½ (σ² − 1)
        float divergence = klWeight * Math.fma(deviation, deviation, -1);
        codeGradient.values()[to + latent + j] =
            0.5f * Math.fma(slope * epsilon, deviation, divergence);
      }
    }
  }
}
