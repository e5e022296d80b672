package org.harmonicsweep.data;

import java.io.Closeable;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataSource.Cifar10;
import org.harmonicsweep.trial.SampleShape;

/**
 * The images of CIFAR-10, one file open at a time.
 *
 * <p>A gzip archive that is cut by a limit is checked only as far as it is read.
 */
final class CifarSamples implements Samples, Closeable {
  private final Configuration configuration;
  private final Cifar10 source;
  private final Iterator<String> others;
  private CifarFile file;

  private CifarSamples(Configuration configuration, Cifar10 source) {
    this.configuration = configuration;
    this.source = source;
    others = source.paths().iterator();
    file = open(others.next());
  }

  /**
   * Opens the first file of a source.
   *
   * @throws DataException if it is missing or broken
   */
  static CifarSamples open(Configuration configuration, Cifar10 source) {
    return new CifarSamples(configuration, source);
  }

  private CifarFile open(String path) {
    return CifarFile.open(configuration, source.directory(), path);
  }

  @Override
  public int count() {
    return source.images();
  }

  @Override
  public SampleShape shape() {
    return new SampleShape(Cifar10.SIDE, Cifar10.SIDE, Cifar10.CHANNELS);
  }

  @Override
  public void write(int sample, float[] into, int offset) {
    file.next(into, offset);
    if (!file.isRead()) {
      return;
    }
    file.end();
    if (others.hasNext()) {
      file.close();
      file = open(others.next());
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
