package org.harmonicsweep.jobs.store;

import java.io.IOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.io.PositionOutputStream;

/** A file that Parquet writes on its way to the disk, with the digest of what went through. */
final class HashedFile extends SequentialFile {
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
      @Override
      public long getPos() {
        return file.getPos();
      }

      @Override
      public void write(int value) throws IOException {
        hashed.write(value);
      }

      @Override
      public void write(byte[] values, int offset, int count) throws IOException {
        hashed.write(values, offset, count);
      }

      @Override
      public void flush() throws IOException {
        hashed.flush();
      }

      @Override
      public void close() throws IOException {
        hashed.close();
      }
    };
  }
}
