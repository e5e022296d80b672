package org.harmonicsweep.kernel;

import java.util.concurrent.CancellationException;

/**
 * How work on a thread is ended from outside: whoever wants it ended interrupts the thread, and all
 * that takes long asks here between its steps. To ask costs a read of one field.
 */
public final class Interruption {
  private Interruption() {}

  /**
   * Returns if the thread may go on. The thread stays interrupted otherwise.
   *
   * @throws CancellationException if it was interrupted
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the thread was interrupted");
    }
  }
}
