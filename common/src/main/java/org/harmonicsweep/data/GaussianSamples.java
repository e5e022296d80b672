package org.harmonicsweep.data;

import java.util.List;
import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.SampleShape;

/** Independent Gaussian features: what a linear model's closed form is checked on. */
final class GaussianSamples implements Samples {
  private final DataSource.LinearGaussian source;
  private final RandomStream normals;

  GaussianSamples(DataSource.LinearGaussian source) {
    this.source = source;
    this.normals = SourceStreams.of(source, source.seed());
  }

  @Override
  public int count() {
    return source.samples();
  }

  @Override
  public SampleShape shape() {
    return SampleShape.vector(source.deviations().size());
  }

  @Override
  public void write(int sample, float[] into, int offset) {
    List<Double> deviations = source.deviations();
    for (int i = 0; i < deviations.size(); i++) {
      double normal = normals.normal(sample * (long) deviations.size() + i);
      into[offset + i] = (float) (deviations.get(i) * normal);
    }
  }
}
