package org.harmonicsweep.metrics.robustness;

import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.network.Network;

/**
 * What the Jacobians at the clean images say: J_μ of the encoder's mean, and J = J_g J_μ of the
 * reconstruction.
 *
 * @param encoderEnergies ‖J_μ‖_F², one per image
 * @param reconstructEnergies ‖J‖_F², one per image
 * @param directions unit vector that J stretches most, by the power method, shape {@code [images,
 *     features]}; 0 where J is
 */
record Jacobians(double[] encoderEnergies, double[] reconstructEnergies, double[][] directions) {
  /** Jacobian products evaluated in one batch, as far as one image's products allow. */
  private static final int BATCH = 256;

  /** Steps of the power method: it serves to begin a search, which goes on from there. */
  private static final int STEPS = 50;

  /**
   * Differentiates at each image, by as many products with each network as there are latent axes:
   * {@code ‖J_g J_μ‖_F² = tr(J_gᵀ J_g J_μ J_μᵀ)}.
   */
  static Jacobians of(Subject subject) {
    int count = subject.images().count();
    int features = subject.images().features();
    int latent = subject.latent();
    Jacobians jacobians = new Jacobians(new double[count], new double[count], new double[count][]);
    int most = Math.max(1, BATCH / latent);
    for (int first = 0; first < count; first += most) {
      int block = Math.min(most, count - first);
      Network encoder = subject.vae().encoderMean();
      Network decoder = subject.vae().decoder();
      float[] x = repeated(subject.images().values(), first, block, features, latent);
      float[] z = repeated(subject.codes().means(), first, block, latent, latent);
      float[] axes = axes(block, latent);
      float[] inner = encoder.vjp(x, axes, block * latent);
      float[] outer = decoder.jvp(z, axes, block * latent);
      for (int i = 0; i < block; i++) {
        jacobians.add(
            first + i,
            rows(inner, i * latent, latent, features),
            rows(outer, i * latent, latent, decoder.outputs()));
      }
    }
    return jacobians;
  }

  private void add(int image, double[][] inner, double[][] outer) {
    double[][] innerGram = gram(inner);
    double[][] outerGram = gram(outer);
    int latent = inner.length;
    for (int j = 0; j < latent; j++) {
      encoderEnergies[image] += innerGram[j][j];
      for (int k = 0; k < latent; k++) {
        reconstructEnergies[image] += innerGram[j][k] * outerGram[j][k];
      }
    }
    // JᵀJ = J_μᵀ G J_μ has the eigenvector J_μᵀ a where G J_μ J_μᵀ has the eigenvector a
    double[] a = new double[latent];
    for (int j = 0; j < latent; j++) {
      a[j] = 1 + j / (double) latent;
    }
    for (int step = 0; step < STEPS; step++) {
      a = normalized(times(outerGram, times(innerGram, a)));
    }
    double[] direction = new double[inner[0].length];
    for (int j = 0; j < latent; j++) {
      Vectors.add(a[j], inner[j], direction);
    }
    directions[image] = normalized(direction);
  }

  private static double[] normalized(double[] vector) {
    double norm = Vectors.norm(vector);
    if (!(norm > 0) || !Double.isFinite(norm)) {
      return new double[vector.length];
    }
    Vectors.scale(1 / norm, vector);
    return vector;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = Vectors.dot(matrix[i], vector);
    }
    return product;
  }

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Vectors.dot(rows[i], rows[j]);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  private static double[][] rows(float[] values, int first, int count, int length) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Vectors.row(values, first + i, length);
    }
    return rows;
  }

  private static float[] repeated(float[] points, int first, int block, int length, int times) {
    float[] repeated = new float[block * times * length];
    for (int row = 0; row < block * times; row++) {
      System.arraycopy(points, (first + row / times) * length, repeated, row * length, length);
    }
    return repeated;
  }

  private static float[] axes(int block, int latent) {
    float[] axes = new float[block * latent * latent];
    for (int row = 0; row < block * latent; row++) {
      axes[row * latent + row % latent] = 1;
    }
    return axes;
  }
}
