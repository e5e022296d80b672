package org.harmonicsweep.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * One array of an NPZ archive, read from its start to its end.
 *
 * <p>The archive is a zip with an entry {@code NAME.npy} for each array: the signature, a version,
 * the length of the header, the header, then the numbers (NumPy Enhancement Proposal 1 and {@code
 * numpy.lib.format}). Entries before the array are unpacked and left out, so that any file system
 * will do that reads from start to end. What a header promises is checked against the file's length
 * before anything of that size is made; objects of Python are never read.
 */
final class NpzFile implements Closeable {
  private static final byte[] SIGNATURE = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final String ENDING = ".npy";
  private static final int LONGEST_HEADER = 65_535;

  private static final int MOST_NAMES = 100;

  /** A zip entry, with which an archive starts. */
  private static final int FIRST_BYTES = 0x504b0304;

  private final DataFile file;
  private final ZipInputStream content;
  private final NpzErrors errors;
  private final NpyHeader header;
  private long position;

  private NpzFile(DataFile file, ZipInputStream content, NpzErrors errors) {
    this.file = file;
    this.content = content;
    this.errors = errors;
    find();
    header = readHeader();
    position = header.length();
    if (header.total() > IdxFile.GREATEST_EXPANSION * file.storedLength()) {
      throw errors.overpromised(file.storedLength(), header.total());
    }
  }

  /**
   * Opens an archive, finds an array in it and checks its header.
   *
   * @throws DataException if it is missing, unreadable or damaged, or has no such array of numbers
   */
  static NpzFile open(Configuration configuration, String name, String array) {
    DataFile file = DataFile.open(configuration, name, "an NPZ archive");
    try {
      return opened(file, new NpzErrors(name, array));
    } catch (DataException e) {
      file.close();
      throw e;
    }
  }

  private static NpzFile opened(DataFile file, NpzErrors errors) {
    InputStream raw = file.stream();
    byte[] first = new byte[Integer.BYTES];
    raw.mark(first.length);
    if (file.isPacked()
        || file.fill(first) < first.length
        || ByteBuffer.wrap(first).getInt() != FIRST_BYTES) {
      throw errors.noArchive();
    }
    try {
      raw.reset();
    } catch (IOException e) {
      throw DataErrors.unreadable(file.name(), e);
    }
    // names that are not UTF-8 must not be an error: any byte is a letter of this set
    return new NpzFile(file, new ZipInputStream(raw, ISO_8859_1), errors);
  }

  /** Goes to where the array starts. */
  private void find() {
    List<String> others = new ArrayList<>();
    for (String name = nextEntry(); !name.isEmpty(); name = nextEntry()) {
      if (name.equals(errors.array() + ENDING)) {
        return;
      }
      if (name.endsWith(ENDING) && others.size() < MOST_NAMES) {
        others.add(name.substring(0, name.length() - ENDING.length()));
      }
    }
    throw errors.missing(others);
  }

  /** Returns the next entry's name, or an empty one after the last. */
  private String nextEntry() {
    try {
      ZipEntry entry = content.getNextEntry();
      return entry == null ? "" : entry.getName();
    } catch (IllegalArgumentException e) {
      // a name that says it is UTF-8 and is not, or an extra field that is none
      throw errors.damaged(e);
    } catch (EOFException | ZipException e) {
      throw errors.damaged(e);
    } catch (IOException e) {
      throw DataErrors.unreadable(file.name(), e);
    }
  }

  private NpyHeader readHeader() {
    byte[] start = required(SIGNATURE.length + 2);
    if (!Arrays.equals(Arrays.copyOf(start, SIGNATURE.length), SIGNATURE)) {
      throw errors.noArray();
    }
    int major = Byte.toUnsignedInt(start[SIGNATURE.length]);
    int minor = Byte.toUnsignedInt(start[SIGNATURE.length + 1]);
    if (major < 1 || major > 3 || minor != 0) {
      throw errors.version(major, minor);
    }
    int sizeBytes = major == 1 ? Short.BYTES : Integer.BYTES;
    long size = whole(required(sizeBytes));
    if (size > LONGEST_HEADER) {
      throw errors.longHeader(size, LONGEST_HEADER);
    }
    // all that may stand in a header is ASCII, whatever its version
    String text = new String(required((int) size), ISO_8859_1);
    return NpyHeaderText.read(errors, text, start.length + sizeBytes + (int) size);
  }

  private static long whole(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.length == Short.BYTES
        ? Short.toUnsignedLong(buffer.getShort())
        : Integer.toUnsignedLong(buffer.getInt());
  }

  private byte[] required(int length) {
    byte[] bytes = new byte[length];
    if (fill(bytes) < length) {
      throw errors.headless();
    }
    return bytes;
  }

  private int fill(byte[] into) {
    try {
      return content.readNBytes(into, 0, into.length);
    } catch (EOFException | ZipException e) {
      throw errors.damaged(e);
    } catch (IOException e) {
      throw DataErrors.unreadable(file.name(), e);
    }
  }

  /** Returns the type and sizes of the array. */
  NpyHeader header() {
    return header;
  }

  /** Returns the errors of this array. */
  NpzErrors errors() {
    return errors;
  }

  /**
   * Fills an array with the bytes that come next.
   *
   * @throws DataException if the array ends before, or the archive is damaged
   */
  void next(byte[] into) {
    int found = fill(into);
    position += found;
    if (found < into.length) {
      throw errors.truncated(position, header.total());
    }
  }

  /**
   * Checks that nothing follows in the array, which also checks its sum.
   *
   * @throws DataException if something does
   */
  void end() {
    if (fill(new byte[1]) > 0) {
      throw errors.trailing(header.total());
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
