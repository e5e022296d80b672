package org.harmonicsweep.data;

import java.util.Arrays;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.SampleShape;
import org.hipparchus.util.FastMath;

/**
 * Tracks of a sinc: for sorted times t₁ ≤ … ≤ tₙ uniform in [-1, 1] the values s(t₁) … s(tₙ), then
 * the times themselves.
 *
 * <p>s(t) is sinc(5t) = sin(5πt) / (5πt), numpy's definition, rescaled to [-1, 1] by the function's
 * own extremes on [-1, 1], not by each track's.
 */
final class SincSamples implements Samples {
  /** The least value of sin(u) / u: the cosine of the first positive root of tan u = u. */
  static final double MINIMUM = -0.21723362821122166;

  private final DataSource.SincTracks source;
  private final RandomStream times;

  SincSamples(DataSource.SincTracks source) {
    this.source = source;
    this.times = SourceStreams.of(source, source.seed());
  }

  @Override
  public int count() {
    return source.samples();
  }

  @Override
  public SampleShape shape() {
    return SampleShape.vector(2 * source.points());
  }

  @Override
  public void write(int sample, float[] into, int offset) {
    int points = source.points();
    double[] sorted = new double[points];
    for (int i = 0; i < points; i++) {
      sorted[i] = 2 * times.uniform(sample * (long) points + i) - 1;
    }
    Arrays.sort(sorted);
    for (int i = 0; i < points; i++) {
      into[offset + i] = (float) track(sorted[i]);
      into[offset + points + i] = (float) sorted[i];
    }
  }

  /** Returns the rescaled sinc(5t), in [-1, 1]. */
  static double track(double t) {
    double u = 5 * FastMath.PI * t;
    double sinc = u == 0 ? 1 : FastMath.sin(u) / u;
    return 2 * (sinc - MINIMUM) / (1 - MINIMUM) - 1;
  }
}
