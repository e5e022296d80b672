package org.harmonicsweep.metrics.lipschitz;

import java.util.List;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * Brackets of encoder mean, decoder and reconstruct.
 *
 * @param brackets one per network
 */
public record LipschitzMeasurement(List<LipschitzBracket> brackets) {
  public LipschitzMeasurement {
    brackets = List.copyOf(brackets);
  }

  /** Returns the bracket of a network. */
  public LipschitzBracket of(MeasuredNetwork network) {
    return brackets.stream().filter(b -> b.network() == network).findFirst().orElseThrow();
  }
}
