package org.harmonicsweep.metrics.theory;

import java.util.Arrays;
import java.util.List;

/**
 * The global optimum of a linear variational autoencoder, mode by mode.
 *
 * <p>With reconstruction loss ½‖x − x̂‖² and KL weight b, the loss separates over the principal
 * components of the data. A component of standard deviation s has encoder gain c and decoder gain
 * w:
 *
 * <ul>
 *   <li>fixed posterior variance σ²: w² = s √b / σ − b, c² = σ / (s √b) − σ² / s², so that w c = 1
 *       − σ √b / s; the component is dropped where s ≤ σ √b;
 *   <li>the same with input noise of variance τ² and S² = s² + τ²: w = √(p S √b / σ) and c = √(p σ
 *       / (S √b)), where p = w c is (s² − S σ √b) / S² for a clean target and 1 − σ √b / S for a
 *       noisy one; dropped where p ≤ 0;
 *   <li>learned posterior variance: w² = s² − b, c = w / s², σ² = b / s² (Lucas, Tucker, Grosse and
 *       Norouzi, "Don't blame the ELBO!", NeurIPS 2019); dropped where s² ≤ b.
 * </ul>
 *
 * <p>The fixed-variance forms follow from setting the derivatives of ½ ((1 − w c)² s² + (w c)² τ² +
 * w² σ²) + ½ b c² S² to zero, for the noisy target of ½ ((1 − w c)² S² + w² σ²) + ½ b c² S².
 */
final class LinearVae {
  private LinearVae() {}

  /**
   * Gains of a mode, 0 where it is dropped; or the greatest over the modes.
   *
   * @param encoder c
   * @param decoder w
   * @param reconstruct w c
   */
  record Gains(double encoder, double decoder, double reconstruct) {
    private static final Gains NONE = new Gains(0, 0, 0);

    /** Returns the greatest gains of any mode, each by itself; 0 where all are dropped. */
    static Gains greatest(List<Gains> modes) {
      return modes.stream().reduce(NONE, Gains::orGreater);
    }

    private Gains orGreater(Gains other) {
      return new Gains(
          Math.max(encoder, other.encoder),
          Math.max(decoder, other.decoder),
          Math.max(reconstruct, other.reconstruct));
    }
  }

  /**
   * A fixed posterior variance and the noise on the encoder's input.
   *
   * @param variance σ², above 0
   * @param noiseVariance τ², at least 0
   * @param noisyTarget whether the noisy input is to be given back, and not the clean one
   */
  record Noise(double variance, double noiseVariance, boolean noisyTarget) {}

  /**
   * Returns the gains of each mode for a fixed posterior variance.
   *
   * @param variances s² of the leading modes, at least 0
   * @param klWeight b, above 0
   */
  static List<Gains> fixed(double[] variances, double klWeight, Noise noise) {
    return Arrays.stream(variances).mapToObj(variance -> fixed(variance, klWeight, noise)).toList();
  }

  private static Gains fixed(double variance, double klWeight, Noise noise) {
    double noisy = Math.sqrt(variance + noise.noiseVariance());
    double scaled = Math.sqrt(noise.variance() * klWeight);
    if (noisy == 0) {
      return Gains.NONE;
    }
    double signal = noise.noisyTarget() ? noisy * noisy : variance;
    double product = (signal - noisy * scaled) / (noisy * noisy);
    if (!(product > 0)) {
      return Gains.NONE;
    }
    // S √b / σ: how much more the decoder amplifies than the encoder
    double ratio = noisy * Math.sqrt(klWeight / noise.variance());
    return new Gains(Math.sqrt(product / ratio), Math.sqrt(product * ratio), product);
  }

  /**
   * Returns the gains of each mode for a learned posterior variance, without input noise.
   *
   * @param variances s² of the leading modes, at least 0
   * @param klWeight b, above 0
   */
  static List<Gains> learned(double[] variances, double klWeight) {
    return Arrays.stream(variances).mapToObj(variance -> learned(variance, klWeight)).toList();
  }

  private static Gains learned(double variance, double klWeight) {
    if (!(variance > klWeight)) {
      return Gains.NONE;
    }
    double decoder = Math.sqrt(variance - klWeight);
    return new Gains(decoder / variance, decoder, (variance - klWeight) / variance);
  }
}
