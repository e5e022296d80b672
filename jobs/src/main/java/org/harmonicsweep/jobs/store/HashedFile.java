package org.harmonicsweep.jobs.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.io.PositionOutputStream;

/** A file that Parquet writes on its way to the disk, with the digest of what went through. */
final class HashedFile extends SequentialFile {
  /** More than the longest footer that is read again. */
  private static final int HELD = 2 * BoundedFile.LONGEST_FOOTER;

  private final FSDataOutputStream file;
  private final MessageDigest digest;

  HashedFile(FSDataOutputStream file) {
    this.file = file;
    this.digest = Checksums.sha256();
  }

  /** Returns the SHA-256 of what has been written, in hexadecimal; may be asked once. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    DigestOutputStream hashed = new DigestOutputStream(file, digest);
    return new PositionOutputStream() {
      private final ByteArrayOutputStream held = new ByteArrayOutputStream();

      @Override
      public long getPos() {
        return file.getPos() + held.size();
      }

      @Override
      public void write(int value) throws IOException {
        held.write(value);
        release();
      }

      @Override
      public void write(byte[] values, int offset, int count) throws IOException {
        held.write(values, offset, count);
        release();
      }

      /** Lets go what cannot be the footer any more. */
      private void release() throws IOException {
        if (held.size() < 2 * HELD) {
          return;
        }
        byte[] all = held.toByteArray();
        hashed.write(all, 0, all.length - HELD);
        held.reset();
        held.write(all, all.length - HELD, HELD);
      }

      @Override
      public void close() throws IOException {
        hashed.write(OrderedFooter.of(held.toByteArray()));
        hashed.close();
      }
    };
  }
}
