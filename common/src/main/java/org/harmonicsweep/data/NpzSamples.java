package org.harmonicsweep.data;

import java.io.Closeable;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.trial.SampleShape;

/**
 * The samples of an array in an NPZ archive, divided by what is white.
 *
 * <p>An archive that is cut by a limit is checked only as far as it is read.
 */
final class NpzSamples implements Samples, Closeable {
  private final NpzFile file;
  private final DataSource.Npz source;
  private final double white;
  private final byte[] bytes;
  private final ByteBuffer numbers;

  private NpzSamples(NpzFile file, DataSource.Npz source) {
    this.file = file;
    this.source = source;
    NpyType type = file.header().type();
    white = source.white().orElse(type.white());
    bytes = new byte[Math.toIntExact(file.header().itemLength())];
    numbers = ByteBuffer.wrap(bytes).order(type.order());
  }

  /**
   * Opens the array of a source.
   *
   * @throws DataException if it is missing, damaged, no array of numbers, or too small
   */
  static NpzSamples open(Configuration configuration, DataSource.Npz source) {
    NpzFile file = NpzFile.open(configuration, source.path(), source.array());
    try {
      int found = taken(file, source);
      if (found < 2) {
        throw file.errors().tooFewSamples(found, source.every());
      }
      if (source.limit().orElse(found) > found) {
        throw file.errors().limitBeyondEnd(source.limit().orElse(found), found, source.every());
      }
      if (file.header().itemLength() > Integer.MAX_VALUE) {
        throw DataErrors.tooLarge(found, file.header().shape().size());
      }
      return new NpzSamples(file, source);
    } catch (DataException e) {
      file.close();
      throw e;
    }
  }

  private static int taken(NpzFile file, DataSource.Npz source) {
    return 1 + (file.header().items() - 1) / source.every();
  }

  @Override
  public int count() {
    return source.limit().orElse(taken(file, source));
  }

  @Override
  public SampleShape shape() {
    return file.header().shape();
  }

  @Override
  public void write(int sample, float[] into, int offset) {
    file.next(bytes);
    long stored = (long) sample * source.every();
    int size = shape().size();
    for (int i = 0; i < size; i++) {
      double number = file.header().type().number(numbers, i);
      // also refuses what is no number
      if (!(number >= 0 && number <= white)) {
        throw file.errors().outside(stored, number, white);
      }
      into[offset + i] = (float) (number / white);
    }
    if (sample < count() - 1) {
      skip(source.every() - 1);
    } else if (count() == taken(file, source)) {
      skip(file.header().items() - 1 - stored);
      file.end();
    }
  }

  private void skip(long samples) {
    for (long i = 0; i < samples; i++) {
      file.next(bytes);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
