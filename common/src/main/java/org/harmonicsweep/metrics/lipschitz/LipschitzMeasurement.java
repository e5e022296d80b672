package org.harmonicsweep.metrics.lipschitz;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.metrics.MeasuredNetwork;

/**
 * Brackets of encoder mean, decoder and reconstruct.
 *
 * @param brackets at most one per network
 * @param local the decoder's where it is used; empty if it is not dense or has more than 1024
 *     inputs and neurons, if its aggregate posterior is not finite, and where double precision
 *     holds no proof
 */
public record LipschitzMeasurement(List<LipschitzBracket> brackets, Optional<LocalBracket> local) {
  public LipschitzMeasurement {
    brackets = List.copyOf(brackets);
  }

  /** Returns the bracket of a network. */
  public LipschitzBracket of(MeasuredNetwork network) {
    return find(network).orElseThrow();
  }

  /** Returns the bracket of a network, if it was taken. */
  public Optional<LipschitzBracket> find(MeasuredNetwork network) {
    return brackets.stream().filter(b -> b.network() == network).findFirst();
  }
}
