package org.harmonicsweep.metrics.spectrum;

import org.harmonicsweep.kernel.RandomStream;
import org.harmonicsweep.trial.Seeds;

/**
 * The random numbers of a measurement, by the names of their streams.
 *
 * @param seeds of the replicate: the same numbers for all its models
 */
record Draws(Seeds seeds) {

  /** Returns the stream {@code metric-<name>}. */
  RandomStream stream(String name) {
    return new RandomStream(seeds.key("metric-" + name));
  }

  /** Returns standard normals from the start of a stream. */
  float[] normals(String name, int count) {
    float[] values = new float[count];
    stream(name).normals(0, values, 0, count);
    return values;
  }
}
