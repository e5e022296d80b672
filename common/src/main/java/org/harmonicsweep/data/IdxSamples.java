package org.harmonicsweep.data;

import java.io.Closeable;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.trial.SampleShape;

/**
 * The images of an IDX file, pixels divided by 255.
 *
 * <p>A gzip archive that is cut by a limit is checked only as far as it is read.
 */
final class IdxSamples implements Samples, Closeable {
  /** The brightest byte. */
  static final float WHITE = 255;

  private final IdxFile images;
  private final int count;
  private final byte[] pixels;

  private IdxSamples(IdxFile images, int count) {
    this.images = images;
    this.count = count;
    this.pixels = new byte[images.itemLength()];
  }

  /**
   * Opens the images of a source and checks its labels.
   *
   * @throws DataException if a file is missing or broken, or if the two do not fit
   */
  static IdxSamples open(Configuration configuration, DataSource.Idx source) {
    IdxFile images = IdxFile.open(configuration, source.images(), IdxFile.Kind.IMAGES);
    try {
      if (images.items() < 2) {
        throw DataErrors.tooFewImages(source.images(), images.items());
      }
      int count = source.limit().orElse(images.items());
      if (count > images.items()) {
        throw DataErrors.limitBeyondEnd(source.images(), count, images.items());
      }
      source.labels().ifPresent(labels -> check(configuration, labels, source, images.items()));
      return new IdxSamples(images, count);
    } catch (DataException e) {
      images.close();
      throw e;
    }
  }

  private static void check(
      Configuration configuration, String name, DataSource.Idx source, int images) {
    try (IdxFile labels = IdxFile.open(configuration, name, IdxFile.Kind.LABELS)) {
      if (labels.items() != images) {
        throw DataErrors.labelCount(name, labels.items(), source.images(), images);
      }
      labels.next(new byte[labels.items()]);
      labels.end();
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public SampleShape shape() {
    return images.shape();
  }

  @Override
  public void write(int sample, float[] into, int offset) {
    images.next(pixels);
    for (int i = 0; i < pixels.length; i++) {
      into[offset + i] = Byte.toUnsignedInt(pixels[i]) / WHITE;
    }
    if (sample == images.items() - 1) {
      images.end();
    }
  }

  @Override
  public void close() {
    images.close();
  }
}
