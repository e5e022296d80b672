package org.harmonicsweep.jobs.store;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file that Parquet writes from beginning to end, without blocks to fit row groups into. */
abstract class SequentialFile implements OutputFile {
  @Override
  public final PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public final boolean supportsBlockSize() {
    return false;
  }

  @Override
  public final long defaultBlockSize() {
    return 0;
  }
}
