package org.harmonicsweep.jobs.store;

import static java.util.stream.Collectors.toSet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.harmonicsweep.sweeps.spec.SweepReader;

/**
 * A Parquet file whose sizes are compared with what it can hold before Parquet believes them.
 *
 * <p>Parquet 1.13 allocates what a footer or the header of a page announces, up to two gigabytes
 * for one flipped bit; its checksums are of the content of pages alone. Whatever does not fit ends
 * as an {@link EOFException}.
 */
final class BoundedFile implements InputFile {
  /** Longest footer; ours have some ten kilobytes. */
  static final int LONGEST_FOOTER = 4 << 20;

  /** Longest page when it is unpacked; ours have one megabyte, and more for one long value. */
  static final long LONGEST_PAGE = 32 << 20;

  /** Most bytes that are unpacked. */
  static final long MOST_BYTES = 512L << 20;

  /** Most rows: those of the plan of the largest study. */
  static final long MOST_ROWS = SweepReader.MOST_TRIALS;

  /** Most values of all columns that are read, elements of lists counted. */
  static final long MOST_VALUES = 32L << 20;

  /** {@code PAR1}, read as a number whose first byte weighs least. */
  private static final int MAGIC = 0x31524150;

  private static final int TAIL = 2 * Integer.BYTES;
  private static final int SHORT_HEADER = 1 << 12;

  private final InputFile file;
  private final SeekableInputStream stream;

  private BoundedFile(InputFile file) throws IOException {
    this.file = file;
    this.stream = file.newStream();
  }

  /** Opens a file and checks its footer. */
  static BoundedFile open(Path path, Configuration configuration) throws IOException {
    BoundedFile bounded = new BoundedFile(HadoopInputFile.fromPath(path, configuration));
    try {
      bounded.checkFooter();
      return bounded;
    } catch (IOException | RuntimeException e) {
      bounded.stream.close();
      throw e;
    }
  }

  @Override
  public long getLength() throws IOException {
    return file.getLength();
  }

  /** Returns the one stream, which its reader closes. */
  @Override
  public SeekableInputStream newStream() {
    return stream;
  }

  private void checkFooter() throws IOException {
    require(getLength() >= Integer.BYTES + TAIL, "no Parquet file is so short");
    ByteBuffer tail = read(getLength() - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
    long length = Integer.toUnsignedLong(tail.getInt());
    require(tail.getInt() == MAGIC, "no magic");
    require(length <= LONGEST_FOOTER, "the footer is too long");
    require(length <= getLength() - Integer.BYTES - TAIL, "the footer is longer than the file");
    ThriftStructure.numbers(read(getLength() - TAIL - length, (int) length));
  }

  /**
   * Checks what a reader of a schema will unpack.
   *
   * @param blocks as the footer has them
   * @param schema that is read
   */
  void check(List<BlockMetaData> blocks, MessageType schema) throws IOException {
    Set<ColumnPath> read =
        schema.getColumns().stream()
            .map(column -> ColumnPath.get(column.getPath()))
            .collect(toSet());
    long rows = 0;
    Content all = new Content(0, 0);
    for (BlockMetaData block : blocks) {
      require(block.getRowCount() >= 0 && block.getRowCount() <= MOST_ROWS, "too many rows");
      rows += block.getRowCount();
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        require(
            start >= 0 && size >= 0 && size <= getLength() && start <= getLength() - size,
            "a column is not in the file");
        if (read.contains(chunk.getPath())) {
          all = all.and(content(start, start + size, chunk.getValueCount()));
        }
      }
    }
    require(rows <= MOST_ROWS, "too many rows");
  }

  /** Values and bytes. */
  private record Content(long values, long bytes) {
    Content and(Content other) throws EOFException {
      Content sum = new Content(values + other.values, bytes + other.bytes);
      require(sum.values <= MOST_VALUES, "too many values");
      require(sum.bytes <= MOST_BYTES, "too many bytes to unpack");
      return sum;
    }
  }

  /** Goes from page to page as Parquet will, and returns what they hold. */
  private Content content(long start, long end, long values) throws IOException {
    Content content = new Content(0, 0);
    long at = start;
    while (content.values() < values) {
      PageHeader header = header(at, end);
      content = content.and(header.content());
      at += header.length();
      require(header.packed() >= 0 && header.packed() <= end - at, "a page leaves its column");
      at += header.packed();
    }
    return content;
  }

  /** A header is short unless a long text is among its statistics. */
  private PageHeader header(long at, long end) throws IOException {
    for (long length = SHORT_HEADER; ; length *= 16) {
      ByteBuffer bytes = read(at, (int) Math.min(length, Math.min(end - at, LONGEST_PAGE)));
      try {
        return PageHeader.of(ThriftStructure.numbers(bytes), bytes.position());
      } catch (EOFException e) {
        if (length >= Math.min(end - at, LONGEST_PAGE)) {
          throw e;
        }
      }
    }
  }

  /**
   * The sizes that the header of a page announces, by their numbers in Parquet's Thrift definition.
   *
   * @param length of the header itself
   * @param packed bytes of the page in the file
   * @param unpacked bytes of the page
   * @param entries of a dictionary
   * @param values of a page of data
   */
  private record PageHeader(long length, long packed, long unpacked, long entries, long values) {
    static PageHeader of(Map<String, Long> numbers, long length) {
      return new PageHeader(
          length,
          numbers.getOrDefault("3", 0L),
          numbers.getOrDefault("2", 0L),
          numbers.getOrDefault("7.1", 0L),
          numbers.getOrDefault("5.1", numbers.getOrDefault("8.1", 0L)));
    }

    Content content() throws EOFException {
      require(unpacked >= 0 && unpacked <= LONGEST_PAGE, "a page is too long");
      require(entries >= 0 && entries <= unpacked, "a dictionary has more entries than bytes");
      require(values >= 0 && values <= MOST_VALUES, "a page has too many values");
      return new Content(values, unpacked);
    }
  }

  private ByteBuffer read(long at, int count) throws IOException {
    byte[] bytes = new byte[count];
    stream.seek(at);
    stream.readFully(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static void require(boolean holds, String otherwise) throws EOFException {
    if (!holds) {
      throw new EOFException(otherwise);
    }
  }
}
