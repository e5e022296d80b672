package org.harmonicsweep.sweeps.spec;

import java.util.OptionalInt;
import java.util.function.Function;

/** How often each cell of a study is trained. */
public sealed interface Replication {

  /** Returns as many replicates of every cell. */
  static Replication times(int count) {
    return new Fixed(count);
  }

  /** Folds over the two cases. */
  <R> R match(Function<Fixed, R> fixed, Function<UntilPrecise, R> untilPrecise);

  /** Returns the number of replicates that every cell gets, at least 1. */
  default int least() {
    return match(Fixed::count, UntilPrecise::min);
  }

  /** Returns the number of replicates that no cell exceeds. */
  default int most() {
    return match(Fixed::count, UntilPrecise::max);
  }

  /**
   * The same number for all cells.
   *
   * @param count at least 1
   */
  record Fixed(int count) implements Replication {
    public Fixed {
      if (count < 1) {
        throw new IllegalArgumentException("count is " + count + ", must be at least 1");
      }
    }

    @Override
    public <R> R match(Function<Fixed, R> fixed, Function<UntilPrecise, R> untilPrecise) {
      return fixed.apply(this);
    }
  }

  /**
   * More for the cells of which a metric is not known well enough.
   *
   * @param min replicates of every cell, at least 2, for fewer leave no interval
   * @param max replicates of one cell, at least {@code min}
   * @param until the precision at which a cell is done
   * @param budget trials of the whole study that are not exceeded, unless none is given
   */
  record UntilPrecise(int min, int max, Precision until, OptionalInt budget)
      implements Replication {
    public UntilPrecise {
      if (min < 2 || max < min) {
        throw new IllegalArgumentException(
            "replicates are from " + min + " to " + max + ", must be from at least 2 upwards");
      }
    }

    @Override
    public <R> R match(Function<Fixed, R> fixed, Function<UntilPrecise, R> untilPrecise) {
      return untilPrecise.apply(this);
    }
  }
}
