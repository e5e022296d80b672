package org.harmonicsweep.sweeps.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.statistics.distribution.TDistribution;

/** Half-widths of Student's 95 % intervals, in standard errors. */
public final class StudentQuantile {
  private static final double PROBABILITY = 0.975;

  /** The last digits of a double are the processor's: they must not decide, nor be published. */
  private static final MathContext TWELVE_DIGITS = new MathContext(12);

  private StudentQuantile() {}

  /** Returns the 97.5 % quantile of Student's t to twelve digits, for at least one degree. */
  public static BigDecimal of(int degreesOfFreedom) {
    double quantile = TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(PROBABILITY);
    return BigDecimal.valueOf(quantile).round(TWELVE_DIGITS);
  }
}
