package org.harmonicsweep.data;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import org.harmonicsweep.trial.PlainText;

/** Every error of this package that a user can cause, named by its situation. */
final class DataErrors {
  private DataErrors() {}

  static DataException badPath(String file, IllegalArgumentException cause) {
    return new DataException(
        "data file '"
            + file
            + "' is neither a path nor a URI ("
            + PlainText.reason(cause)
            + ");"
            + " write it like data/images.gz or hdfs://host/images.gz",
        cause);
  }

  static DataException missing(String file, String format) {
    return new DataException(
        "data file '"
            + file
            + "' does not exist; give the path of "
            + format
            + ", relative to the working directory, or its URI");
  }

  static DataException missingInFolder(String file, String directory, String format) {
    return new DataException(
        "data file '"
            + file
            + "' does not exist, nor does one with .gz after its name; unpack "
            + format
            + " into '"
            + directory
            + "' or give the folder that holds its files");
  }

  static DataException directory(String file, String format) {
    return new DataException(
        "data file '"
            + file
            + "' is a directory, must be "
            + format
            + "; give one of the files in it");
  }

  static DataException unreadable(String file, Exception cause) {
    return new DataException(
        "data file '"
            + file
            + "' cannot be read ("
            + PlainText.reason(cause)
            + "); check its"
            + " permissions and its storage",
        cause);
  }

  static DataException empty(String file, String format) {
    return new DataException(
        "data file '" + file + "' is empty, must be " + format + "; fetch it again");
  }

  static DataException damagedGzip(String file, Exception cause) {
    return new DataException(
        "data file '"
            + file
            + "' is a damaged gzip archive ("
            + PlainText.reason(cause)
            + "); fetch it"
            + " again",
        cause);
  }

  static DataException headless(String file, int found, int needed) {
    return new DataException(
        "data file '"
            + file
            + "' ends after "
            + found
            + " bytes, within "
            + needed
            + " bytes of its"
            + " header; fetch it again");
  }

  static DataException wrongMagic(String file, int found, IdxFile.Kind kind) {
    String allowed = kind.dimensions().mapToObj(n -> magic(0x800 + n)).collect(joining(" or "));
    return new DataException(
        "data file '"
            + file
            + "' starts with "
            + magic(found)
            + ", must start with "
            + allowed
            + "; give an IDX file of "
            + kind.noun());
  }

  static DataException badSize(String file, int dimension, int found) {
    return new DataException(
        "data file '"
            + file
            + "' gives dimension "
            + dimension
            + " the size "
            + Integer.toUnsignedString(found)
            + ", must be 1 to "
            + Integer.MAX_VALUE
            + "; fetch it again");
  }

  static DataException truncated(String file, long found, long needed) {
    return new DataException(
        "data file '"
            + file
            + "' ends after "
            + found
            + " bytes, its header promises "
            + needed
            + "; fetch it again");
  }

  static DataException wrongRecords(String file, long found, int records, int recordLength) {
    return new DataException(
        "data file '"
            + file
            + "' has "
            + found
            + " bytes"
            + (found % recordLength == 0 ? ", " + found / recordLength + " records" : "")
            + ", must have "
            + (long) records * recordLength
            + ", "
            + records
            + " records of "
            + recordLength
            + "; fetch it again");
  }

  static DataException endlessRecords(String file, int records, int recordLength) {
    return new DataException(
        "data file '"
            + file
            + "' goes on after "
            + records
            + " records of "
            + recordLength
            + " bytes, must end there; fetch it again");
  }

  static DataException badLabel(String file, int record, int found, int greatest) {
    return new DataException(
        "data file '"
            + file
            + "' gives image "
            + record
            + " the label "
            + found
            + ", must be 0 to "
            + greatest
            + "; give a file of the binary version of CIFAR-10");
  }

  static DataException overpromised(String file, long compressed, long needed) {
    return new DataException(
        "data file '"
            + file
            + "' promises "
            + needed
            + " bytes, more than its "
            + compressed
            + " compressed bytes can hold; fetch it again");
  }

  static DataException trailing(String file, long needed) {
    return new DataException(
        "data file '"
            + file
            + "' goes on after the "
            + needed
            + " bytes that its header promises;"
            + " fetch it again");
  }

  static DataException labelCount(String labels, int found, String images, int needed) {
    return new DataException(
        "data file '"
            + labels
            + "' has "
            + found
            + " labels, must have "
            + needed
            + ", one for each"
            + " image of '"
            + images
            + "'; give the two files of one set");
  }

  static DataException tooFewImages(String file, int found) {
    return new DataException(
        "data file '"
            + file
            + "' has "
            + found
            + " image, must have at least 2, one to train on and"
            + " one to hold out; give a larger file");
  }

  static DataException limitBeyondEnd(String file, int limit, int found) {
    return new DataException(
        "data file '"
            + file
            + "' has "
            + found
            + " images, fewer than the limit of "
            + limit
            + "; lower the limit or leave it out");
  }

  static DataException tooLarge(long samples, long features) {
    return new DataException(
        "the data have "
            + samples
            + " samples of "
            + features
            + " values, must have at most "
            + Integer.MAX_VALUE
            + " values in all; take fewer samples");
  }

  private static String magic(int bytes) {
    return String.format(Locale.ROOT, "0x%08x", bytes);
  }
}
