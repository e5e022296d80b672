package org.harmonicsweep.jobs.store;

import java.io.ByteArrayOutputStream;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A Parquet file under construction in memory.
 *
 * <p>A cohort's file is a few megabytes at most. Made whole here, it reaches the file system in one
 * write, and a failure on the way leaves nothing behind.
 */
final class MemoryFile extends SequentialFile {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return bytes.size();
      }

      @Override
      public void write(int value) {
        bytes.write(value);
      }

      @Override
      public void write(byte[] values, int offset, int count) {
        bytes.write(values, offset, count);
      }
    };
  }
}
