package org.harmonicsweep.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * An open file, plain or gzip, read from its start to its end.
 *
 * <p>Gzip is known by its first two bytes, whatever the file is called.
 */
final class DataFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final InputStream content;
  private final long storedLength;
  private final boolean isPacked;

  private DataFile(String name, InputStream content, long storedLength, boolean isPacked) {
    this.name = name;
    this.content = content;
    this.storedLength = storedLength;
    this.isPacked = isPacked;
  }

  /**
   * Opens a file.
   *
   * @param format what the file must be, with its article, for messages
   * @throws DataException if it is missing, empty, unreadable or a damaged archive
   */
  static DataFile open(Configuration configuration, String name, String format) {
    FileStatus status = status(configuration, name, format);
    if (status.isDirectory()) {
      throw DataErrors.directory(name, format);
    }
    if (status.getLen() == 0) {
      throw DataErrors.empty(name, format);
    }
    try {
      InputStream raw = status.getPath().getFileSystem(configuration).open(status.getPath());
      try {
        return read(name, new BufferedInputStream(raw, BUFFER), status.getLen());
      } catch (DataException | IOException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw DataErrors.unreadable(name, e);
    }
  }

  /** Returns whether there is a file or folder of this name. */
  static boolean exists(Configuration configuration, String name) {
    Path path = path(name);
    try {
      return path.getFileSystem(configuration).exists(path);
    } catch (IOException | IllegalArgumentException e) {
      throw DataErrors.unreadable(name, e);
    }
  }

  private static FileStatus status(Configuration configuration, String name, String format) {
    Path path = path(name);
    try {
      return path.getFileSystem(configuration).getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw DataErrors.missing(name, format);
    } catch (IOException | IllegalArgumentException e) {
      // Hadoop 3.3 reports a host that it cannot resolve as an illegal argument
      throw DataErrors.unreadable(name, e);
    }
  }

  private static Path path(String name) {
    try {
      return new Path(name);
    } catch (IllegalArgumentException e) {
      throw DataErrors.badPath(name, e);
    }
  }

  private static DataFile read(String name, BufferedInputStream raw, long length)
      throws IOException {
    boolean isPacked = isGzip(raw);
    return new DataFile(name, isPacked ? unpacked(name, raw) : raw, length, isPacked);
  }

  private static boolean isGzip(BufferedInputStream raw) throws IOException {
    raw.mark(2);
    boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return gzip;
  }

  private static InputStream unpacked(String name, InputStream raw) throws IOException {
    try {
      return new GZIPInputStream(raw, BUFFER);
    } catch (EOFException | ZipException e) {
      throw DataErrors.damagedGzip(name, e);
    }
  }

  /** Returns the path or URI that it was opened by. */
  String name() {
    return name;
  }

  /** Returns the bytes that it takes in storage, at least 1. */
  long storedLength() {
    return storedLength;
  }

  /** Returns whether it is gzip: then only reading it tells how long its content is. */
  boolean isPacked() {
    return isPacked;
  }

  /**
   * Fills an array with the bytes that come next.
   *
   * @return how many there were: fewer than the array holds at the end alone
   */
  int fill(byte[] into) {
    try {
      return content.readNBytes(into, 0, into.length);
    } catch (EOFException | ZipException e) {
      throw DataErrors.damagedGzip(name, e);
    } catch (IOException e) {
      throw DataErrors.unreadable(name, e);
    }
  }

  /** Returns the content itself, for those who unpack it further; it is closed with this. */
  InputStream stream() {
    return content;
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException e) {
      throw DataErrors.unreadable(name, e);
    }
  }
}
