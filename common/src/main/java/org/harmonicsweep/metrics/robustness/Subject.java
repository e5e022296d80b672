package org.harmonicsweep.metrics.robustness;

import org.harmonicsweep.training.TrainedVae;

/**
 * A trained model with the images it is tried on and what it makes of them.
 *
 * @param vae the model
 * @param images clean inputs
 * @param codes posteriors of the clean inputs
 * @param reconstructions decoder means of the clean posterior means, shape {@code [images,
 *     features]}
 */
record Subject(TrainedVae vae, Images images, Codes codes, float[] reconstructions) {

  static Subject of(TrainedVae vae, Images images) {
    Codes codes = Codes.of(vae, images.values(), images.count());
    float[] reconstructions = vae.decoder().apply(codes.means(), images.count());
    return new Subject(vae, images, codes, reconstructions);
  }

  int latent() {
    return codes.latent();
  }

  /** Returns the same model on the first so many of its images. */
  Subject first(int most) {
    return of(vae, images.first(most));
  }
}
