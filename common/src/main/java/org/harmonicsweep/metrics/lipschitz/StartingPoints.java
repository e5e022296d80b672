package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.List;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.kernel.Vectors;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Seeds;

/** Points at which the search for steep places begins. */
final class StartingPoints {
  /** Held-out samples, and as many from the prior and from the aggregate posterior. */
  private static final int COUNT = 64;

  private StartingPoints() {}

  /** Returns up to 64 held-out samples, evenly spaced in their order. */
  static List<double[]> heldOut(Dataset test) {
    return heldOut(test, COUNT);
  }

  /** Returns so many held-out samples, or all there are, evenly spaced in their order. */
  static List<double[]> heldOut(Dataset test, int most) {
    int count = Math.min(most, test.samples());
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int sample = (int) ((long) i * test.samples() / count);
      double[] point = new double[test.features()];
      for (int j = 0; j < point.length; j++) {
        point[j] = test.values()[sample * test.features() + j];
      }
      points.add(point);
    }
    return points;
  }

  /** Returns 64 draws from N(0, I), from the stream {@code metric-lipschitz-prior}. */
  static List<double[]> prior(int latent, Seeds seeds) {
    RandomStream prior = new RandomStream(seeds.key("metric-lipschitz-prior"));
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      points.add(normals(prior, i, latent));
    }
    return points;
  }

  /**
   * Returns 64 draws from N(0, I), from the stream {@code metric-lipschitz-prior}, and one from the
   * posterior of each of the given samples, from {@code metric-lipschitz-posterior}.
   */
  static List<double[]> latent(
      TrainedVae vae, DoubleNetwork encoderMean, List<double[]> samples, Seeds seeds) {
    PosteriorDraws posterior =
        new PosteriorDraws(vae, encoderMean, samples, seeds.key("metric-lipschitz-posterior"));
    List<double[]> points = prior(encoderMean.outputs(), seeds);
    for (int i = 0; i < samples.size(); i++) {
      double[] point = posterior.draw(i);
      if (Double.isFinite(Vectors.norm(point))) {
        points.add(point);
      }
    }
    return points;
  }

  private static double[] normals(RandomStream stream, int sample, int latent) {
    double[] noise = new double[latent];
    for (int j = 0; j < latent; j++) {
      noise[j] = stream.normal((long) sample * latent + j);
    }
    return noise;
  }
}
