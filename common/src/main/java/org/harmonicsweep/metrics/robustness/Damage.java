package org.harmonicsweep.metrics.robustness;

import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.network.Network;

/**
 * How far a perturbation moves the reconstruction: the mean over k of {@code ‖g(μ(x + d) + σ(x + d)
 * ε_k) − g(μ(x))‖²}, for noise ε_k that is drawn once.
 *
 * <p>The objective of Camuto, Willetts, Roberts, Holmes and Rainforth (AISTATS 2021), squared: it
 * is smooth where the distance is 0. Drawing anew in each call, as published code does, would make
 * the ascent climb noise.
 */
final class Damage implements Objective {
  private final Subject subject;
  private final int samples;
  private final float[] noise;

  private Damage(Subject subject, int samples, float[] noise) {
    this.subject = subject;
    this.samples = samples;
    this.noise = noise;
  }

  /** Returns the damage to the decoded posterior mean. */
  static Damage ofMeans(Subject subject) {
    return new Damage(subject, 1, new float[subject.images().count() * subject.latent()]);
  }

  /**
   * Returns the damage to decoded samples of the posterior.
   *
   * @param samples per image, each image with its own
   */
  static Damage ofSamples(Subject subject, int samples, RandomStream stream) {
    float[] noise = new float[subject.images().count() * samples * subject.latent()];
    stream.normals(0, noise, 0, noise.length);
    return new Damage(subject, samples, noise);
  }

  @Override
  public Evaluation at(int[] images, float[] points) {
    int rows = images.length;
    Codes codes = Codes.of(subject.vae(), points, rows);
    float[] z = samples(images, codes);
    Network decoder = subject.vae().decoder();
    float[] changes = changes(images, decoder.apply(z, rows * samples));
    double[] values = means(squares(changes, rows * samples), rows);
    for (int i = 0; i < changes.length; i++) {
      changes[i] *= 2f / samples;
    }
    float[] byCode = decoder.vjp(z, changes, rows * samples);
    float[] gradients = subject.vae().encoderMean().vjp(points, sums(byCode, rows), rows);
    if (isSampled()) {
      subject
          .vae()
          .encoderLogVariance()
          .ifPresent(
              head -> addTo(gradients, head.vjp(points, byLog(images, codes, byCode), rows)));
    }
    return new Evaluation(values, gradients);
  }

  /**
   * Returns the squared distance of each sample.
   *
   * @return shape {@code [rows, samples]}
   */
  double[] squares(int[] images, float[] points) {
    int rows = images.length;
    float[] z = samples(images, Codes.of(subject.vae(), points, rows));
    float[] decoded = subject.vae().decoder().apply(z, rows * samples);
    return squares(changes(images, decoded), rows * samples);
  }

  int samples() {
    return samples;
  }

  private boolean isSampled() {
    for (float value : noise) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  private float[] samples(int[] images, Codes codes) {
    int latent = codes.latent();
    float[] z = new float[images.length * samples * latent];
    for (int i = 0; i < z.length; i++) {
      int row = i / (samples * latent);
      int element = row * latent + i % latent;
      float epsilon = noise(images, i);
      z[i] =
          epsilon == 0
              ? codes.means()[element]
              : (float) (codes.means()[element] + codes.deviation(element) * epsilon);
    }
    return z;
  }

  /** Returns the noise of element i of the latent samples. */
  private float noise(int[] images, int i) {
    int perRow = samples * subject.latent();
    return noise[images[i / perRow] * perRow + i % perRow];
  }

  private float[] changes(int[] images, float[] decoded) {
    int features = subject.vae().decoder().outputs();
    for (int i = 0; i < decoded.length; i++) {
      int image = images[i / (samples * features)];
      decoded[i] -= subject.reconstructions()[image * features + i % features];
    }
    return decoded;
  }

  private static double[] squares(float[] changes, int rows) {
    int features = changes.length / rows;
    double[] squares = new double[rows];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = row * features; i < (row + 1) * features; i++) {
        sum += (double) changes[i] * changes[i];
      }
      squares[row] = sum;
    }
    return squares;
  }

  private double[] means(double[] squares, int rows) {
    double[] means = new double[rows];
    for (int i = 0; i < squares.length; i++) {
      means[i / samples] += squares[i] / samples;
    }
    return means;
  }

  private float[] sums(float[] byCode, int rows) {
    int latent = subject.latent();
    float[] sums = new float[rows * latent];
    for (int i = 0; i < byCode.length; i++) {
      sums[i / (samples * latent) * latent + i % latent] += byCode[i];
    }
    return sums;
  }

  /** Returns the derivative by ln σ², of which σ ε is ½ σ ε. */
  private float[] byLog(int[] images, Codes codes, float[] byCode) {
    int latent = subject.latent();
    float[] sums = new float[images.length * latent];
    for (int i = 0; i < byCode.length; i++) {
      int element = i / (samples * latent) * latent + i % latent;
      double stretch = 0.5 * codes.deviation(element) * noise(images, i);
      sums[element] += (float) (byCode[i] * stretch);
    }
    return sums;
  }

  private static void addTo(float[] gradients, float[] more) {
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] += more[i];
    }
  }
}
