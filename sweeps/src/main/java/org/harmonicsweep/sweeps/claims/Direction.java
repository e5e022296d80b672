package org.harmonicsweep.sweeps.claims;

import java.util.Locale;
import java.util.function.Supplier;

/** How a quantity is claimed to answer as its knob is turned up. */
public enum Direction {
  /** It falls. */
  FALLS,
  /** It rises. */
  RISES,
  /** It rises up to some level within the range and falls after it. */
  RISES_THEN_FALLS;

  /** Returns the word of result tables, such as {@code rises_then_falls}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Folds over the three cases. */
  public <R> R match(Supplier<R> falls, Supplier<R> rises, Supplier<R> risesThenFalls) {
    return switch (this) {
      case FALLS -> falls.get();
      case RISES -> rises.get();
      case RISES_THEN_FALLS -> risesThenFalls.get();
    };
  }
}
