package org.harmonicsweep.jobs.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Gives the end of a Parquet file the one form that does not depend on the JVM that wrote it.
 *
 * <p>Parquet 1.13 lists the encodings of a column in the order of a hash set of constants, whose
 * hash codes are drawn anew by each JVM.
 */
final class OrderedFooter {
  /** The footer's length in four bytes, and the signature. */
  private static final int TRAILER = 8;

  private OrderedFooter() {}

  /**
   * Returns the last bytes of a file with all lists of encodings in the order of the format.
   *
   * @param end of the file, at least all of its footer
   */
  static byte[] of(byte[] end) throws IOException {
    int footerEnd = end.length - TRAILER;
    int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(footerEnd);
    int start = footerEnd - length;
    byte[] footer = ordered(Arrays.copyOfRange(end, start, footerEnd));
    if (footer.length != length) {
      throw new IOException("a footer of %d bytes became %d".formatted(length, footer.length));
    }
    byte[] ordered = end.clone();
    System.arraycopy(footer, 0, ordered, start, length);
    return ordered;
  }

  private static byte[] ordered(byte[] footer) throws IOException {
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
    for (RowGroup rows : metadata.getRow_groups()) {
      for (ColumnChunk column : rows.getColumns()) {
        Collections.sort(column.getMeta_data().getEncodings());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(footer.length);
    Util.writeFileMetaData(metadata, bytes);
    return bytes.toByteArray();
  }
}
