package org.harmonicsweep.jobs.store;

import java.io.IOException;

/** A part that is no whole Parquet file of ours: truncated, or with flipped bits. */
final class UnreadablePartException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadablePartException(Throwable cause) {
    super(cause);
  }
}
