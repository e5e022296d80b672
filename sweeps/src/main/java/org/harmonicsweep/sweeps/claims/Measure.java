package org.harmonicsweep.sweeps.claims;

import java.util.Locale;

/**
 * The number that a claim is about.
 *
 * @param column of the result table
 * @param unit that it is counted in
 */
public record Measure(String column, Unit unit) {

  /** What a measured number is multiplied by. */
  public enum Unit {
    /** Nothing. */
    OWN,
    /** The encoder's deviation σ: what a step of one deviation in the latent space does. */
    PER_DEVIATION;

    /** Returns {@code own} or {@code per_deviation}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the column as it stands. */
  static Measure measured(String column) {
    return new Measure(column, Unit.OWN);
  }

  /** Returns the column times the encoder's fixed standard deviation. */
  static Measure perDeviation(String column) {
    return new Measure(column, Unit.PER_DEVIATION);
  }

  /** Returns it as an expression of SQL over the columns of a trial. */
  public String text() {
    return unit == Unit.OWN ? column : column + " * sqrt(encoder_variance)";
  }
}
