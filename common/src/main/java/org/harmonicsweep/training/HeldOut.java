package org.harmonicsweep.training;

import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.Kernels;
import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.trial.Likelihood;
import org.harmonicsweep.trial.Trial;

/**
 * Losses on held-out samples without input noise, one latent sample each.
 *
 * <p>Sample i takes the normals of stream {@code test-latent} from index i · latent on, the same in
 * every epoch.
 */
final class HeldOut {
  /** Most rows at once. */
  static final int ROWS = 256;

  private final Matrix samples;
  private final Matrix noise;
  private final double normalizer;

  HeldOut(Kernels kernels, Trial trial, Dataset data) {
    this.samples = Matrix.of(data.values(), data.samples(), data.features());
    this.noise = Matrix.zeros(data.samples(), trial.model().latent());
    kernels.normals(trial.seeds().key("test-latent"), 0, noise);
    this.normalizer =
        trial.model().likelihood() == Likelihood.GAUSSIAN
            ? 0.5 * data.features() * StrictMath.log(2 * Math.PI)
            : 0;
  }

  /** Returns the losses after an epoch. */
  EpochLosses losses(Vae vae, int epoch, long step, double trainingLoss) {
    double reconstruction = 0;
    double kl = 0;
    for (int row = 0; row < samples.rows(); row += ROWS) {
      int count = Math.min(ROWS, samples.rows() - row);
      Matrix block = samples.rows(row, count);
      Vae.BatchLosses losses = vae.evaluate(new Vae.Batch(block, block, noise.rows(row, count)));
      reconstruction += losses.reconstruction();
      kl += losses.kl();
    }
    reconstruction /= samples.rows();
    kl /= samples.rows();
    double elbo = -reconstruction - kl - normalizer;
    return new EpochLosses(epoch, step, trainingLoss, elbo, reconstruction, kl);
  }
}
