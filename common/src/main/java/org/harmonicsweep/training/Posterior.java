package org.harmonicsweep.training;

import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.EncoderVariance;

/** q(z | x) = N(μ(x), diag σ²): samples, divergence from N(0, I), and the derivatives of both. */
interface Posterior {

  /**
   * Returns the posterior of a variance.
   *
   * @param rows most rows of a batch
   */
  static Posterior of(EncoderVariance variance, Kernels kernels, int rows, int latent) {
    return variance.match(
        FixedPosterior::new, () -> new LearnedPosterior(kernels, Matrix.zeros(rows, latent)));
  }

  /** Returns how many numbers the encoder gives per latent axis. */
  int heads();

  /**
   * Draws z = μ + σ ε.
   *
   * @param code the encoder's outputs, shape {@code [rows, heads latent]}, the means first
   * @param noise ε, shape {@code [rows, latent]}
   * @param z overwritten, shape {@code [rows, latent]}
   * @return Σ KL(q(z | x) ‖ N(0, I)) over the rows, in nats, summed in index order
   */
  double sample(Matrix code, Matrix noise, Matrix z);

  /**
   * Writes the derivative by the code, after {@link #sample} with the same code and noise.
   *
   * @param zGradient the reconstruction loss's derivative by z
   * @param klWeight factor on the divergence
   * @param codeGradient overwritten
   */
  void differentiate(
      Matrix code, Matrix noise, Matrix zGradient, float klWeight, Matrix codeGradient);
}
