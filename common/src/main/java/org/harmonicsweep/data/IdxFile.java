package org.harmonicsweep.data;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.trial.SampleShape;

/**
 * An open IDX file of unsigned bytes, plain or gzip, read from its start to its end.
 *
 * <p>Header: two zero bytes, the type 8, the number of dimensions, then each dimension's size as a
 * big-endian 32-bit number (LeCun, Cortes and Burges, The MNIST database, 1998). It is checked
 * against the file's length before anything is read.
 */
final class IdxFile implements Closeable {
  /** Deflate's longest match: no compressed byte becomes more bytes than this. */
  static final long GREATEST_EXPANSION = 1032;

  private final DataFile content;
  private final Header header;
  private long position;

  private IdxFile(DataFile content, Header header) {
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
    DataFile content = DataFile.open(configuration, name, "an IDX file");
    try {
      Header header = header(content, kind);
      check(content, header.total());
      return new IdxFile(content, header);
    } catch (DataException e) {
      content.close();
      throw e;
    }
  }

  private static void check(DataFile content, long total) {
    long stored = content.storedLength();
    if (content.isPacked() && total > GREATEST_EXPANSION * stored) {
      throw DataErrors.overpromised(content.name(), stored, total);
    }
    if (!content.isPacked() && stored < total) {
      throw DataErrors.truncated(content.name(), stored, total);
    }
    if (!content.isPacked() && stored > total) {
      throw DataErrors.trailing(content.name(), total);
    }
  }

  private static Header header(DataFile content, Kind kind) {
    int magic = words(content, 1)[0];
    if (!kind.starts(magic)) {
      throw DataErrors.wrongMagic(content.name(), magic, kind);
    }
    int[] sizes = words(content, magic & 0xff);
    long itemLength = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 1) {
        throw DataErrors.badSize(content.name(), i + 1, sizes[i]);
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

  private static int[] words(DataFile content, int count) {
    byte[] bytes = new byte[Integer.BYTES * count];
    int found = content.fill(bytes);
    if (found < bytes.length) {
      throw DataErrors.headless(content.name(), found, bytes.length);
    }
    int[] words = new int[count];
    ByteBuffer.wrap(bytes).asIntBuffer().get(words);
    return words;
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
    int found = content.fill(into);
    position += found;
    if (found < into.length) {
      throw DataErrors.truncated(content.name(), position, header.total());
    }
  }

  /**
   * Checks that nothing follows, which also checks the sum at the end of a gzip archive.
   *
   * @throws DataException if something does
   */
  void end() {
    if (content.fill(new byte[1]) > 0) {
      throw DataErrors.trailing(content.name(), header.total());
    }
  }

  @Override
  public void close() {
    content.close();
  }
}
