package org.harmonicsweep.metrics.lipschitz;

import static org.harmonicsweep.metrics.lipschitz.SpectralNorm.UNIT;

import org.harmonicsweep.trial.Activation;

/**
 * An activation φ on an interval: its slopes lie in [least, greatest], its values in [lowest,
 * highest] and within error of line · a + offset; rounding is included in slopes and values, while
 * line, offset and error may be off by 16 u (1 + the interval's greatest absolute value), u = 2⁻⁵³.
 *
 * <p>With the least slope λ for the line, φ(a) − λ a rises from one end to the other; a rectifier
 * takes its chord. The slope of tanh and of the logistic function is greatest at 0 and falls on
 * both sides, so it is least at an end, and greatest at the end next to 0 if 0 is outside. Values
 * and slopes of these are taken to be off by at most 16 u, some times what {@code FastMath} is.
 *
 * @param least slope
 * @param greatest slope
 * @param line slope of the line, at most 1
 * @param offset of the line
 * @param error at least 0
 * @param lowest value
 * @param highest value
 */
record SlopesOnInterval(
    double least,
    double greatest,
    double line,
    double offset,
    double error,
    double lowest,
    double highest) {
  private static final double ROOM = 16 * UNIT;

  /** Returns what is known on [low, high], both finite. */
  static SlopesOnInterval of(Activation activation, double low, double high) {
    return switch (activation) {
      case LINEAR -> new SlopesOnInterval(1, 1, 1, 0, 0, low, high);
      case RELU, LEAKY_RELU -> rectifier(activation, low, high);
      case TANH, LOGISTIC -> smooth(activation, low, high);
    };
  }

  private static SlopesOnInterval rectifier(Activation activation, double low, double high) {
    double leak = activation.leastSlope();
    double lowest = Shape.value(activation, low);
    double highest = Shape.value(activation, high);
    lowest -= ROOM * Math.abs(lowest);
    highest += ROOM * Math.abs(highest);
    if (low > 0) {
      return new SlopesOnInterval(1, 1, 1, 0, 0, lowest, highest);
    }
    if (high < 0) {
      return new SlopesOnInterval(leak, leak, leak, 0, 0, lowest, highest);
    }
    if (!(high > low)) {
      return new SlopesOnInterval(leak, 1, leak, 0, 0, lowest, highest);
    }
    double chord = Math.min(1, (high - leak * low) / (high - low));
    // φ(a) − chord a is this at the ends and 0 at the kink
    double most = Math.max(0, Math.max((1 - chord) * high, (leak - chord) * low));
    return new SlopesOnInterval(leak, 1, chord, most / 2, most / 2, lowest, highest);
  }

  private static SlopesOnInterval smooth(Activation activation, double low, double high) {
    double atLow = Shape.value(activation, low);
    double atHigh = Shape.value(activation, high);
    double slopeLow = Shape.slope(activation, low, atLow);
    double slopeHigh = Shape.slope(activation, high, atHigh);
    double steepest = activation.greatestSlope();
    double least = Math.max(0, Math.min(slopeLow, slopeHigh) - ROOM);
    boolean across = low <= 0 && high >= 0;
    double greatest = across ? steepest : Math.min(steepest, Math.max(slopeLow, slopeHigh) + ROOM);
    double first = atLow - least * low;
    double last = atHigh - least * high;
    return new SlopesOnInterval(
        least,
        greatest,
        least,
        0.5 * (first + last),
        Math.max(0, 0.5 * (last - first)),
        atLow - ROOM,
        atHigh + ROOM);
  }
}
