package org.harmonicsweep.trial;

import java.io.Serializable;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;

/** The variance σ² of the encoder's posterior: one fixed number, or learned per input and axis. */
public sealed interface EncoderVariance extends Serializable {

  /** Returns the variance fixed at the given value for every input and latent axis. */
  static EncoderVariance fixed(double variance) {
    return new Fixed(variance);
  }

  /** Returns the variance given by a head of the encoder. */
  static EncoderVariance learned() {
    return new Learned();
  }

  /** Folds over the two cases. */
  <R> R match(DoubleFunction<R> fixed, Supplier<R> learned);

  /** Returns the fixed variance; empty when learned. */
  default OptionalDouble value() {
    return match(OptionalDouble::of, OptionalDouble::empty);
  }

  /** Returns {@code fixed} or {@code learned}. */
  default String mode() {
    return match(variance -> "fixed", () -> "learned");
  }

  /**
   * The same variance everywhere.
   *
   * @param variance σ² in squared latent units, finite and above 0
   */
  record Fixed(double variance) implements EncoderVariance {
    public Fixed {
      Checks.positive("encoder variance", variance);
    }

    @Override
    public <R> R match(DoubleFunction<R> fixed, Supplier<R> learned) {
      return fixed.apply(variance);
    }
  }

  /** A second head of the encoder gives log σ². */
  record Learned() implements EncoderVariance {
    @Override
    public <R> R match(DoubleFunction<R> fixed, Supplier<R> learned) {
      return learned.get();
    }
  }
}
