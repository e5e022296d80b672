package org.harmonicsweep.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.harmonicsweep.trial.SampleShape;

/**
 * An open IDX file of unsigned bytes, plain or gzip, read from its start to its end.
 *
 * <p>Header: two zero bytes, the type 8, the number of dimensions, then each dimension's size as a
 * big-endian 32-bit number (LeCun, Cortes and Burges, The MNIST database, 1998). It is checked
 * against the file's length before anything is read; gzip is known by its first two bytes.
 */
final class IdxFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  /** Deflate's longest match: no compressed byte becomes more bytes than this. */
  private static final long GREATEST_EXPANSION = 1032;

  private final String name;
  private final InputStream content;
  private final Header header;
  private long position;

  private IdxFile(String name, InputStream content, Header header) {
    this.name = name;
    this.content = content;
    this.header = header;
    this.position = header.length();
  }

  /** What a file holds, and how many dimensions it may therefore have. */
  enum Kind {
    /** Images: number, then height and width, perhaps channels, or one flat size. */
    IMAGES(2, 4),
    /** Labels: their number. */
    LABELS(1, 1);

    private final int least;
    private final int most;

    Kind(int least, int most) {
      this.least = least;
      this.most = most;
    }

    String noun() {
      return this == IMAGES ? "images" : "labels";
    }

    IntStream dimensions() {
      return IntStream.rangeClosed(least, most);
    }

    private boolean starts(int magic) {
      return dimensions().anyMatch(n -> magic == 0x800 + n);
    }
  }

  /** The sizes that a header gives: items of so many bytes after so many bytes of header. */
  private record Header(int items, SampleShape shape, int length) {
    int itemLength() {
      return shape.size();
    }

    long total() {
      return length + items * (long) itemLength();
    }
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws DataException if it is missing, unreadable, or no IDX file of this kind
   */
  static IdxFile open(Configuration configuration, String name, Kind kind) {
    FileStatus status = status(configuration, name);
    if (status.isDirectory()) {
      throw DataErrors.directory(name);
    }
    if (status.getLen() == 0) {
      throw DataErrors.empty(name);
    }
    try {
      InputStream raw = status.getPath().getFileSystem(configuration).open(status.getPath());
      try {
        return read(name, new BufferedInputStream(raw, BUFFER), status.getLen(), kind);
      } catch (DataException | IOException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw DataErrors.unreadable(name, e);
    }
  }

  private static FileStatus status(Configuration configuration, String name) {
    Path path = path(name);
    try {
      return path.getFileSystem(configuration).getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw DataErrors.missing(name);
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

  private static IdxFile read(String name, BufferedInputStream raw, long length, Kind kind)
      throws IOException {
    if (!isGzip(raw)) {
      Header header = header(name, raw, kind);
      if (length < header.total()) {
        throw DataErrors.truncated(name, length, header.total());
      }
      if (length > header.total()) {
        throw DataErrors.trailing(name, header.total());
      }
      return new IdxFile(name, raw, header);
    }
    InputStream unpacked = unpacked(name, raw);
    Header header = header(name, unpacked, kind);
    if (header.total() > GREATEST_EXPANSION * length) {
      throw DataErrors.overpromised(name, length, header.total());
    }
    return new IdxFile(name, unpacked, header);
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

  private static Header header(String name, InputStream content, Kind kind) {
    int magic = words(name, content, 1)[0];
    if (!kind.starts(magic)) {
      throw DataErrors.wrongMagic(name, magic, kind);
    }
    int[] sizes = words(name, content, magic & 0xff);
    long itemLength = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 1) {
        throw DataErrors.badSize(name, i + 1, sizes[i]);
      }
      itemLength *= i == 0 ? 1 : sizes[i];
      if (itemLength > Integer.MAX_VALUE) {
        throw DataErrors.tooLarge(sizes[0], itemLength);
      }
    }
    return new Header(sizes[0], shape(sizes), Integer.BYTES * (1 + sizes.length));
  }

  /** Sizes after the first are height, width and channels, as far as they go. */
  private static SampleShape shape(int[] sizes) {
    return switch (sizes.length) {
      case 1 -> SampleShape.vector(1);
      case 2 -> SampleShape.vector(sizes[1]);
      default ->
          new SampleShape(
              sizes[1], sizes[2], Arrays.stream(sizes).skip(3).reduce(1, (a, b) -> a * b));
    };
  }

  private static int[] words(String name, InputStream content, int count) {
    byte[] bytes = new byte[Integer.BYTES * count];
    int found = fill(name, content, bytes);
    if (found < bytes.length) {
      throw DataErrors.headless(name, found, bytes.length);
    }
    int[] words = new int[count];
    ByteBuffer.wrap(bytes).asIntBuffer().get(words);
    return words;
  }

  private static int fill(String name, InputStream content, byte[] into) {
    try {
      return content.readNBytes(into, 0, into.length);
    } catch (EOFException | ZipException e) {
      throw DataErrors.damagedGzip(name, e);
    } catch (IOException e) {
      throw DataErrors.unreadable(name, e);
    }
  }

  /** Returns the shape of an item. */
  SampleShape shape() {
    return header.shape();
  }

  /** Returns the number of items, at least 1. */
  int items() {
    return header.items();
  }

  /** Returns the bytes per item, at least 1. */
  int itemLength() {
    return header.itemLength();
  }

  /**
   * Fills an array with the bytes that come next.
   *
   * @throws DataException if the file ends before
   */
  void next(byte[] into) {
    int found = fill(name, content, into);
    position += found;
    if (found < into.length) {
      throw DataErrors.truncated(name, position, header.total());
    }
  }

  /**
   * Checks that nothing follows, which also checks the sum at the end of a gzip archive.
   *
   * @throws DataException if something does
   */
  void end() {
    if (fill(name, content, new byte[1]) > 0) {
      throw DataErrors.trailing(name, header.total());
    }
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
