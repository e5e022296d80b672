package org.harmonicsweep.metrics.lipschitz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.training.TrainedVae;
import org.hipparchus.util.FastMath;

/** Draws from the posteriors of samples in turn, that is, from their aggregate posterior. */
final class PosteriorDraws {
  private final List<double[]> means;
  private final List<double[]> deviations;
  private final RandomStream noise;

  /**
   * Takes the posteriors of samples, at least one.
   *
   * @param key of the stream that the draws come from
   */
  PosteriorDraws(TrainedVae vae, DoubleNetwork encoderMean, List<double[]> samples, long key) {
    Optional<DoubleNetwork> logVariance =
        vae.encoderLogVariance().map(LayerChain::of).map(DoubleNetwork::of);
    double fixed = Math.sqrt(vae.encoderVariance().value().orElse(1));
    this.noise = new RandomStream(key);
    this.means = samples.stream().map(encoderMean::apply).toList();
    this.deviations =
        samples.stream()
            .map(
                sample ->
                    logVariance
                        .map(network -> deviations(network.apply(sample)))
                        .orElseGet(() -> constant(fixed, encoderMean.outputs())))
            .toList();
  }

  private static double[] deviations(double[] logVariances) {
    return Arrays.stream(logVariances).map(log -> FastMath.exp(log / 2)).toArray();
  }

  private static double[] constant(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  /** Returns the draw of an index: from the posterior of sample index mod their number. */
  double[] draw(int index) {
    int sample = index % means.size();
    double[] point = means.get(sample).clone();
    for (int j = 0; j < point.length; j++) {
      double normal = noise.normal((long) index * point.length + j);
      point[j] += normal * deviations.get(sample)[j];
    }
    return point;
  }
}
