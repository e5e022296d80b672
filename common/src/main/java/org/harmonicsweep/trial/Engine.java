package org.harmonicsweep.trial;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The engine that trains, and its numeric contract.
 *
 * <p>The contract is part of a trial's identity. Its version changes whenever the engine's bits do.
 */
public sealed interface Engine extends Serializable {

  /** Returns our own kernels: the same bits on every machine, alone or in a cohort. */
  static Engine strict() {
    return new Strict();
  }

  /** Returns Deeplearning4j in a task, on one thread. */
  static Engine dl4j() {
    return new Dl4j();
  }

  /** Returns the names of the engines of which the same trial may give other bits elsewhere. */
  static List<String> inexact() {
    return List.of(Dl4j.KEY, Dl4jSpark.KEY);
  }

  /** Returns the name used in study files and result tables. */
  String key();

  /** Returns the version of the numeric contract, with whatever else determines the weights. */
  String contract();

  /**
   * Returns whether the same trial gives the same bits everywhere; otherwise a tolerance counts.
   */
  default boolean isExact() {
    return tolerance().isEmpty();
  }

  /** Returns how far the numbers of two rows of a trial may be apart; empty for an exact engine. */
  default Optional<RowTolerance> tolerance() {
    return match(
        Optional::empty,
        () -> Optional.of(new RowTolerance(1e-3, 1e-2)),
        averaging -> Optional.of(new RowTolerance(0.05, 0.5)));
  }

  /** Returns whether one trial is trained by many executors, and not in a task. */
  default boolean isDataParallel() {
    return match(() -> false, () -> false, averaging -> true);
  }

  /** Folds over the three cases. */
  <R> R match(Supplier<R> strict, Supplier<R> dl4j, Function<Averaging, R> dl4jSpark);

  /** Our own kernels. */
  record Strict() implements Engine {
    @Override
    public String key() {
      return "strict";
    }

    @Override
    public String contract() {
      return "strict-3";
    }

    @Override
    public <R> R match(Supplier<R> strict, Supplier<R> dl4j, Function<Averaging, R> dl4jSpark) {
      return strict.get();
    }
  }

  /** Deeplearning4j on ND4J: equal within a tolerance, the bits being a native library's. */
  record Dl4j() implements Engine {
    /** The name. */
    public static final String KEY = "dl4j";

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public String contract() {
      return "dl4j-1";
    }

    @Override
    public <R> R match(Supplier<R> strict, Supplier<R> dl4j, Function<Averaging, R> dl4jSpark) {
      return dl4j.get();
    }
  }

  /**
   * Deeplearning4j on Spark: copies of one network on many executors, averaged now and then.
   *
   * @param averaging how
   */
  record Dl4jSpark(Averaging averaging) implements Engine {
    /** The name, whatever the averaging. */
    public static final String KEY = "dl4j-spark";

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public String contract() {
      return "dl4j-spark-1 " + averaging;
    }

    @Override
    public <R> R match(Supplier<R> strict, Supplier<R> dl4j, Function<Averaging, R> dl4jSpark) {
      return dl4jSpark.apply(averaging);
    }
  }
}
