package org.harmonicsweep.data;

import java.io.Closeable;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataSource.Cifar10;

/**
 * One open file of the binary version of CIFAR-10, plain or gzip.
 *
 * <p>A record is a label of one byte and 32 x 32 bytes of red, then of green, then of blue, each
 * row by row (Krizhevsky, The CIFAR-10 dataset, 2009). There is no header.
 */
final class CifarFile implements Closeable {
  /** What a file must be, for messages. */
  static final String FORMAT = "a file of the binary version of CIFAR-10";

  static final int PIXELS = Cifar10.SIDE * Cifar10.SIDE;
  static final int RECORD_LENGTH = 1 + PIXELS * Cifar10.CHANNELS;

  private static final long LENGTH = (long) Cifar10.IMAGES_PER_FILE * RECORD_LENGTH;
  private static final int GREATEST_LABEL = 9;

  private final DataFile content;
  private final byte[] record = new byte[RECORD_LENGTH];
  private int read;

  private CifarFile(DataFile content) {
    this.content = content;
  }

  /**
   * Opens a file, or the archive that has {@code .gz} after its name, and checks its length where
   * storage tells it.
   *
   * @throws DataException if it is missing, unreadable or of another length
   */
  static CifarFile open(Configuration configuration, String directory, String file) {
    DataFile content =
        DataFile.open(configuration, existing(configuration, directory, file), FORMAT);
    if (!content.isPacked() && content.storedLength() != LENGTH) {
      content.close();
      throw DataErrors.wrongRecords(
          content.name(), content.storedLength(), Cifar10.IMAGES_PER_FILE, RECORD_LENGTH);
    }
    return new CifarFile(content);
  }

  private static String existing(Configuration configuration, String directory, String file) {
    if (DataFile.exists(configuration, file)) {
      return file;
    }
    String packed = file + ".gz";
    if (DataFile.exists(configuration, packed)) {
      return packed;
    }
    throw DataErrors.missingInFolder(file, directory, "the binary version of CIFAR-10");
  }

  /** Returns whether every record was read. */
  boolean isRead() {
    return read == Cifar10.IMAGES_PER_FILE;
  }

  /**
   * Writes the next image: the channels of one pixel side by side, bytes divided by 255.
   *
   * @throws DataException if the file ends before, or its label is none
   */
  void next(float[] into, int offset) {
    int found = content.fill(record);
    if (found < RECORD_LENGTH) {
      throw DataErrors.wrongRecords(
          content.name(),
          (long) read * RECORD_LENGTH + found,
          Cifar10.IMAGES_PER_FILE,
          RECORD_LENGTH);
    }
    int label = Byte.toUnsignedInt(record[0]);
    if (label > GREATEST_LABEL) {
      throw DataErrors.badLabel(content.name(), read, label, GREATEST_LABEL);
    }
    for (int channel = 0; channel < Cifar10.CHANNELS; channel++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        into[offset + pixel * Cifar10.CHANNELS + channel] =
            Byte.toUnsignedInt(record[1 + channel * PIXELS + pixel]) / IdxSamples.WHITE;
      }
    }
    read++;
  }

  /**
   * Checks that nothing follows, which also checks the sum at the end of a gzip archive.
   *
   * @throws DataException if something does
   */
  void end() {
    if (content.fill(new byte[1]) > 0) {
      throw DataErrors.endlessRecords(content.name(), Cifar10.IMAGES_PER_FILE, RECORD_LENGTH);
    }
  }

  @Override
  public void close() {
    content.close();
  }
}
