package org.harmonicsweep.experiment;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** A measurement that was ended from outside. */
final class MeasuringCancelled extends CancellationException {
  private static final long serialVersionUID = 1L;

  private final String phase;

  private MeasuringCancelled(String phase, CancellationException cause) {
    super("interrupted in " + phase);
    initCause(cause);
    this.phase = phase;
  }

  /** Returns what is measured; if it is cancelled, the exception says in which phase. */
  static <T> T naming(String phase, Supplier<T> measurement) {
    try {
      return measurement.get();
    } catch (CancellationException e) {
      throw new MeasuringCancelled(phase, e);
    }
  }

  /** Returns what was being measured. */
  String phase() {
    return phase;
  }
}
